import type { OrderAmended, OrderPaid, OrderRefunded } from '@laurel/contract';
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
  return isPurchase(type) || isOrderChange(type);
}

/** Whether a fact brings something bought: here, or at a partner. */
export function isPurchase(type: string): boolean {
  return type === 'order.paid' || type === PARTNER;
}

const PARTNER = 'partner.purchased';

/** Whether an order was bought at a partner: it earns like any other, and is no order of this shop. */
export function isPartner(fact: Fact | null | undefined): boolean {
  return fact?.type.startsWith('partner.') ?? false;
}

/** Whether a fact changes an order that another fact brings. */
export function isOrderChange(type: string): boolean {
  return isRefund(type) || type === 'order.amended' || type === 'order.chargeback_won';
}

/** Whether a fact takes something off an order. */
export function isRefund(type: string): boolean {
  return (
    type === 'order.refunded' ||
    type === 'order.cancelled' ||
    type === 'order.charged_back' ||
    type === 'partner.refunded'
  );
}

/** Reads the data of an `order.paid`, which `contract` has validated, and fills in what is left out. */
export function orderOf(fact: Fact): OrderFact {
  if (fact.type === PARTNER) {
    const { orderId, currency, amount } = fact.data as unknown as { orderId: string; currency: string; amount: number };
    return {
      orderId,
      currency,
      total: amount,
      subtotal: amount,
      shipping: 0,
      tax: 0,
      lines: [],
      coupons: [],
      paidWith: [],
    };
  }
  const data = fact.data as unknown as OrderPaid;
  const { orderId, currency, total, shipping = 0, tax = 0, lines = [], coupons = [], paidWith = [] } = data;
  const subtotal = data.subtotal ?? Math.max(0, total - shipping - tax);
  return { orderId, currency, total, subtotal, shipping, tax, lines, coupons, paidWith };
}

/** Reads the data of what takes something off an order. */
function refundOf(fact: Fact): Refund {
  if (fact.type === 'order.cancelled') return { refundId: CANCELLED, amount: null, shipping: 0, lines: [] };
  if (fact.type === 'order.charged_back') {
    const { amount = null } = fact.data as { amount?: number };
    return { refundId: chargebackIdOf(fact), amount, shipping: 0, lines: [] };
  }
  const { refundId, amount, shipping = 0, lines = [] } = fact.data as unknown as OrderRefunded;
  return { refundId, amount, shipping, lines };
}

/** What changes an order, told apart by its id: each counts once. */
export type OrderChange =
  | { kind: 'refund'; id: string; refund: Refund; charged: boolean }
  | { kind: 'amendment'; id: string; at: number; order: OrderFact; data: Record<string, unknown> }
  /** `voids`: the id of the refund that is as if it had never been. */
  | { kind: 'won'; id: string; voids: string };

/** Reads a fact that changes an order. */
export function changeOf(fact: Fact): OrderChange {
  if (fact.type === 'order.amended') {
    const { amendmentId, reason: _, ...data } = fact.data as unknown as OrderAmended;
    return {
      kind: 'amendment',
      id: `\u0001amended:${amendmentId}`,
      at: fact.occurredAt,
      order: orderOf({ ...fact, data: data as Record<string, unknown> }),
      data: data as Record<string, unknown>,
    };
  }
  if (fact.type === 'order.chargeback_won') {
    const voids = chargebackIdOf(fact);
    return { kind: 'won', id: `${voids}:won`, voids };
  }
  const refund = refundOf(fact);
  return { kind: 'refund', id: refund.refundId, refund, charged: fact.type === 'order.charged_back' };
}

/** No id of a shop has a control character in it. */
export function chargebackIdOf({ data }: Fact): string {
  return `\u0001chargeback:${String(data.chargebackId)}`;
}

/** An order as an amendment says that it stands; what paid for it and codes that it leaves out altogether are as the order said. */
export function asAmended(order: OrderFact, amended: Extract<OrderChange, { kind: 'amendment' }> | null): OrderFact {
  if (!amended) return order;
  const { coupons, paidWith } = amended.data;
  return {
    ...amended.order,
    coupons: coupons === undefined ? order.coupons : amended.order.coupons,
    paidWith: paidWith === undefined ? order.paidWith : amended.order.paidWith,
  };
}
