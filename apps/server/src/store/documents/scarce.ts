/** A scarce thing: `left` and those who took of it. `_id` is `PROGRAM:kind:id`. */
export interface StockDocument {
  _id: string;
  program: string;
  /** The version of the program that said the total. */
  version: number;
  total: number;
  left: number;
  /** Reservations whose purchase is not known yet to stand for good; the settled ones are only counted. */
  taken: { id: string; member: string; n: number; at: Date }[];
  /** Purchases that stand, less those that came back. */
  sold?: number;
  /** Which came back lately, so that each does once. */
  returned?: { id: string; at: Date }[];
}

/**
 * What all members share, in one window: a budget, or a limit. `_id` is `PROGRAM:POOL`. What is left, reserved and used is all of it;
 * `left` is below zero where a newer version of the program lowered the total.
 */
export interface BudgetDocument {
  _id: string;
  program: string;
  /** The name that entries use. */
  pool: string;
  /** The version of the program that said the total. */
  version: number;
  kind: 'budget' | 'limit';
  unit: 'points' | 'times';
  /** When its window ends. */
  closesAt: Date | null;
  total: number;
  left: number;
  /** What entries that stand use of it, less what came back. */
  used: number;
  /** Reservations whose entry was not counted yet; `key` is of the command that made it. */
  taken: { id: string; member: string; key: string; n: number; at: Date }[];
  /** What came back lately, so that each does once. */
  freed: { id: string; at: Date }[];
  /** The marks of which totals a notice was left of. */
  told: { percent: number; total: number; at: Date }[];
  /** When it was last counted. */
  at: Date;
}

/** That an entry's room of a pool is free again. `_id` is `MEMBER:SEQ:POOL`. */
export interface FreeingDocument {
  _id: string;
  program: string;
  at: Date;
}

/** A code of an uploaded pool. `_id` hashes program and code, so that each stands once in a program. */
export interface CodeDocument {
  _id: string;
  program: string;
  pool: string;
  /** Sealed, where the server has a secret. */
  code: string;
  /** The redemption that took it, its member and when; null: it is free. */
  reservation: string | null;
  member: string | null;
  at: Date | null;
  /** How often it was taken; left out: never since that is counted. */
  takes?: number;
  /** It is known that the redemption stands. */
  done?: boolean;
}

/** A call of a shop's webhook for the code of a redemption. `_id` is the effect's, and the webhook's, the same on every try. */
export interface DeliveryDocument {
  _id: string;
  program: string;
  member: string;
  redemption: string;
  reward: string;
  url: string;
  state: 'waiting' | 'done' | 'failed';
  attempts: number;
  /** When it is tried next; while it is being tried, when somebody else may. */
  nextAt: Date;
  lastError: string | null;
  createdAt: Date;
}
