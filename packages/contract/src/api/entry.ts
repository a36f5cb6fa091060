import type { Reason } from '../constants/reasons.ts';

/** Accounts that points move between: a member's four, and the program's five. */
export const ACCOUNTS = [
  'pending',
  'available',
  'held',
  'owed',
  'issued',
  'redeemed',
  'expired',
  'adjusted',
  'transit',
] as const;
export type Account = (typeof ACCOUNTS)[number];

/** Whole points moved from one account to another, so that postings sum to zero by construction. */
export interface Posting {
  from: Account;
  to: Account;
  points: number;
}

/** What one rule did about one fact, so that it can be checked with a pencil. */
export interface AwardView {
  rule: string;
  name: string;
  points: number;
  /** The amount that it went by in minor units; null for a fixed number of points. */
  amount: number | null;
  /** Amount times rate, before multipliers; six decimals. */
  base: number;
  multipliers: { kind: string; id: string; times: number }[];
  /** The counter that it goes to; null: it is of points. */
  counter: string | null;
  /** What the rule came to before caps; the difference was clipped. */
  before: number;
  clippedBy: Reason | null;
  /** When the points become available; null: at once. */
  activeAt: string | null;
  expiresAt: string | null;
}

/** A rule that did nothing about a fact, or a coupon or recommendation without effect, and why. */
export interface SilenceView {
  /** The rule's id, the coupon's code, or "referral". */
  of: string;
  kind: 'rule' | 'coupon' | 'referral' | 'hold';
  name: string;
  reason: Reason;
  /** The reason in words. */
  text: string;
}

/** One line of a member's log, as the API tells it. */
export interface EntryView {
  id: string;
  seq: number;
  kind: string;
  /** The fact's type, where the entry holds a fact. */
  type: string | null;
  key: string | null;
  outcome: 'applied' | 'kept' | 'refused';
  reason: Reason | null;
  occurredAt: string;
  recordedAt: string;
  programVersion: number;
  postings: Posting[];
  awards: AwardView[];
  /** Rules of the fact's kind that did not fire, and why. */
  silent: SilenceView[];
  /** What moved of each counter. */
  counters: { id: string; n: number }[];
  /** Points that the entry took back. */
  reversed: number;
  challenges: { id: string; completed: boolean }[];
  badges: string[];
  tier: { from: string | null; to: string | null } | null;
  /** The fact's data without anything personal, or null. */
  data: Record<string, unknown> | null;
  /** What happened and why, in one sentence of the language that was asked for. */
  text: string;
  /** The same, line by line: each rule with its arithmetic, each consequence, and the version of the program that judged. */
  why: string[];
}

/** What a shop gets back for one event: the outcome, in full. */
export interface EventOutcome {
  /** True when this was answered before and nothing was done again. */
  replayed: boolean;
  member: string;
  entry: EntryView;
  points: { balance: number; available: number; pending: number; owed: number };
}
