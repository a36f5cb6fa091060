import { withdrawBadge } from '../badges/withdraw.ts';
import { type Draft, emit } from '../decide/draft.ts';
import type { GiftOf } from '../log/change.ts';
import type { Given } from '../log/state.ts';
import { reverse } from '../points/reverse.ts';
import { giveBack } from '../rewards/restore.ts';
import { isTouched } from '../rewards/use.ts';

/**
 * Takes a gift back if nothing of it was used: its points are all there, its code was not used.
 * @returns whether it was taken back
 */
export function takeGrant(draft: Draft, given: Given, { of, id }: { of: GiftOf; id: string }): boolean {
  const { state } = draft;
  const lot = state.lots.find((one) => one.id === given.lot);
  if (given.points > 0 && lot?.points !== given.points) return false;
  if (given.redemption !== null && wasUsed(draft, given.redemption)) return false;
  if (lot)
    reverse(draft, {
      points: given.points,
      subject: `${of}:${id}`,
      own: (one) => one.id === given.lot,
      expired: [],
      beyond: 'stop',
    });
  if (given.badge !== null) withdrawBadge(draft, given.badge, { of, id });
  if (given.counter) {
    const { id: counter, n } = given.counter;
    emit(draft, { kind: 'counter.moved', counter, n: -n, at: draft.recordedAt, subject: null });
  }
  takeReward(draft, given.redemption);
  return true;
}

/** Whether anything of the coupon that a redemption gave was used. */
export function wasUsed({ state }: Draft, redemption: string): boolean {
  const code = state.redemptions[redemption]?.coupon;
  const coupon = code ? state.coupons[code] : undefined;
  return coupon !== undefined && isTouched(coupon);
}

/** Takes back a reward that was given for nothing; one that is still on its way is not given. */
export function takeReward(draft: Draft, id: string | null): void {
  if (id === null) return;
  const redemption = draft.state.redemptions[id];
  draft.subjects.add(`redemption:${id}`);
  if (!redemption) emit(draft, { kind: 'gift.voided', redemption: id });
  else if (redemption.cancelledAt === null) giveBack(draft, redemption);
}
