import type { Draft } from '../decide/draft.ts';
import type { SpentPart } from '../log/change.ts';
import type { Lot } from '../log/state.ts';

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

/** The same, with all that it takes to give them back. */
export function partsToPay(draft: Draft, points: number): SpentPart[] {
  const { lots } = draft.state;
  return partsToSpend(draft, points).map(({ points: taken }, at) => {
    const { id, expiresAt, source, subject, expiry, activatedAt, seq, graced } = lots[at] as Lot;
    return { lot: id, points: taken, expiresAt, source, subject, expiry, activatedAt: activatedAt ?? 0, seq, graced };
  });
}
