import { type Draft, emit } from '../decide/draft.ts';
import type { Lot } from '../log/state.ts';

export interface Reversal {
  points: number;
  subject: string;
  /** Which lots are the very ones that the reversed points came in. */
  own(lot: Lot): boolean;
  /** What of them has expired, by lot. */
  expired: { lot: string; points: number }[];
  /** How far it may go when its own are gone: on to other lots and debt, or no further. */
  beyond: 'debt' | 'stop';
}

/**
 * Takes points back: from the own pending ones, the own lot, the own expired part, other lots by soonest expiry, and what is
 * left is owed (RULES 13).
 * @returns how many points were taken back, and how many of them had still been pending
 */
export function reverse(
  draft: Draft,
  { points, subject, own, expired, beyond }: Reversal,
): {
  points: number;
  pending: number;
} {
  const { state } = draft;
  let left = points;
  const take = (lots: Lot[]): void => {
    for (const lot of lots) {
      if (left === 0) return;
      const taken = Math.min(left, lot.points);
      const from = lot.activeAt === null ? 'available' : 'pending';
      emit(draft, { kind: 'lot.reversed', lot: lot.id, points: taken, from, subject });
      left -= taken;
    }
  };
  take(state.lots.filter((lot) => lot.activeAt !== null && own(lot)));
  const pending = points - left;
  take(state.lots.filter((lot) => lot.activeAt === null && own(lot)));
  for (const part of expired) {
    const taken = Math.min(left, part.points);
    if (taken > 0) emit(draft, { kind: 'expiry.reversed', lot: part.lot, points: taken, subject });
    left -= taken;
  }
  if (beyond === 'stop') return { points: points - left, pending };
  take(state.lots.filter((lot) => lot.activeAt === null));
  if (left > 0) emit(draft, { kind: 'owed.opened', points: left, subject });
  return { points, pending };
}
