import type { Morning, Scores } from '@laurel/engine';

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
