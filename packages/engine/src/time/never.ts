/** An instant later than all others, for what waits without an end: it sorts, it is plain JSON, and it is never due. */
export const NEVER = 8_640_000_000_000_000;

/** An instant as it may be told: NEVER is none. */
export function told(at: number | null): number | null {
  return at === NEVER ? null : at;
}
