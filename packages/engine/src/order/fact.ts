import type { OrderPaid, OrderRefunded } from '@laurel/contract';
import type { Fact, OrderFact } from '../log/fact.ts';

/** Gives back everything: what `order.cancelled` comes to. */
export const CANCELLED = '$cancelled';

/** A refund as the arithmetic sees it; null `amount`: everything that remains. */
export interface Refund {
  refundId: string;
  amount: number | null;
  shipping: number;
  lines: NonNullable<OrderRefunded['lines']>;
}

/** The id of the order that a fact is about, or null. */
export function orderIdOf(fact: Fact): string | null {
  const id = fact.data.orderId;
  return isOrderFact(fact.type) && typeof id === 'string' ? id : null;
}

export function isOrderFact(type: string): boolean {
  return type === 'order.paid' || isRefund(type);
}

export function isRefund(type: string): boolean {
  return type === 'order.refunded' || type === 'order.cancelled';
}

/** Reads the data of an `order.paid`, which `contract` has validated, and fills in what is left out. */
export function orderOf(fact: Fact): OrderFact {
  const data = fact.data as unknown as OrderPaid;
  const { orderId, currency, total, shipping = 0, tax = 0, lines = [], coupons = [] } = data;
  const subtotal = data.subtotal ?? Math.max(0, total - shipping - tax);
  return { orderId, currency, total, subtotal, shipping, tax, lines, coupons };
}

/** Reads the data of an `order.refunded` or `order.cancelled`. */
export function refundOf(fact: Fact): Refund {
  if (fact.type === 'order.cancelled') return { refundId: CANCELLED, amount: null, shipping: 0, lines: [] };
  const { refundId, amount, shipping = 0, lines = [] } = fact.data as unknown as OrderRefunded;
  return { refundId, amount, shipping, lines };
}
