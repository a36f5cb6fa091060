import type { EventInput, MemberInput } from '@laurel/node';
import type { PricedLine } from '../money/price.ts';
import type { Language } from '../text/language.ts';

export interface Shopper {
  /** The shop's own id of the account: what Laurel knows as `externalId`. */
  id: string;
  name: string;
  language: Language;
}

export interface Session {
  id: string;
  /** Whose it is; null: nobody has signed in. */
  shopper: string | null;
  basket: { sku: string; quantity: number }[];
  coupon: string | null;
  /** Points that are to pay a part, and what they are worth in pence. */
  points?: { points: number; amount: number } | null;
  /** Milliseconds since 1970. */
  seenAt: number;
}

export interface OrderLine extends PricedLine {
  lineId: string;
  returned: number;
}

export interface Refund {
  id: string;
  at: string;
  amount: number;
  shipping: number;
  lines: { lineId: string; quantity: number }[];
}

export interface Order {
  id: string;
  /** Who may see it: an account, or the session of a visitor. */
  shopper: string | null;
  session: string;
  at: string;
  lines: OrderLine[];
  subtotal: number;
  discount: number;
  coupon: string | null;
  shipping: number;
  total: number;
  /** What of the total a gift card or credit paid. */
  card?: { kind: 'gift_card' | 'store_credit'; code: string; amount: number } | null;
  /** The points that paid a part, as Laurel holds them. */
  hold?: { id: string; amount: number } | null;
  refunds: Refund[];
  /** What Laurel answered; null until it has. */
  points: { earned: number; activeAt: string | null } | null;
}

export interface Review {
  sku: string;
  shopper: string;
  stars: number;
  text: string;
  at: string;
}

/** Something Laurel is to know: kept until it has answered, and sent again with the same key. */
export type Letter = { id: string; order: string | null } & (
  | { kind: 'event'; event: EventInput }
  | { kind: 'member'; externalId: string; profile: MemberInput }
);

export interface ShopData {
  version: 1;
  /** Signs the cookies. */
  secret: string;
  nextOrder: number;
  shoppers: Record<string, Shopper>;
  sessions: Record<string, Session>;
  orders: Record<string, Order>;
  reviews: Review[];
  outbox: Letter[];
  /** Letters that Laurel refused for good, with why, for somebody to look at. */
  refused: { letter: Letter; code: string; message: string; at: string }[];
}
