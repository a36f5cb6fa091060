import type { Entry, State } from '@laurel/engine';

/** An entry as it is stored: the engine's, with its two clocks as dates and a checksum. */
export type EntryDocument = Omit<Entry, 'occurredAt' | 'recordedAt'> & {
  /** `MEMBER:SEQ`. */
  _id: string;
  occurredAt: Date;
  recordedAt: Date;
  /** `checkOf` all the rest (`log/check.ts`): set when it is appended, so that an audit finds what was changed by hand. */
  check: string;
};

/** `_id` is the member's. */
export interface SnapshotDocument {
  _id: string;
  program: string;
  seq: number;
  /** The version of the fold that made it: another one folds again. */
  fold: number;
  /** The newest version of the program that judged in this log: a log never goes back to an older one. */
  version: number;
  state: State;
}

/** That something unique in a program belongs to one member. `_id` hashes program, kind and value. */
export interface ClaimDocument {
  _id: string;
  program: string;
  kind: 'externalId' | 'key' | 'order' | 'code' | 'friend' | 'coupon' | 'redemption' | 'hold' | 'use' | 'merge';
  member: string;
  /** Hash of the body that the claim came with; null for an order that only refunds have spoken of so far. */
  body: string | null;
  /** For an order, the key of the event that brought it: a repeat under another key is judged under this one. */
  key: string | null;
  /** For an order that is on its way: the member from whose log it comes. */
  from?: string;
  /** For a code of a pool, which time it was taken. */
  takes?: number;
  at: Date;
}

/** The gift cards that the till, or an order, said to pay for an order. `_id` is a hash of program and order. */
export interface CardsDocument {
  _id: string;
  program: string;
  codes: string[];
}

/** A member asks for the points of an order that they miss. `_id` is `clm_…`, random. */
export interface MissingDocument {
  _id: string;
  program: string;
  member: string;
  orderId: string;
  /** Hash of program and order: while it stands nobody else can ask for the order. Left out once it was refused. */
  about?: string;
  /** As the receipt says; emptied when the person is erased. */
  told: { date: string | null; total: number | null; email: string | null; note: string | null };
  state: 'waiting' | 'settled' | 'refused';
  by: string | null;
  why: string | null;
  madeAt: Date;
  closedAt: Date | null;
  /** How it ended stands in the member's log. */
  logged: boolean;
}
