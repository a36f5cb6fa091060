import type { Discount, Give } from '@laurel/contract';
import { type Draft, emit } from '../decide/draft.ts';
import type { CouponFact } from '../log/change.ts';

/**
 * Issues a coupon under the code that the context brings.
 * @throws Error when the context has none
 */
export function issueCoupon(
  draft: Draft,
  coupon: Omit<CouponFact, 'code' | 'give' | 'minimum'> & {
    give: Give | { discount: Discount; minimum?: number | undefined };
  },
): void {
  const code = draft.context.coupon;
  if (code === null) throw new Error('This decision issues a coupon; the context has no code for it.');
  const { give } = coupon;
  const isDiscount = 'discount' in give;
  emit(draft, {
    kind: 'coupon.issued',
    coupon: {
      ...coupon,
      code,
      give: isDiscount ? { ...give.discount } : { ...give },
      minimum: isDiscount ? (give.minimum ?? null) : null,
    },
  });
}
