import type { Board, Goal, MemberInput, Program, RiskReason, Verdict, WebhookEvent } from '@laurel/contract';
import type { Entry, Morning, Ranked, Scores, Shared, State } from '@laurel/engine';

/** A program: its name in this server, its keys' prefix, what is published. */
export interface ProgramDocument {
  /** `prg_…`, random. */
  _id: string;
  name: string;
  /** `pk_…`: in the address of the browser's door. */
  publishableKey: string;
  /** In a test program a member's clock may be moved forward; said when it is made, and never changed. Left out: live. */
  mode?: 'live' | 'test';
  /** The newest published version; 0 before the first. */
  version: number;
  /** Makes the row ids of its boards opaque; drawn when it is first needed. */
  salt?: string;
  /** For codes that only this server makes and reads; drawn when it is first needed. */
  secret?: string;
  createdAt: Date;
}

/** A published version; never changes. `_id` is `PROGRAM:VERSION`, so that publishing is one insert. */
export interface VersionDocument {
  _id: string;
  program: string;
  version: number;
  document: Program;
  publishedAt: Date;
  /** `checkOfVersion`, so that an audit finds what was changed by hand. */
  check: string;
}

/** A version that brought challenges, to be filled from the past; `_id` is the version's. */
export interface FillDocument {
  _id: string;
  program: string;
  version: number;
  at: Date;
  /** Members up to this one were asked. */
  after: string | null;
  done: boolean;
}

/** A secret, signing or webhook key. Secrets are stored as a hash only; signing secrets must be readable to verify tokens. */
export interface KeyDocument {
  /** For a secret key the SHA-256 of it; for a signing secret its `kid`. */
  _id: string;
  program: string;
  kind: 'secret' | 'signing' | 'webhook';
  name: string;
  /** What the key may do; `write` includes `read`. */
  scope: 'read' | 'write' | 'admin' | null;
  /** What signs tokens or webhooks; null for a secret key. */
  secret: string | null;
  /** The last four characters, to tell keys apart. */
  hint: string;
  createdAt: Date;
  revokedAt: Date | null;
}

/** A file of the browser SDK, of this release or an earlier one. `_id` is its name, which holds a hash: it never changes. */
export interface FileDocument {
  _id: string;
  bytes: Buffer;
  /** When the first process of its release started. */
  at: Date;
}

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

/** One member's scores on all boards: takes entry n only onto n − 1. `_id` is the member's. */
export interface ScoreDocument {
  _id: string;
  program: string;
  seq: number;
  /** The term of the projector that wrote it: one of an earlier term writes over it no more. */
  term: number;
  /** Hash of the boards that it was folded with; another hash is folded again. */
  boards: string;
  /** Only who has joined stands on boards. */
  status: 'none' | 'guest' | 'joined' | 'closed';
  /** The holdout's draw: whoever it puts in the control group stands on none. */
  draw: number;
  /** The tier as it was last written down: who takes part in a board may depend on it. */
  tier: string | null;
  /** The segments that the log says they are in, for the same reason. */
  segments: string[];
  /** Scores by board and period: `{ month: { '2026-11': { n: 120, at: 1764… } } }`. */
  scores: Scores;
  /** The scores that were others when the day of the newest entry began. */
  morning: Morning | null;
}

/** What a batch of entries changed, under the next number: its insert is the commit. `_id` is `GENERATION:n`. */
export interface BatchDocument {
  _id: string;
  generation: number;
  n: number;
  /** The change stream's token after the batch. */
  token: unknown;
  sums: { program: string; day: string; add: Record<string, number> }[];
  at: Date;
}

/** Sums over members of one program and day (UTC date of `recordedAt`). `_id` is `GENERATION:PROGRAM:DAY`. */
export interface SumDocument {
  _id: string;
  generation: number;
  program: string;
  day: string;
  /** The last batch that it took. */
  batch: number;
  sums: Record<string, number>;
}

/** Where a follower of the log stands; a rebuild of projections never moves the one of effects. */
export interface PositionDocument {
  _id: string;
  token: unknown;
  generation: number;
  at: Date;
  /** Of a program's boards, while they are filled from the log: so many members of so many. */
  filling?: { done: number; of: number };
}

/** What could not be done and was set aside, so that the rest went on. `_id` is `KIND:ENTRY`, or `KIND:MEMBER` where a whole log is meant. */
export interface LetterDocument {
  _id: string;
  /** An entry's effects, a member's scores, or what an entry adds to the sums. */
  kind: 'effect' | 'scores' | 'sums' | 'webhook';
  program: string;
  member: string;
  /** The entry's `_id`, or that of a webhook's call; null where a whole log is meant. */
  entry: string | null;
  reason: string;
  tries: number;
  since: Date;
  /** When it failed last. */
  at: Date;
  /** When it is tried again by itself; null: not any more. */
  again: Date | null;
}

/** Who does a job that only one process should do at a time. */
export interface LeaseDocument {
  _id: string;
  holder: string;
  until: Date;
  /** How often the job was taken. */
  term: number;
}

/**
 * A member's seat in a cohort of a league, given once at the first score of a period: `_id` is `PROGRAM|BOARD|PERIOD|MEMBER`. Beside
 * the seats stand counters, `{ _id: 'PROGRAM|BOARD|PERIOD|#LEVEL', taken }`.
 */
export interface SeatDocument {
  _id: string;
  program: string;
  board: string;
  period: string;
  /** When the period began, in milliseconds: which seat was the last. */
  startsAt: number;
  member: string;
  /** Counted from 0. */
  level: number;
  /** The cohort, as a part of its board. */
  part: string;
  at: Date;
  /** The level that the period led to; set when it is closed. */
  next?: number;
}

/** A period of a board, from when it is first noted until it is closed for good. `_id` is `PROGRAM|BOARD|PERIOD`. */
export interface PeriodDocument {
  _id: string;
  program: string;
  board: string;
  period: string;
  startsAt: Date;
  endsAt: Date;
  /** The stored instant at which it closes: end and hold. What is recorded from then on does not count. */
  closesAt: Date;
  /** The board as it is closed, whatever becomes of it in the program. */
  definition: Board;
  timeZone: string;
  version: number;
  /** `again`: history that is archived anew, since facts were brought in. */
  state: 'open' | 'closed' | 'again';
  /** Over before anybody noted it: nothing is sent, and prizes are granted only when asked for. */
  history: boolean;
  /** The name of its archive, once it is closed. */
  archive: string | null;
  archivedAt: Date | null;
  members: number;
  prizes: 'none' | 'due' | 'granted';
  winners: number;
  points: number;
  /** All that follows from closing is done. */
  done: boolean;
}

/** A common goal, from when it is first noted while it is open; once it is reached it stands. `_id` is `PROGRAM|GOAL`. */
export interface GoalDocument {
  _id: string;
  program: string;
  goal: string;
  /** When it was reached as it was then; while it is open, as the newest version has it. */
  definition: Goal;
  version: number;
  closesAt: Date;
  state: 'open' | 'reached';
  /** The name of the archive of all contributions, once it is reached. */
  archive: string | null;
  reachedAt: Date | null;
  /** What the contributions came to then, and of how many members. */
  total: number;
  members: number;
  /** How many were given something. */
  granted: number;
  /** Everybody has been given what is due. */
  done: boolean;
}

/** Rows of a list of a closed period, in order. `_id` is `ARCHIVE|n|LIST`. */
export interface ArchiveDocument {
  _id: string;
  /** The period's or the goal's `_id`: what was begun for it and came second is found, and dropped. */
  owner: string;
  archive: string;
  /** `all`, `groups`, or `part:` and the name of a group or cohort. */
  list: string;
  n: number;
  /** Rows of the whole list. */
  of: number;
  rows: Ranked[];
  /** The ids of the rows, so that one is found. */
  ids: string[];
}

/** An address of the shop that is told of what happens. */
export interface HookDocument {
  /** `whk_…`, random. */
  _id: string;
  program: string;
  name: string;
  url: string;
  /** Empty: all. */
  events: WebhookEvent[];
  /** What calls are signed with, newest first; one that was replaced signs beside it until then. */
  secrets: { secret: string; until: Date | null }[];
  createdAt: Date;
}

/** A call of a webhook, the same on every try. `_id` is its `webhook-id`, and follows from what happened and whom it is told. */
export interface DispatchDocument {
  _id: string;
  program: string;
  hook: string;
  type: WebhookEvent;
  /** What is sent; emptied once it is done. */
  body: string;
  state: 'waiting' | 'done' | 'failed';
  attempts: number;
  /** When it is tried next; while it is being tried, when somebody else may. */
  nextAt: Date;
  lastError: string | null;
  at: Date;
}

/** Something that the shop is to be told of, once: the id follows from what happened. */
export interface NoticeDocument {
  _id: string;
  program: string;
  type: WebhookEvent;
  /** Whom it is about, told by the shop's own id; left out: nobody. */
  member?: string;
  /** The one webhook that it is for; left out: all that ask for such. */
  hook?: string;
  at: Date;
  data: Record<string, unknown>;
  /** When it was sent; null: not yet. */
  sentAt: Date | null;
}
