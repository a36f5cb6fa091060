import type { Speech } from '../words/speech.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const hands = new Map<() => void, number>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** One timer for all countdowns of the page, which rings when the first of them reads differently. */
function wind(): void {
  clearTimeout(timer);
  const next = Math.min(...hands.values());
  if (next < Number.POSITIVE_INFINITY) timer = setTimeout(ring, Math.min(Math.max(next - Date.now(), 250), HOUR));
}

function ring(): void {
  for (const [hand, at] of [...hands]) {
    if (at <= Date.now()) {
      hands.delete(hand);
      hand();
    }
  }
  wind();
}

/** Has `hand` called once at `at` (milliseconds of the browser's clock). */
export function callAt(hand: () => void, at: number): void {
  // What is drawn anew rings when it would have rung.
  if (Math.abs(at - (hands.get(hand) ?? 0)) < 1_000) return;
  hands.set(hand, at);
  wind();
}

export function stop(hand: () => void): void {
  hands.delete(hand);
  wind();
}

/** How long until an instant in words ("in 3 days"), and for how many milliseconds that stays true. */
export function until(speech: Speech, left: number): { text: string; lasts: number } {
  const [unit, size] =
    left >= 2 * DAY
      ? (['day', DAY] as const)
      : left >= 2 * HOUR
        ? (['hour', HOUR] as const)
        : (['minute', MINUTE] as const);
  const n = Math.max(size === MINUTE ? 1 : 0, Math.floor(left / size));
  return { text: speech.relative(n, unit), lasts: (left % size) + 1 };
}
