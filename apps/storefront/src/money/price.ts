import type { CouponView } from '@laurel/node';

export const CURRENCY = 'GBP';
const FREE_FROM = 3_000;
const POSTAGE = 395;

export interface PricedLine {
  sku: string;
  quantity: number;
  /** Pence for one, before the discount. */
  unitPrice: number;
  /** Pence off the whole line. */
  discount: number;
}

export interface Price {
  lines: PricedLine[];
  /** What the goods cost before any discount. */
  goods: number;
  discount: number;
  /** What the goods cost after it. */
  subtotal: number;
  shipping: number;
  total: number;
  /** What of the total a gift card or credit pays. */
  card: number;
  /** What is left to pay. */
  due: number;
}

/**
 * What a basket costs, with the discount of a coupon spread over its lines in proportion, to the penny.
 * @param points what points take off besides, in pence
 */
export function priceOf(
  basket: readonly Omit<PricedLine, 'discount'>[],
  discount: CouponView['discount'] = null,
  points = 0,
): Price {
  const values = basket.map(({ quantity, unitPrice }) => quantity * unitPrice);
  const goods = values.reduce((sum, value) => sum + value, 0);
  const off = Math.min(goods, worthOf(discount, goods) + points);
  const parts = spread(off, values);
  const subtotal = goods - off;
  const shipping = basket.length === 0 || goods >= FREE_FROM ? 0 : POSTAGE;
  return {
    lines: basket.map((line, at) => ({ ...line, discount: parts[at] ?? 0 })),
    goods,
    discount: off,
    subtotal,
    shipping,
    total: subtotal + shipping,
    card: 0,
    due: subtotal + shipping,
  };
}

function worthOf(discount: CouponView['discount'], goods: number): number {
  if (discount === null) return 0;
  return 'amount' in discount ? discount.amount : Math.floor((goods * discount.percent) / 100);
}

/** Pence that are missing until the postage is free; 0: it is. */
export const missingToFree = (goods: number): number => Math.max(0, FREE_FROM - goods);

/** Spreads an amount in proportion to values: whole pence, the largest remainders first. */
export function spread(amount: number, values: readonly number[]): number[] {
  const whole = values.reduce((sum, value) => sum + value, 0);
  if (whole === 0) return values.map(() => 0);
  const parts = values.map((value) => Math.floor((amount * value) / whole));
  const left = amount - parts.reduce((sum, part) => sum + part, 0);
  const order = values
    .map((value, at) => ({ at, rest: (amount * value) % whole }))
    .sort((one, other) => other.rest - one.rest || one.at - other.at);
  for (const { at } of order.slice(0, left)) parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}

/**
 * What is given back for `quantity` more pieces of a line of which `returned` came back before. Piece by piece it comes to
 * exactly what the line cost.
 */
export function refundOf(line: PricedLine & { returned: number }, quantity: number): number {
  const paid = line.quantity * line.unitPrice - line.discount;
  const until = (pieces: number) => Math.floor((paid * pieces) / line.quantity);
  return until(line.returned + quantity) - until(line.returned);
}
