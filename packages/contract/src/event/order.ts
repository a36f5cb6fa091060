import { z } from 'zod';
import { LIMITS } from '../constants/limits.ts';
import { Currency, Minor, Points, ShopId } from '../ids.ts';
import { Instant } from '../time.ts';

/** What a shop adds of its own, for conditions: a few plain values by name. */
const Attributes = z
  .record(z.string().max(64), z.union([z.string().max(200), z.number(), z.boolean()]))
  .refine((values) => Object.keys(values).length <= 30, 'at most 30 attributes')
  .describe('values of your own for conditions; nothing personal');

/** Means of payment that are no fresh money. */
export const PAYMENT_MEANS = ['points', 'gift_card', 'store_credit'] as const;
export type PaymentMeans = (typeof PAYMENT_MEANS)[number];

/** One line of an order; amounts in minor units, `unitPrice` before `discount`, which is of the whole line. */
export const OrderLine = z.object({
  lineId: ShopId.optional(),
  sku: ShopId,
  name: z.string().max(500).optional(),
  quantity: z.int().min(1).max(10_000_000),
  unitPrice: Minor,
  discount: Minor.optional(),
  category: z.string().max(200).optional(),
  brand: z.string().max(200).optional(),
  attributes: Attributes.optional(),
});
export type OrderLine = z.infer<typeof OrderLine>;

/** A part of an order that was not paid with money: points that were held, or a gift card or credit. Amounts in minor units. */
export const PaidWith = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('points'),
    hold: z.string().min(1).max(100),
    amount: Minor.optional().describe('by default all that the hold is worth'),
  }),
  z.object({ kind: z.enum(['gift_card', 'store_credit']), code: ShopId, amount: Minor.min(1) }),
]);
export type PaidWith = z.infer<typeof PaidWith>;

/** An order that has been paid. `subtotal` is what its goods cost after discounts, `total` what was paid in all. */
export const OrderPaid = z.object({
  orderId: ShopId,
  currency: Currency,
  total: Minor,
  subtotal: Minor.optional().describe('by default total − shipping − tax'),
  shipping: Minor.optional(),
  tax: Minor.optional().describe('only where prices are without tax'),
  country: z.string().max(100).optional(),
  channel: z.string().max(100).optional(),
  promisedAt: Instant.optional().describe('when the delivery was promised'),
  lines: z.array(OrderLine).max(LIMITS.orderLines).optional(),
  attributes: Attributes.optional(),
  coupons: z.array(ShopId).max(10).optional().describe('codes of ours that were used on it'),
  paidWith: z.array(PaidWith).max(10).optional().describe('what was not paid with money'),
  referralCode: ShopId.optional().describe('the code of the friend’s link that led here'),
});
export type OrderPaid = z.infer<typeof OrderPaid>;

/** A line given back: matched by `lineId`, else by code and price, else by code in order. */
export const RefundLine = z.object({
  lineId: ShopId.optional(),
  sku: ShopId,
  quantity: z.int().min(1).max(10_000_000),
  unitPrice: Minor.optional(),
});

/** Money given back: `amount` in all, of which `shipping`. */
export const OrderRefunded = z.object({
  refundId: ShopId,
  orderId: ShopId,
  currency: Currency.optional(),
  amount: Minor.describe('what was given back in all, shipping included'),
  shipping: Minor.optional(),
  lines: z.array(RefundLine).max(LIMITS.orderLines).optional(),
  points: Points.optional().describe('points given back of those that paid for it; by default in proportion'),
  reason: z.string().max(200).optional(),
});
export type OrderRefunded = z.infer<typeof OrderRefunded>;

/** An order undone as a whole. */
export const OrderCancelled = z.object({ orderId: ShopId, reason: z.string().max(200).optional() });
export type OrderCancelled = z.infer<typeof OrderCancelled>;

/**
 * An order that was changed, as it now stands: all its lines and amounts as ordered, whatever refunds have given back of it, which
 * stay what they are. Of several amendments the one that happened last holds.
 */
export const OrderAmended = OrderPaid.omit({ referralCode: true }).extend({
  amendmentId: ShopId,
  reason: z.string().max(200).optional(),
});
export type OrderAmended = z.infer<typeof OrderAmended>;

/** A payment that the shopper's bank took back: in part, or as a whole. */
export const OrderChargedBack = z.object({
  chargebackId: ShopId,
  orderId: ShopId,
  amount: Minor.optional().describe('what was taken back; by default all that remains of the order'),
  reason: z.string().max(200).optional(),
});
export type OrderChargedBack = z.infer<typeof OrderChargedBack>;

/** A chargeback that was decided for the shop: as if it had never been. */
export const OrderChargebackWon = z.object({
  chargebackId: ShopId,
  orderId: ShopId,
  reason: z.string().max(200).optional(),
});
export type OrderChargebackWon = z.infer<typeof OrderChargebackWon>;
