import { type Draft, emit } from '../decide/draft.ts';
import { capsOf } from '../earn/caps.ts';
import type { RedemptionState } from '../log/state.ts';
import { fillOwed } from '../points/owed.ts';
import { addDuration } from '../time/add.ts';

/**
 * Gives back what a redemption cost: each lot with its old expiry, but with some days of grace from now, once per lot. The coupon
 * is void, and what was reserved is free.
 */
export function giveBack(draft: Draft, redemption: RedemptionState): void {
  const { program, recordedAt, state } = draft;
  const { id, spent, coupon, reservation, reward, cost, at } = redemption;
  const grace = addDuration(program.timeZone, recordedAt, { days: program.points.restore.graceDays });
  for (const part of spent) {
    const isGraced = part.expiresAt !== null && part.expiresAt < grace && !part.graced;
    const expiresAt = isGraced ? grace : part.expiresAt;
    const standing = state.lots.find((lot) => lot.id === part.lot);
    const into = !standing || standing.expiresAt === expiresAt ? part.lot : `${part.lot}+${draft.seq}`;
    const graced = part.graced || isGraced;
    emit(draft, { kind: 'lot.restored', lot: part.lot, into, points: part.points, expiresAt, redemption: id, graced });
    if (part.subject) draft.subjects.add(part.subject);
  }
  if (coupon) emit(draft, { kind: 'coupon.cancelled', code: coupon });
  emit(draft, { kind: 'redemption.cancelled', redemption: id });
  if (reservation) emit(draft, { kind: 'reservation.released', reservation });
  const limit = program.rewards.find((one) => one.id === reward)?.limit;
  for (const { window, closesAt } of capsOf(`reward:${reward}`, limit, program.timeZone, at))
    if (state.windows[window]) emit(draft, { kind: 'window.used', window, closesAt, times: -1, points: -cost });
  fillOwed(draft, recordedAt);
}

/** An order that was given back in full gives back the points of the rewards that were used on it. */
export function giveBackCoupons(draft: Draft, subject: string): void {
  for (const { usedOn, redemption: id, cancelledAt } of Object.values(draft.state.coupons)) {
    const redemption = id === null ? undefined : draft.state.redemptions[id];
    if (usedOn === subject && cancelledAt === null && redemption) giveBack(draft, redemption);
  }
}
