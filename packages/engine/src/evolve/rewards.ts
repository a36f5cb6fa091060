import type { Change } from '../log/change.ts';
import type { State } from '../log/state.ts';
import type { Stamp } from './apply.ts';

type RewardChange = Extract<Change, { kind: 'redeemed' | 'redemption.cancelled' | `coupon.${string}` }>;

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
      state.coupons[coupon.code] = { ...coupon, usedOn: null, usedAt: null, cancelledAt: null };
      const redemption = coupon.redemption === null ? undefined : state.redemptions[coupon.redemption];
      if (redemption) state.redemptions[redemption.id] = { ...redemption, coupon: coupon.code };
      return;
    }
  }
  const coupon = state.coupons[change.code];
  if (!coupon) return;
  if (change.kind === 'coupon.used')
    state.coupons[change.code] = { ...coupon, usedOn: change.subject, usedAt: change.at };
  else if (change.kind === 'coupon.returned') state.coupons[change.code] = { ...coupon, usedOn: null, usedAt: null };
  else state.coupons[change.code] = { ...coupon, cancelledAt: stamp.recordedAt };
}
