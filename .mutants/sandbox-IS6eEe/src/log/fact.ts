// @ts-nocheck
import type { OrderLine } from '@laurel/contract';

/**
 * A fact as it stands in a log: amounts, ids and what a refund needs; nothing personal.
 * Instants are milliseconds since 1970 (UTC) everywhere in the engine.
 */
export interface Fact {
  type: string;
  /** The idempotency key under which the shop sent it. */
  key: string;
  occurredAt: number;
  /** The event's data, validated by `contract`. */
  data: Record<string, unknown>;
}

/** The parts of `order.paid` that an order keeps; amounts in minor units. */
export interface OrderFact {
  orderId: string;
  currency: string;
  total: number;
  subtotal: number;
  shipping: number;
  tax: number;
  lines: OrderLine[];
  coupons: string[];
}