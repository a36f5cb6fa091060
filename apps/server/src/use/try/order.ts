import type { Program, TrySide } from '@laurel/contract';
import type { Difference } from '@laurel/engine';

/** What the thread is asked; a program document travels as it is. */
export interface Order {
  uri: string;
  program: string;
  draft: Program;
  published: { document: Program; version: number };
  /** Milliseconds; 0: everything. */
  since: number;
  /** Null: until the last fact. */
  until: number | null;
}

/** What it comes to. */
export interface Outcome {
  draft: TrySide;
  published: TrySide;
  counts: { better: number; worse: number; same: number };
  winners: Difference[];
  losers: Difference[];
  until: number;
  facts: number;
  members: number;
}

/** What the thread says. */
export type Message = { kind: 'progress'; members: number } | { kind: 'done'; outcome: Outcome };
