import type { CouponView } from '@laurel/node';
import { productOf } from '../catalogue/product.ts';
import { paid } from '../laurel/letters.ts';
import { type Price, priceOf } from '../money/price.ts';
import type { Order, Session, ShopData } from '../store/data.ts';
import { honour } from './honour.ts';

/** What a session's basket costs. Goods that are no longer sold drop out. */
export function priceBasket(session: Session | null, coupon: CouponView | null): Price {
  const lines = (session?.basket ?? []).flatMap(({ sku, quantity }) => {
    const product = productOf(sku);
    return product ? [{ sku, quantity, unitPrice: product.price }] : [];
  });
  return honour(priceOf(lines, coupon?.discount ?? null, session?.points?.amount ?? 0), coupon);
}

/**
 * Turns the basket of a session into an order that is paid, and writes the letter to Laurel in the same stroke.
 * @returns null if the basket is empty, as it is when a form is sent twice
 */
export function placeOrder(
  draft: ShopData,
  sessionId: string,
  coupon: CouponView | null,
  referral: string | null,
  hold: { id: string; amount: number } | null = null,
): Order | null {
  const session = draft.sessions[sessionId];
  if (!session) return null;
  const { lines, subtotal, discount, shipping, total, card } = priceBasket(session, coupon);
  if (lines.length === 0) return null;
  const id = `H${draft.nextOrder}`;
  draft.nextOrder += 1;
  const order: Order = {
    id,
    shopper: session.shopper,
    session: session.id,
    at: new Date().toISOString(),
    lines: lines.map((line, at) => ({ ...line, lineId: `${id}-${at + 1}`, returned: 0 })),
    subtotal,
    discount,
    coupon: coupon && coupon.left === null ? coupon.code : null,
    card: coupon && card > 0 ? { kind: cardKind(coupon), code: coupon.code, amount: card } : null,
    hold,
    shipping,
    total,
    refunds: [],
    points: null,
  };
  draft.orders[id] = order;
  draft.outbox.push(paid(order, referral));
  session.basket = [];
  session.coupon = null;
  session.points = null;
  return order;
}

const cardKind = ({ kind }: CouponView) => (kind === 'store_credit' ? kind : 'gift_card');
