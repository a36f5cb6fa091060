import type { ErrorCode, Program } from '@laurel/contract';
import type { Command, Entry, Fill, State } from '@laurel/engine';
import type { Logger } from 'pino';
import type { Seal } from './store/seal.ts';
import type { Store } from './store/store.ts';

/** What every use case is given: the running server without its doors. Made by `start/laurel.ts`. */
export interface Laurel {
  /** A random name of this process, for leases and board versions. */
  process: string;
  store: Store;
  /** Where a thread of this process reaches the store by a connection of its own. */
  storeUri: string;
  logger: Logger;
  /** The server's clock in milliseconds; a program in test mode and an import bring their own. */
  now(): number;
  /** For what the store must not show to whoever reads it. */
  seal: Seal;
  /** Whether webhooks may stand in a private network. */
  privateWebhooks: boolean;
  log: MemberLog;
  programs: Programs;
  keys: Keys;
  effects: Effects;
  /** Called between every two steps of a use case, with the name of the one that is done: tests stop the process there. */
  step(name: Step): Promise<void> | void;
}

/** The steps between which a process may be killed without anything being lost or counted twice. */
type Step =
  | 'claimed'
  | 'members.made'
  | 'reserved'
  | 'code.taken'
  | 'coupon.claimed'
  | 'appended'
  | 'stock.freed'
  | 'handed.over'
  | 'merged'
  | 'absorbed'
  | 'sent'
  | 'claim.moved'
  | 'effect.done'
  | 'position.saved'
  | 'period.ranked'
  | 'period.archived'
  | 'period.closed'
  | 'period.granted'
  | 'period.told'
  | 'fill.done'
  | 'goal.archived'
  | 'goal.reached'
  | 'goal.granted';

/** What an entry means for others, carried out after it stands: once, however often it is tried. */
export interface Effects {
  /** Tries at once, in the background; what fails is done by whoever follows the log. */
  attempt(entries: Entry[]): void;
  /** Settles when all that was attempted here is done. */
  idle(): Promise<void>;
}

/** The logs of members: the only way to append. */
export interface MemberLog {
  /** The member's state as of the last entry, folded from the snapshot and the entries after it. */
  state(program: string, member: string): Promise<State>;
  /**
   * Decides a command on the newest state and appends the entry. Commands of one member are queued in this process and appended
   * as one ordered batch; a lost race folds again and decides again.
   * @returns the entry that stands under the command's key, and whether it stood there before
   * @throws LaurelError `idempotency_conflict` or `refund_conflict` when the key stands with another body, `member_closed`,
   *   `store_unavailable` when it is not known to stand: the same command under the same key may be sent again
   */
  submit(program: PublishedProgram, member: string, command: Command, options?: SubmitOptions): Promise<Submitted>;
  /** The state as of the last time that this process looked: perhaps behind, never wrong. Shared, never to be changed. */
  recent(program: string, member: string): Promise<State>;
  /** The member's points right after an entry, whatever came later. */
  pointsAfter(entry: Entry): Promise<Points>;
  /** Changes whenever somebody else may have written to this log, as far as this process can see. */
  mark(member: string): number;
  /** An entry by its id that this process wrote lately; undefined: it has to be read. */
  lately(id: string): Entry | undefined;
  /**
   * Tells of each entry that this process appends, once it stands; not of one about which the store's answer was lost.
   * @returns stops it
   */
  listen(listener: (entry: Entry) => void): () => void;
  /** Says that this member was made just now, so that there is no log to load. Harmless where it is wrong. */
  begin(member: string): void;
  /** Settles when every command taken so far is answered. */
  idle(): Promise<void>;
}

export interface SubmitOptions {
  /** The clock in milliseconds; by default the server's. */
  now?: number;
  /** Begins a log that is not there yet, and joins whom the program makes a member, before the command is decided. */
  enrol?: { guest: boolean; join: boolean };
  /**
   * Nothing with the command's subject stood when this mark was taken: as long as the log is known since then, nothing is looked up.
   */
  fresh?: number;
  /** The key was claimed before: looks first whether its entry stands. */
  standing?: boolean;
  /** The code of the coupon that the command issues, where it comes from outside; claimed already. */
  coupon?: string;
}

export interface Submitted {
  entry: Entry;
  replayed: boolean;
  /** The points right after the entry; null for a replay (`pointsAfter` tells them). */
  points: Points | null;
}

/** balance = available − owed */
export interface Points {
  balance: number;
  available: number;
  pending: number;
  owed: number;
}

export interface PublishedProgram {
  id: string;
  /** In a test program a member's clock may be moved forward. */
  mode: 'live' | 'test';
  publishableKey: string;
  version: number;
  document: Program;
  /** Challenges that came with a version that not all logs have been asked about yet; left out: there are none. */
  fills?: readonly Fill[];
}

export interface Programs {
  /** The published program of an id or publishable key, from memory; other processes' publications arrive by change stream. */
  byId(id: string): Promise<PublishedProgram | null>;
  byKey(publishableKey: string): Promise<PublishedProgram | null>;
  /** The document of an older version. */
  version(program: string, version: number): Promise<Program | null>;
  /** The newest version, asked from the store. */
  refresh(id: string): Promise<PublishedProgram | null>;
}

export interface SecretKey {
  id: string;
  program: string;
  /** `write` includes `read`, `admin` includes both. */
  scope: 'read' | 'write' | 'admin';
}

export interface SigningKey {
  kid: string;
  program: string;
  /** The bytes that sign member tokens (HS256). */
  secret: Uint8Array;
}

/** Keys as the doors ask for them; those that are revoked or of nobody are null. */
export interface Keys {
  secret(plain: string): Promise<SecretKey | null>;
  signing(program: string, kid: string): Promise<SigningKey | null>;
  /** Forgets what is remembered of a key, or of all. */
  forget(id?: string): void;
}

/** An error with a code of the closed table. */
export class LaurelError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details?: unknown,
    options?: { cause?: unknown; message?: string },
  ) {
    super(options?.message ?? code, { cause: options?.cause });
  }
}

/** What an import came to. */
export interface ImportSummary {
  read: number;
  taken: number;
  repeated: number;
  refusedCount: number;
  /** How many lines were refused for which code or reason. */
  reasons: Record<string, number>;
  /** The first thousand refused lines. */
  refused: { line: number; code: string; message: string }[];
  /** Sums of the program after the run. */
  points: { issued: number; reversed: number; expired: number };
  /** Where and why it stopped before the end (strict, or a signal), or null. */
  stopped: { line: number; why: string } | null;
}
