import type { Ranked } from '@laurel/engine';

/** Which order of a board: everybody, groups against each other, or the members of one group or cohort. */
export type List = { kind: 'all' } | { kind: 'groups' } | { kind: 'part'; part: string };

/** There at once, or later. */
export type Soon<Value> = Value | Promise<Value>;

/**
 * Goes on with a value, at once where it is there already: what is told together is read at one moment, and an `await` between would let
 * the board move on.
 */
export function onward<Value, Next>(value: Soon<Value>, next: (value: Value) => Soon<Next>): Soon<Next> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/**
 * Who stands where on a board in a period: from memory while it runs, from the archive once it is closed. Answers from memory are of
 * the moment at which they are asked for.
 */
export interface Standings {
  /** Raised by every change; what is archived never changes. */
  readonly version: number;
  size(list: List): Soon<number>;
  /** Up to `limit` rows from a position counted from 0; the ids are those of members or groups. */
  page(list: List, from: number, limit: number): Soon<Ranked[]>;
  get(list: List, id: string): Soon<Ranked | null>;
  around(list: List, id: string, each: number): Soon<Ranked[]>;
  next(list: List, id: string): Soon<{ place: number; points: number } | null>;
  /** What is missing to stand on a place or better; null: nothing, or there is no such place. */
  missing(list: List, id: string, place: number): Soon<number | null>;
  /** The place when the day began; null: none. */
  placeBefore(list: List, id: string): number | null;
  /** The group or cohort that a member stands in. */
  part(member: string): Soon<string | null>;
  /** What of a row says where the next page begins, also when rows have moved meanwhile. */
  mark(row: Ranked, position: number): Mark;
  /** Where the page after a mark begins. @returns null for a mark that is none of this list's */
  after(list: List, mark: Mark): Soon<number | null>;
}

/** The last row of a page: score, time and id, or the position where nothing moves any more. */
export type Mark = [score: number, at: number, id: string] | [position: number];
