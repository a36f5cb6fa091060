import type { Gift, Posting, Reason } from '@laurel/contract';
import type { Buyer } from '../buyer/fields.ts';
import type { Change, GiftOf } from './change.ts';
import type { Fact } from './fact.ts';

export const ENTRY_KINDS = [
  'member.created',
  'member.joined',
  'member.referred',
  'referral.decided',
  'member.closed',
  'fact.judged',
  'fact.kept',
  'due.settled',
  'redemption.made',
  'redemption.cancelled',
  'redemption.delivered',
  'coupon.used',
  'coupon.returned',
  'points.held',
  'hold.released',
  'hold.confirmed',
  'reservation.released',
  'points.adjusted',
  'tier.granted',
  'challenge.joined',
  'streak.changed',
  'draw.played',
  'badge.changed',
  'challenge.filled',
  'points.extended',
  'points.sent',
  'points.received',
  'balance.opened',
  'member.absorbed',
  'reaction',
  'order.claimed',
  'claim.closed',
  'subject.handed_over',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** What one rule came to for one fact, in numbers that can be checked with a pencil. */
export interface Award {
  rule: string;
  /** The lot that it opened; null when nothing was left after caps and kept refunds. */
  lot: string | null;
  /** The amount in minor units, or null for a fixed number of points. */
  amount: number | null;
  base: number;
  multipliers: { kind: 'tier' | 'campaign' | 'segment'; id: string; times: number }[];
  /** After rounding, before caps. */
  before: number;
  points: number;
  clippedBy: { reason: Reason; by: number } | null;
  /** Room that each cap had when the fact came: what a refund judges with. */
  room: { window: string; points: number | null; times: number | null }[];
  /** The pieces that it was earned by, where it was. */
  pieces?: number;
  /** The counter that it goes to; left out: it is of points. */
  counter?: string;
}

/** What a rule's award of an order comes to: points, or of a counter. */
export interface Standing {
  rule: string;
  points: number;
  counter?: string;
  /** The room that caps have for it since an amendment added to it. */
  room?: Award['room'];
}

/** A rule that did not fire, or a coupon or referral that came with the fact and had no effect, and why. */
export interface Silence {
  /** The rule's id; a coupon's code or a hold's id where `of` says so. */
  rule: string;
  reason: Reason;
  of?: 'coupon' | 'referral' | 'hold';
  /** It gives something of an order that is judged again, and more if there were room. */
  part?: true;
  /** Room that the caps of an exclusive rule had: a refund may make it the largest of its group. */
  room?: Award['room'];
}

/** What an order comes to, before and after an entry. Amounts in minor units. */
export interface OrderStanding {
  /** The order's `occurredAt`. */
  at: number;
  subtotal: { before: number; after: number };
  total: { before: number; after: number };
  /** Nothing of it remains, since this entry. */
  gone: boolean;
  /** Nothing remained of it before this entry, and something does again. */
  back?: true;
  /** What each rule's award of the order comes to from here on. */
  awards: Standing[];
  /**
   * By rule, the most that its award may come to from here on, where judging the order again would say more. What had no room when
   * it was added, or came back, is not made up for when something else is taken back.
   */
  most?: Record<string, number>;
}

/**
 * A consequence for somebody else, or for the world, to be carried out after the entry stands. Its id is derived from the
 * entry's keys, so that it is carried out once however often it is tried.
 */
export type Effect =
  | { kind: 'react'; id: string; to: string; reaction: Reaction }
  /** Judge the facts that this log kept since `since`, or that the merged log `of` did: each becomes a command of its own under `id:SEQ`. */
  | { kind: 'credit'; id: string; since: number; of?: string }
  /** The log that this one is merged into takes over what it left. */
  | { kind: 'absorb'; id: string; to: string }
  /** The points that this entry sent arrive. */
  | { kind: 'receive'; id: string; to: string; transfer: string }
  /** A gift card of another member pays for an order of this one. */
  | { kind: 'charge'; id: string; use: string; code: string; amount: number; subject: string }
  /** Nothing remains of an order: gift cards of others that paid for it get that back. It stands again: they pay again. */
  | { kind: 'uncharge'; id: string; subject: string }
  | { kind: 'recharge'; id: string; subject: string }
  /** Ask the shop's webhook for the code of a redemption. */
  | { kind: 'code'; id: string; redemption: string; reward: string; url: string }
  /** One more of a reward's stock: what was reserved came back. */
  | { kind: 'unreserve'; id: string; reward: string; reservation: string };

/** What an entry of one member means for another: appended to the other's log under the effect's id. */
export type Reaction =
  /** Of a closed period of a board: what a place wins. */
  | { kind: 'prize.won'; board: string; period: string; place: number; points: number }
  /** A common goal is full: what everybody is given, and what this member added to it. */
  | { kind: 'goal.reached'; goal: string; grant: Gift; at: number; mine: number }
  /** A reward that something reached gives at no cost: to the member's own log. */
  | { kind: 'gift.given'; of: GiftOf; id: string; reward: string; redemption: string }
  /** `again`: somebody approved of it after it was refused. */
  | { kind: 'friend.joined'; friend: string; at: number; again?: true }
  /** `step`: a further one than the first order. */
  | { kind: 'friend.qualified'; friend: string; subject: string; at: number; step?: string }
  | { kind: 'friend.unqualified'; friend: string; subject: string; reverses: string; charged?: boolean; step?: string }
  /** The recommendation was refused after it was told of. `charged`: by somebody, as fraud. */
  | { kind: 'friend.refused'; friend: string; at: number; charged?: boolean }
  /** What waited for a friend's return window is given now. */
  | { kind: 'friend.matured'; friend: string; step: string; at: number }
  /** So many friends have ordered; and what that is worth, once it has waited. */
  | { kind: 'milestone.reached'; friends: number; at: number }
  | { kind: 'milestone.matured'; friends: number; at: number };

/** A buyer as conditions saw them, with instants in milliseconds. */
export type SeenBuyer = Partial<Omit<Buyer, 'firstOrderAt' | 'lastOrderAt'>> & {
  firstOrderAt: number | null;
  lastOrderAt: number | null;
};

/** One immutable line of a member's log. */
export interface Entry {
  program: string;
  member: string;
  /** 1, 2, 3 … */
  seq: number;
  kind: EntryKind;
  /** Unique within the member: the shop's key, `refund:order:id`, reservations, effects. Never empty. */
  keys: string[];
  /** Hash of the body that came under `keys[0]`. */
  body: string;
  /** What a later fact may refer back to: `order:ID` of its order and of every order whose lot it expired or restored. */
  subjects: string[];
  /** The version of the program that judged it. */
  version: number;
  occurredAt: number;
  recordedAt: number;
  outcome: 'applied' | 'kept' | 'refused';
  reason: Reason | null;
  fact: Fact | null;
  /** The tier at `occurredAt`: what a refund judges with. */
  tier: string | null;
  awards: Award[];
  silent: Silence[];
  /** The order that this entry judged, took from, or handed over. */
  standing: OrderStanding | null;
  /** What conditions knew of the member when an order was judged: a refund judges with the same. */
  seen: {
    orders: number;
    spent: number;
    attributes: Record<string, unknown>;
    segments?: string[];
    counters?: Record<string, number>;
    joinedAt?: number;
    buyer?: SeenBuyer;
  } | null;
  /** First what fell due before `recordedAt`, then what the command brought. */
  changes: Change[];
  postings: Posting[];
  effects: Effect[];
  /** True for history that was brought in: its effects are not sent. */
  imported: boolean;
  /** The next instant at which something of this log falls due by itself, as of this entry. */
  due?: number;
}
