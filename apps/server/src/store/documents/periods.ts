import type { Board, Goal } from '@laurel/contract';
import type { Ranked } from '@laurel/engine';

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
