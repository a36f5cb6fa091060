import type { Discount, Give } from '@laurel/contract';
import { type Draft, emit } from '../decide/draft.ts';
import type { CouponFact, CouponGive } from '../log/change.ts';

type Coded = Exclude<
  Give,
  | { access: string }
  | { donation: number }
  | { trees: number }
  | { badge: string }
  | { tier: string }
  | { freezes: number }
>;
type Offer = Give | { discount: Discount; minimum?: number | undefined };

/**
 * Issues a coupon under the code that the context brings.
 * @throws Error when the context has none
 */
export function issueCoupon(
  draft: Draft,
  coupon: Omit<CouponFact, 'code' | 'give' | 'minimum'> & { give: Offer },
): void {
  const code = draft.context.coupon;
  if (code === null) throw new Error('This decision issues a coupon; the context has no code for it.');
  const { give } = coupon;
  const minimum = 'minimum' in give ? (give.minimum ?? null) : null;
  emit(draft, { kind: 'coupon.issued', coupon: { ...coupon, code, give: goodFor(give as Coded), minimum } });
}

function goodFor(give: Coded): CouponGive {
  if ('discount' in give) return { ...give.discount };
  return 'shipping' in give ? { shipping: give.shipping } : { ...give };
}
