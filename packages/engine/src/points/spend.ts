import type { Draft } from '../decide/draft.ts';
import type { SpentPart } from '../log/change.ts';

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

/** Points of a lot with all that it takes to give them back. */
export function partOf({ state }: Draft, { lot: id, points }: { lot: string; points: number }): SpentPart | null {
  const lot = state.lots.find((one) => one.id === id);
  if (!lot) return null;
  const { expiresAt, source, subject, expiry, activatedAt, seq, graced } = lot;
  return { lot: id, points, expiresAt, source, subject, expiry, activatedAt: activatedAt ?? 0, seq, graced };
}
