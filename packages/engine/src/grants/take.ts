import { type Draft, emit } from '../decide/draft.ts';
import type { GiftOf } from '../log/change.ts';
import { reverse } from '../points/reverse.ts';
import { giveBack } from '../rewards/restore.ts';
import { isTouched } from '../rewards/use.ts';
import type { Given } from './give.ts';

/**
 * Takes a gift back if nothing of it was used: its points are all there, its code was not used.
 * @returns whether it was taken back
 */
export function takeGrant(draft: Draft, given: Given, { of, id }: { of: GiftOf; id: string }): boolean {
  const { state } = draft;
  const lot = state.lots.find((one) => one.id === given.lot);
  if (given.points > 0 && lot?.points !== given.points) return false;
  const redemption = given.redemption === null ? undefined : state.redemptions[given.redemption];
  const coupon = redemption?.coupon ? state.coupons[redemption.coupon] : undefined;
  if (coupon && isTouched(coupon)) return false;
  if (lot)
    reverse(draft, {
      points: given.points,
      subject: `${of}:${id}`,
      own: (one) => one.id === given.lot,
      expired: [],
      beyond: 'stop',
    });
  if (given.badge !== null && state.badges[given.badge] !== undefined)
    emit(draft, { kind: 'badge.withdrawn', badge: given.badge });
  if (given.counter) {
    const { id: counter, n } = given.counter;
    emit(draft, { kind: 'counter.moved', counter, n: -n, at: draft.recordedAt, subject: null });
  }
  if (redemption && redemption.cancelledAt === null) giveBack(draft, redemption);
  return true;
}
