import type { MemberInput, RiskReason, Verdict } from '@laurel/contract';
import type { Shared } from '@laurel/engine';

/** A person's profile: beside the log and never in it. */
export interface MemberDocument {
  /** `mem_…`, random. */
  _id: string;
  program: string;
  /** The shop's id of the account, `guest:ID` for a visitor, `order:ID` for an orphaned refund; null once erased. */
  externalId: string | null;
  profile: Omit<MemberInput, 'referralCode' | 'join' | 'alias' | 'onBoards' | 'signals'>;
  alias: string | null;
  onBoards: boolean;
  /** The advocate's code, once it was made. */
  referralCode: string | null;
  /** Their birthday as `MM-DD`, when it was last changed to another, and which one was celebrated last. */
  birthday?: { on: string; changedAt?: Date; celebratedAt?: Date } | null;
  /** The segments that the log has them in, as of an entry. */
  segments?: string[];
  segmentsSeq?: number;
  /** How many codes of their own wish they took. */
  ownCodes?: number;
  createdAt: Date;
  erasedAt: Date | null;
  /** The member that this one was merged into: whoever asks for this one gets that one. */
  mergedInto?: string;
  /** In a test program: how many milliseconds this member's clock is ahead of the server's. */
  clock?: number;
}

/** A member's link to a product. `_id` is `PROGRAM:CODE`. */
export interface ShareDocument {
  _id: string;
  /** Hash of program, member and product: one link for each. */
  about: string;
  program: string;
  member: string;
  product: string;
  /** Visitor ids of the member's own browsers, hashed: they do not count. */
  own: string[];
  createdAt: Date;
}

/** Something that tells people apart, as a keyed hash, beside the logs. `_id` is `MEMBER:KIND:HASH`. */
export interface SignalDocument {
  _id: string;
  program: string;
  member: string;
  kind: 'disposable' | 'abbreviated' | 'birthday' | Shared;
  hash: string;
  /** When it was told of last. */
  at: Date;
  /** When an order by it was charged back. */
  charged?: Date;
}

/** What it takes to be among the best of a program, counted once a day. `_id` is the program's. */
export interface StandingsDocument {
  _id: string;
  program: string;
  /** The local day and the version that it was counted for, and whether all members were looked at since. */
  day: string;
  done: boolean;
  at: Date;
  members: number;
  /** By per cent. */
  spent: number[];
  orders: number[];
}

/** A recommendation, as the friend's log has it, for whoever reviews it. `_id` is the friend's member id. */
export interface ReferralDocument {
  _id: string;
  program: string;
  advocate: string;
  code: string;
  at: Date;
  verdict: Verdict;
  score: number;
  reasons: { reason: RiskReason; weight: number }[];
  /** The first order, once it came. */
  order: string | null;
  /** It counts for the advocate. */
  counted: boolean;
  undone: number;
  decided?: { verdict: 'passed' | 'refused'; by: string; why: string; at: Date };
  /** The entry that this is as of. */
  seq: number;
}
