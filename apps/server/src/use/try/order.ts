import type { MessagePort } from 'node:worker_threads';
import type { Program } from '@laurel/contract';
import type { Tried } from '@laurel/engine';

/** What the thread is asked; a program document travels as it is. */
export interface Order {
  uri: string;
  program: string;
  draft: Program;
  published: { document: Program; version: number };
  /** Milliseconds; 0: everything. */
  since: number;
  /** Milliseconds. */
  until: number;
  /** Entries that are held for a second look, at most. */
  hold: number;
}

/** Members from one id up to another, of which null is either end. */
export interface Range {
  from: string | null;
  below: string | null;
}

/** A thread's part of an order: all logs of some members. The lead puts the parts of the others and its own together. */
export interface Share extends Order {
  range: Range;
  peers: { lead: MessagePort } | { others: MessagePort[] };
}

/** What it comes to. */
export interface Outcome extends Tried {
  facts: number;
  members: number;
}

/** What a thread says to whoever started it. */
export type Message = { kind: 'progress'; members: number } | { kind: 'done'; outcome: Outcome };
