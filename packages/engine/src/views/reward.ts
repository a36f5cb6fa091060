import type { CouponView, Program, RewardView } from '@laurel/contract';
import type { RewardOf } from '../earn/program.ts';
import type { CouponState } from '../log/state.ts';
import { iso, textOf } from './text.ts';

/** The name of the coupon that a friend begins with, which has no reward to be named after. */
const WELCOME = { en: 'Welcome', fr: 'Bienvenue' };

/** A reward, how many are left of it, and what is still missing for it. */
export function rewardView(
  { id, name, description, cost }: RewardOf,
  { balance, left }: { balance: number; left: number | null },
  locale: string,
): RewardView {
  return {
    id,
    name: textOf(name, locale, id),
    description: description === undefined ? null : textOf(description, locale, ''),
    cost,
    left,
    missing: Math.max(0, cost - balance),
  };
}

/** A coupon as it stands at an instant. */
export function couponView(program: Program, coupon: CouponState, now: number, locale: string): CouponView {
  const { code, redemption, reward, give, minimum, issuedAt, expiresAt } = coupon;
  const of = program.rewards.find(({ id }) => id === reward);
  return {
    code,
    redemption,
    reward,
    name: textOf(of?.name, locale, reward ?? textOf(WELCOME, locale, code)),
    discount: 'amount' in give || 'percent' in give ? { ...give } : null,
    minimum,
    state: stateOf(coupon, now),
    issuedAt: iso(issuedAt),
    expiresAt: iso(expiresAt),
  };
}

function stateOf({ usedOn, cancelledAt, expiresAt }: CouponState, now: number): CouponView['state'] {
  if (cancelledAt !== null) return 'cancelled';
  if (usedOn !== null) return 'used';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'open';
}
