import type { Draft } from '../decide/draft.ts';

/** The lots that so many available points are spent from, in the order of RULES 18. */
export function partsToSpend(draft: Draft, points: number): { lot: string; points: number }[] {
  const parts: { lot: string; points: number }[] = [];
  let left = points;
  for (const lot of draft.state.lots) {
    if (left === 0 || lot.activeAt !== null) break;
    const taken = Math.min(left, lot.points);
    parts.push({ lot: lot.id, points: taken });
    left -= taken;
  }
  return parts;
}
