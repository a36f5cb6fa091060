// @ts-nocheck
import type { Program } from '@laurel/contract';
import type { Entry, Reaction } from './entry.ts';
import type { Fact } from './fact.ts';

/** What is asked of a member's log. `key` and `body` make it idempotent; `keys` are further things it must be the first to do. */
export type Command = {
  key: string;
  body: string;
  imported?: boolean;
} & ({
  kind: 'create';
  guest: boolean;
} | {
  kind: 'join';
  referral: {
    advocate: string;
    code: string;
  } | null;
} | {
  kind: 'refer';
  referral: {
    advocate: string;
    code: string;
  };
} | {
  kind: 'fact';
  fact: Fact;
  referral: {
    advocate: string;
    code: string;
  } | null;
} | {
  kind: 'redeem';
  redemption: string;
  reward: string;
} | {
  kind: 'cancel';
  redemption: string;
} | {
  kind: 'release';
  reservation: string;
} | {
  kind: 'adjust';
  points: number;
  by: string;
  why: string;
} | {
  kind: 'react';
  reaction: Reaction;
} | {
  kind: 'handOver';
  subject: string;
  to: string;
} | {
  kind: 'close';
  reason: 'erased' | 'merged';
  into: string | null;
} | {
  kind: 'settle';
});

/** Everything else that a decision may know; the entry records what of it was used. */
export interface Context {
  program: string;
  member: string;
  /** The published version's number. */
  version: number;
  /** Entries of this log that share the command's subject (an order), oldest first: what a refund refers back to. */
  history: Entry[];
  /** Documents of the older versions that `history` was judged by. */
  versions: ReadonlyMap<number, Program>;
  /** A reservation granted for a reward's stock, or null when there is no stock to reserve; 'none_left' when refused. */
  reservation: {
    id: string;
  } | null | 'none_left';
  /** A fresh coupon code, unique in the program, for whatever coupon this decision may issue. */
  coupon: string | null;
  /** The holdout's draw, 0 to 9,999, for `create`. */
  draw: number | null;
  /** What the shop said of the member, for conditions. */
  attributes: Record<string, unknown>;
}