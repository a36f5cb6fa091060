import type { Duration, Program } from '@laurel/contract';
import type { Standings } from '../buyer/fields.ts';
import type { LongAgo } from '../past/long-ago.ts';
import type { Change, CouponFact } from './change.ts';
import type { Entry, Reaction } from './entry.ts';
import type { Evidence } from './evidence.ts';
import type { Fact } from './fact.ts';
import type { State } from './state.ts';

/** What is asked of a member's log. `key` and `body` make it idempotent; `keys` are further things it must be the first to do. */
export type Command = { key: string; body: string; imported?: boolean } & (
  | { kind: 'create'; guest: boolean }
  | { kind: 'join'; referral: { advocate: string; code: string } | null }
  | { kind: 'refer'; referral: { advocate: string; code: string } }
  | { kind: 'fact'; fact: Fact; referral: { advocate: string; code: string } | null }
  | { kind: 'redeem'; redemption: string; reward: string; choice?: string }
  /** `undelivered`: the shop's webhook gave no code. */
  | { kind: 'cancel'; redemption: string; undelivered?: boolean }
  | { kind: 'deliver'; redemption: string; expiresAt: number | null }
  /** `amount` in minor units, of a gift card or credit; null: all of it. `subject`: the order that it is used on. */
  /** `once`: what was taken for that order already is not taken again. */
  | { kind: 'use'; use: string; code: string; amount: number | null; subject: string | null; once?: true }
  | { kind: 'unuse'; use: string; subject: string | null }
  /** Of a card that paid for somebody else's order; `again`: what it got back is taken again. */
  | { kind: 'returnCard'; code: string; subject: string; again: boolean }
  /** `goods`: what the basket's goods come to, in minor units. */
  | { kind: 'hold'; hold: string; points: number; goods: number }
  | { kind: 'unhold'; hold: string }
  | { kind: 'confirm'; hold: string; subject: string }
  | { kind: 'release'; reservation: string }
  | {
      kind: 'adjust';
      points: number;
      by: string;
      why: string;
      /** How long added points live; null: for ever; left out: as the program's points. */
      expiry?: Duration | null | undefined;
      /** Added points count for tiers and boards (RULES 9). */
      qualifies?: boolean | undefined;
    }
  | { kind: 'joinChallenge'; challenge: string }
  | { kind: 'draw'; draw: string }
  /** Challenges that a version brought, from what happened before; those that give for it were confirmed so. */
  | { kind: 'fill'; fills: readonly Fill[] }
  | { kind: 'handBadge'; badge: string; take: boolean; by: string; why: string }
  /** `until` null: goes on. `own`: the shopper asks, and not the shop. */
  | { kind: 'pauseStreak'; streak: string; until: number | null; own: boolean }
  | { kind: 'giveFreezes'; streak: string; n: number; by: string; why: string }
  /** `tier` null: ends every tier that was granted by hand. */
  | { kind: 'grantTier'; tier: string | null; until: number | null; by: string; why: string }
  | {
      /** Lets lots live longer: those that expire before `before` (null: all that expire), by a time or to an instant. */
      kind: 'extend';
      until: { add: Duration } | { to: number };
      before: number | null;
      by: string;
      why: string;
    }
  | { kind: 'open'; opening: Opening }
  | { kind: 'send'; transfer: string; to: string; points: number }
  | { kind: 'receive'; transfer: string; from: string; lots: Extract<Change, { kind: 'lot.sent' }>[] }
  /** `closing`: the last entry of the other log; `state`: that log's fold. */
  | { kind: 'absorb'; from: string; closing: Entry; state: State }
  | { kind: 'react'; reaction: Reaction }
  /** A member asks for the points of an order. */
  | { kind: 'claim'; claim: string; order: string }
  | {
      kind: 'endClaim';
      claim: string;
      order: string;
      state: 'settled' | 'refused';
      by: string | null;
      why: string | null;
    }
  /** Somebody approves of a recommendation, or refuses it, whatever its score; on the friend's log. */
  | { kind: 'decideReferral'; verdict: 'passed' | 'refused'; by: string; why: string }
  | { kind: 'handOver'; subject: string; to: string }
  | { kind: 'close'; reason: 'erased' | 'merged'; into: string | null }
  | { kind: 'settle' }
);

/** A challenge that a version of the program brought, and whether it gives for the past. */
export interface Fill {
  challenge: string;
  version: number;
  retroactive: boolean;
}

/** Everything else that a decision may know; the entry records what of it was used. */
export interface Context {
  program: string;
  member: string;
  /** The published version's number. */
  version: number;
  /** Entries of this log that share a subject with the command (an order, a hold, a redemption), oldest first. */
  history: Entry[];
  /** Documents of the older versions that `history` was judged by. */
  versions: ReadonlyMap<number, Program>;
  /** For `fill`: the whole log, after those of all logs that were merged into it. `versions` has the documents of all of it. */
  past?: readonly Entry[];
  /** A reservation granted for a reward's stock, or null when there is no stock to reserve; 'none_left' when refused. */
  reservation: { id: string } | null | 'none_left';
  /** A fresh coupon code, unique in the program, for whatever coupon this decision may issue. */
  coupon: string | null;
  /** The holdout's draw, 0 to 9,999, for `create`. */
  draw: number | null;
  /** Codes of this command's that are of other members: a gift card is good for whoever holds it. */
  cards?: ReadonlySet<string>;
  /** What was reserved of the pools that all members share, by pool; one that is not in it was not asked for yet. */
  pools?: ReadonlyMap<string, { id: string; n: number }>;
  /** What is known of a friend and whoever recommended the programme to them; left out: it was not asked for. */
  evidence?: Evidence;
  /** A number for each draw of the program that this command may start, from 0 to its `total` − 1; a preview has none. */
  luck?: ReadonlyMap<string, number>;
  /** For a fact from so long ago that the state no longer keeps what it is judged by (`needsLongAgo`). */
  longAgo?: LongAgo;
  /** Where the member is; left out: not known. */
  timeZone?: string;
  /** What it takes to be among the best, as it was last counted; null or left out: nobody asks. */
  standings?: Standings | null;
  /** What the shop said of the member, for conditions. */
  attributes: Record<string, unknown>;
}

/** What a member brings along from another provider. */
export interface Opening {
  /** The provider's name. */
  from: string;
  lots: { points: number; at: number; activeAt: number | null; expiresAt: number | null }[];
  owed: number;
  /** Null: none was told. */
  tier: { id: string; until: number | null } | null;
  /** What counts for tiers so far beside the lots; null: nothing was told. */
  lifetime: number | null;
  coupons: CouponFact[];
  /** The lots count for tiers and boards (RULES 9). */
  qualifies: boolean;
}
