import type { Change, CouponGive } from '../log/change.ts';
import type { State } from '../log/state.ts';
import type { Stamp } from './apply.ts';

type RewardChange = Extract<
  Change,
  { kind: 'redeemed' | 'redemption.cancelled' | 'entitled' | 'entitlement.withdrawn' | `coupon.${string}` }
>;

/** Redemptions and coupons. What a redemption was paid with is added by the `lot.spent` that follow it. */
export function applyReward(state: State, change: RewardChange, stamp: Stamp): void {
  switch (change.kind) {
    case 'redeemed': {
      const { redemption: id, reward, cost, reservation } = change;
      const at = stamp.recordedAt;
      state.redemptions[id] = { id, reward, cost, at, spent: [], coupon: null, reservation, cancelledAt: null };
      return;
    }
    case 'redemption.cancelled': {
      const standing = state.redemptions[change.redemption];
      if (standing) state.redemptions[change.redemption] = { ...standing, spent: [], cancelledAt: stamp.recordedAt };
      return;
    }
    case 'coupon.issued': {
      const { coupon } = change;
      state.coupons[coupon.code] = {
        ...coupon,
        left: balanceOf(coupon.give),
        usedOn: null,
        usedAt: null,
        cancelledAt: null,
      };
      const redemption = coupon.redemption === null ? undefined : state.redemptions[coupon.redemption];
      if (redemption) state.redemptions[redemption.id] = { ...redemption, coupon: coupon.code };
      return;
    }
    case 'entitled': {
      const { entitlement, redemption, at, until } = change;
      state.entitlements[entitlement] = [...(state.entitlements[entitlement] ?? []), { redemption, at, until }];
      return;
    }
    case 'entitlement.withdrawn': {
      const { entitlement, redemption } = change;
      const left = state.entitlements[entitlement]?.filter((each) => each.redemption !== redemption) ?? [];
      if (left.length > 0) state.entitlements[entitlement] = left;
      else delete state.entitlements[entitlement];
      return;
    }
    default:
      applyCoupon(state, change, stamp);
  }
}

function applyCoupon(
  state: State,
  change: Exclude<Extract<RewardChange, { kind: `coupon.${string}` }>, { kind: 'coupon.issued' }>,
  stamp: Stamp,
): void {
  const coupon = state.coupons[change.code];
  if (!coupon) return;
  const { left } = coupon;
  switch (change.kind) {
    case 'coupon.used':
      if (left === null) state.coupons[change.code] = { ...coupon, usedOn: change.subject, usedAt: change.at };
      else {
        const rest = left - (change.amount ?? left);
        state.coupons[change.code] = { ...coupon, left: rest, usedAt: rest === 0 ? change.at : null };
      }
      return;
    case 'coupon.returned':
      state.coupons[change.code] = {
        ...coupon,
        usedOn: null,
        usedAt: null,
        left: left === null ? null : left + (change.amount ?? 0),
      };
      return;
    case 'coupon.cancelled':
      state.coupons[change.code] = { ...coupon, cancelledAt: stamp.recordedAt };
  }
}

/** The amount that a coupon is used up by, or null. */
export function balanceOf(give: CouponGive): number | null {
  if ('giftCard' in give) return give.giftCard;
  return 'storeCredit' in give ? give.storeCredit : null;
}
