import { randomUUID } from 'node:crypto';
import type { MemberInput } from '@laurel/node';
import { productOf } from '../catalogue/product.ts';
import { CURRENCY } from '../money/price.ts';
import type { Letter, Order, Refund, Review } from '../store/data.ts';

const person = ({ shopper, session }: Pick<Order, 'shopper' | 'session'>) =>
  shopper === null ? { guest: session } : { member: shopper };

/** What of an order was not paid with money. */
const paidWith = ({ card, hold }: Order) => [
  ...(card ? [card] : []),
  ...(hold ? [{ kind: 'points' as const, hold: hold.id, amount: hold.amount }] : []),
];

/** An order, as Laurel is told of it. */
export function paid(order: Order, referralCode: string | null): Letter {
  return {
    id: randomUUID(),
    order: order.id,
    kind: 'event',
    event: {
      type: 'order.paid',
      key: `order:${order.id}`,
      ...person(order),
      occurredAt: order.at,
      data: {
        orderId: order.id,
        currency: CURRENCY,
        total: order.total,
        subtotal: order.subtotal,
        shipping: order.shipping,
        channel: 'web',
        lines: order.lines.map(({ lineId, sku, quantity, unitPrice, discount }) => {
          const product = productOf(sku);
          return {
            lineId,
            sku,
            quantity,
            unitPrice,
            discount,
            ...(product && { name: product.name.en, category: product.category }),
          };
        }),
        ...(order.coupon !== null && { coupons: [order.coupon] }),
        ...(paidWith(order).length > 0 && { paidWith: paidWith(order) }),
        ...(referralCode !== null && { referralCode }),
      },
    },
  };
}

export function refunded(order: Order, refund: Refund): Letter {
  const lines = refund.lines.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find((each) => each.lineId === lineId);
    return line ? [{ lineId, sku: line.sku, quantity, unitPrice: line.unitPrice }] : [];
  });
  return {
    id: randomUUID(),
    order: order.id,
    kind: 'event',
    event: {
      type: 'order.refunded',
      key: `refund:${refund.id}`,
      ...person(order),
      occurredAt: refund.at,
      data: {
        refundId: refund.id,
        orderId: order.id,
        currency: CURRENCY,
        amount: refund.amount,
        shipping: refund.shipping,
        lines,
      },
    },
  };
}

/** That there is a review. What it says stays in the shop: a log keeps no free text. */
export function reviewed({ sku, shopper, stars, at }: Review): Letter {
  return {
    id: randomUUID(),
    order: null,
    kind: 'event',
    event: {
      type: 'review.published',
      key: `review:${shopper}:${sku}`,
      member: shopper,
      occurredAt: at,
      data: { sku, stars },
    },
  };
}

export function account(externalId: string, profile: MemberInput): Letter {
  return { id: randomUUID(), order: null, kind: 'member', externalId, profile };
}
