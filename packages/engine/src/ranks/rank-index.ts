import { CountedTree } from './counted-tree.ts';
import { IdTable } from './id-table.ts';
import { grown, longer } from './leaves.ts';
import { sorted } from './sort.ts';

export type Ties = 'unique' | 'dense' | 'competition';

/** A member on a board, with the place that the board's numbering gives. */
export interface Ranked {
  id: string;
  score: number;
  /** When the score was reached, in milliseconds. */
  at: number;
  place: number;
}

const SMALLEST = 16;

/**
 * Who stands where on one period of a board. The order is total: higher score, then earlier `at`, then smaller id. `unique`
 * numbers 1 2 3 4, `competition` 1 2 2 4, `dense` 1 2 2 3. Updates and questions cost O(log n).
 */
export class RankIndex {
  readonly ties: Ties;
  readonly #ids = new IdTable();
  /** Of each slot: its score, and when that was reached. */
  #pairs = new Float64Array(SMALLEST * 2);
  readonly #order: CountedTree;
  /** The scores that somebody has, for dense numbering; and how many have each. */
  readonly #steps: CountedTree | null;
  readonly #bearers = new Map<number, number>();

  constructor(ties: Ties = 'unique') {
    this.ties = ties;
    this.#order = new CountedTree((a, b) => this.#tie(a, b));
    this.#steps = ties === 'dense' ? new CountedTree(() => 0) : null;
  }

  get size(): number {
    return this.#order.size;
  }

  /** Puts many members on an empty board at once, faster than one by one. */
  static of(members: Iterable<{ id: string; score: number; at: number }>, ties: Ties = 'unique'): RankIndex {
    const index = new RankIndex(ties);
    // Of arrays the length is known, and they are gone through without asking for each.
    const rows: readonly { id: string; score: number; at: number }[] = Array.isArray(members) ? members : [...members];
    index.#reserve(rows.length);
    for (let each = 0; each < rows.length; each += 1) {
      const { id, score, at } = rows[each] as { id: string; score: number; at: number };
      index.#put(index.#ids.slotOf(id), score, at);
    }
    const pairs = index.#pairs;
    const order = sorted(index.#ids.slots, pairs, (a, b) => index.#tie(a, b));
    index.#order.fill(order, pairs);
    if (index.#steps) for (const slot of order) index.#bear(pairs[slot * 2] as number);
    return index;
  }

  /** Puts a member on the board or moves them. */
  set(id: string, score: number, at: number): void {
    const before = this.#ids.size;
    const slot = this.#ids.slotOf(id);
    if (this.#ids.size === before) {
      const oldScore = this.#pairs[slot * 2] as number;
      const oldAt = this.#pairs[slot * 2 + 1] as number;
      if (oldScore === score && oldAt === at) return;
      this.#order.delete(oldScore, oldAt, slot);
      this.#unbear(oldScore);
    }
    this.#put(slot, score, at);
    this.#order.add(this.#pairs[slot * 2] as number, this.#pairs[slot * 2 + 1] as number, slot);
    this.#bear(score);
  }

  /** @returns whether the member was on the board */
  delete(id: string): boolean {
    const slot = this.#ids.find(id);
    if (slot < 0) return false;
    const score = this.#pairs[slot * 2] as number;
    this.#order.delete(score, this.#pairs[slot * 2 + 1] as number, slot);
    this.#unbear(score);
    this.#ids.delete(slot);
    return true;
  }

  get(id: string): Ranked | null {
    const slot = this.#ids.find(id);
    if (slot < 0) return null;
    const [score, at] = [this.#pairs[slot * 2] as number, this.#pairs[slot * 2 + 1] as number];
    return { id: this.#ids.idOf(slot), score, at, place: this.#placeOf(score, this.#before(slot)) };
  }

  /** The place that the board's numbering gives, or null for somebody who is not on it. */
  place(id: string): number | null {
    const slot = this.#ids.find(id);
    return slot < 0 ? null : this.#placeOf(this.#pairs[slot * 2] as number, this.#before(slot));
  }

  /** How many stand before a member, whatever the numbering, or null. */
  position(id: string): number | null {
    const slot = this.#ids.find(id);
    return slot < 0 ? null : this.#before(slot);
  }

  /** How many stand up to and including somebody with this score, time and id, whether or not they are there themselves. */
  passed({ score, at, id }: { score: number; at: number; id: string }): number {
    return this.#order.countWhile((theirs, when, slot) => {
      if (theirs !== score) return theirs > score;
      return when !== at ? when < at : this.#ids.idOf(slot) <= id;
    });
  }

  /** How many have a higher score. */
  above(score: number): number {
    return this.#order.above(score);
  }

  /** How many different scores are higher; on a board that numbers `dense` only, elsewhere 0. */
  steps(score: number): number {
    return this.#steps?.above(score) ?? 0;
  }

  /** How many have exactly this score; on a board that numbers `dense` only, elsewhere 0. */
  bearers(score: number): number {
    return this.#bearers.get(score) ?? 0;
  }

  /** What a member is missing to stand on a place or better; null: they do already, or are not on the board. */
  missing(id: string, place: number): number | null {
    const slot = this.#ids.find(id);
    if (slot < 0) return null;
    const score = this.#pairs[slot * 2] as number;
    if (this.#placeOf(score, this.#before(slot)) <= place) return null;
    const theirs = (this.#steps ?? this.#order).keyAt(place - 1);
    if (theirs === undefined) return null;
    // Whoever reaches the same score later stands behind; only shared places are reached by an equal score.
    return this.ties === 'unique' ? theirs - score + 1 : theirs - score;
  }

  /** Up to `limit` members from a position counted from 0. */
  page(from: number, limit: number): Ranked[] {
    const found: Ranked[] = [];
    this.#order.visit(from, limit, (score, at, slot) => found.push({ id: this.#ids.idOf(slot), score, at, place: 0 }));
    let before: Ranked | undefined;
    for (let at = 0; at < found.length; at += 1) {
      const row = found[at] as Ranked;
      const position = from + at;
      if (this.ties === 'unique' || !before) row.place = this.#placeOf(row.score, position);
      else if (row.score === before.score) row.place = before.place;
      else row.place = this.ties === 'dense' ? before.place + 1 : position + 1;
      before = row;
    }
    return found;
  }

  /** A member with up to `each` neighbours on either side; empty for somebody who is not on the board. */
  around(id: string, each: number): Ranked[] {
    const position = this.position(id);
    if (position === null) return [];
    const from = Math.max(0, position - each);
    return this.page(from, position - from + each + 1);
  }

  /** The next better place and how far it is: `points` are missing to pass whoever holds it. Null on top and off the board. */
  next(id: string): { place: number; points: number } | null {
    const slot = this.#ids.find(id);
    if (slot < 0) return null;
    const position = this.#before(slot);
    const score = this.#pairs[slot * 2] as number;
    const better = this.ties === 'unique' ? position - 1 : this.#order.above(score) - 1;
    const theirs = this.#order.keyAt(better);
    if (theirs === undefined) return null;
    // Whoever reaches the same score later stands behind; only shared places are reached by an equal score.
    const missing = this.ties === 'unique' ? theirs - score + 1 : theirs - score;
    return { place: this.#placeOf(theirs, better), points: missing };
  }

  #before(slot: number): number {
    return this.#order.before(this.#pairs[slot * 2] as number, this.#pairs[slot * 2 + 1] as number, slot);
  }

  #placeOf(score: number, position: number): number {
    if (this.ties === 'unique') return position + 1;
    if (this.ties === 'competition' || !this.#steps) return this.#order.above(score) + 1;
    return this.steps(score) + 1;
  }

  /** Of two who reached the same score at the same time: the smaller id. */
  #tie(a: number, b: number): number {
    const left = this.#ids.idOf(a);
    const right = this.#ids.idOf(b);
    return left < right ? -1 : left > right ? 1 : 0;
  }

  #put(slot: number, score: number, at: number): void {
    if (slot * 2 >= this.#pairs.length) this.#reserve(grown(slot));
    // Zero has no sign here.
    this.#pairs[slot * 2] = score + 0;
    this.#pairs[slot * 2 + 1] = at + 0;
  }

  #reserve(members: number): void {
    this.#ids.reserve(members);
    if (members * 2 > this.#pairs.length) this.#pairs = longer(this.#pairs, members * 2);
  }

  #bear(score: number): void {
    if (!this.#steps) return;
    const known = this.#bearers.get(score) ?? 0;
    this.#bearers.set(score, known + 1);
    if (known === 0) this.#steps.add(score, 0, 0);
  }

  #unbear(score: number): void {
    if (!this.#steps) return;
    const left = (this.#bearers.get(score) ?? 0) - 1;
    if (left > 0) {
      this.#bearers.set(score, left);
      return;
    }
    this.#steps.delete(score, 0, 0);
    this.#bearers.delete(score);
  }
}
