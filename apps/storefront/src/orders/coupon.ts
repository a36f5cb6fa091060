import type { CouponView, MemberView } from '@laurel/node';
import type { Words } from '../text/language.ts';
import { isHonoured } from './honour.ts';

export type CouponCheck = { coupon: CouponView } | { fault: string };

/** Finds a code among a member's own coupons, however it was typed, and says whether it holds for goods of that value. */
export function checkCoupon(member: MemberView, code: string, goods: number, { t, money }: Words): CouponCheck {
  const typed = plain(code);
  const coupon = member.coupons.find((each) => plain(each.code) === typed);
  if (!coupon || coupon.state === 'cancelled') return { fault: t.couponUnknown };
  if (coupon.state === 'used') return { fault: t.couponSpent };
  if (coupon.state === 'expired') return { fault: t.couponExpired };
  if (!isHonoured(coupon)) return { fault: t.couponOther };
  if (goods < (coupon.minimum ?? 0)) return { fault: t.couponMinimum(money(coupon.minimum ?? 0)) };
  return { coupon };
}

const plain = (code: string) => code.replace(/[\s-]/g, '').toUpperCase();
