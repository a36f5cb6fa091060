import type { CouponCheckView, Reason } from '@laurel/contract';
import { type CouponState, couponView, unusable } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { told } from '../../store/faults.ts';
import { nowOf } from '../members/clock.ts';
import { toldId } from '../members/person.ts';
import { findCoupon } from './find.ts';

interface Question {
  code: string;
  member?: string | undefined;
  amount?: number | undefined;
  locale: string;
}

/**
 * Looks at a coupon for the till, and changes nothing.
 * @throws LaurelError `coupon_not_found`
 */
export async function checkCoupon(
  laurel: Laurel,
  program: PublishedProgram,
  { code: typed, member: shownBy, amount, locale }: Question,
): Promise<CouponCheckView> {
  try {
    const { code, member } = await findCoupon(laurel, program.id, typed);
    const { coupons } = await laurel.log.state(program.id, member._id);
    const coupon = coupons[code];
    if (!coupon) throw new LaurelError('coupon_not_found');
    const now = nowOf(laurel, member);
    const owner = toldId(member.externalId ?? '');
    const reason = unusable(coupon, now) ?? refusal(coupon, { owner, shownBy, amount });
    return {
      coupon: couponView(program.document, coupon, now, locale),
      member: owner,
      usable: reason === null,
      reason,
    };
  } catch (error) {
    throw told(error);
  }
}

function refusal(
  { give, minimum }: CouponState,
  { owner, shownBy, amount }: { owner: string; shownBy: string | undefined; amount: number | undefined },
): Reason | null {
  if (!mayShow(give, owner, shownBy)) return 'coupon_not_yours';
  return amount !== undefined && minimum !== null && amount < minimum ? 'below_minimum' : null;
}

/** A gift card is good for whoever has its code; everything else for its member, where the till says who is there. */
export function mayShow(give: CouponState['give'], owner: string, shownBy: string | undefined): boolean {
  return shownBy === undefined || shownBy === owner || 'giftCard' in give;
}
