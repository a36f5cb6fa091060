import { CountedTree } from './counted-tree.ts';
import { IdTable } from './id-table.ts';
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

const SMALLEST = 64;

/**
 * Who stands where on one period of a board. The order is total: higher score, then earlier `at`, then smaller id. `unique`
 * numbers 1 2 3 4, `competition` 1 2 2 4, `dense` 1 2 2 3. Updates and questions cost O(log n).
 */
export class RankIndex {
  readonly ties: Ties;
  readonly #ids = new IdTable();
  #scores = new Float64Array(SMALLEST);
  #ats = new Float64Array(SMALLEST);
  readonly #order: CountedTree;
  /** One slot for each score that somebody has, for dense numbering; and how many have it. */
  readonly #steps: CountedTree | null;
  readonly #bearers = new Map<number, { slot: number; count: number }>();
  #stepScores = new Float64Array(SMALLEST);
  #freeSteps: number[] = [];
  #usedSteps = 0;

  constructor(ties: Ties = 'unique') {
    this.ties = ties;
    this.#order = new CountedTree(
      (slot) => this.#scores[slot] as number,
      (a, b) => this.#tie(a, b),
    );
    this.#steps =
      ties === 'dense'
        ? new CountedTree(
            (step) => this.#stepScores[step] as number,
            () => 0,
          )
        : null;
  }

  get size(): number {
    return this.#order.size;
  }

  /** Puts many members on an empty board at once, faster than one by one. */
  static of(members: Iterable<{ id: string; score: number; at: number }>, ties: Ties = 'unique'): RankIndex {
    const index = new RankIndex(ties);
    if (Array.isArray(members)) index.#ids.reserve(members.length);
    for (const { id, score, at } of members) {
      const known = index.#ids.find(id);
      if (known < 0) index.#take(id, score, at);
      else index.#put(known, score, at);
    }
    const slots = Int32Array.from({ length: index.#ids.slots }, (_, slot) => slot);
    const compare = (a: number, b: number) =>
      (index.#scores[b] as number) - (index.#scores[a] as number) || index.#tie(a, b);
    const order = sorted(slots, index.#scores, index.#ats, compare);
    index.#order.fill(order);
    if (index.#steps) for (const slot of order) index.#bear(index.#scores[slot] as number);
    return index;
  }

  /** Puts a member on the board or moves them. */
  set(id: string, score: number, at: number): void {
    const known = this.#ids.find(id);
    if (known >= 0) {
      if (this.#scores[known] === score && this.#ats[known] === at) return;
      this.#order.delete(known);
      this.#unbear(this.#scores[known] as number);
      this.#put(known, score, at);
    }
    this.#order.add(known >= 0 ? known : this.#take(id, score, at));
    this.#bear(score);
  }

  /** @returns whether the member was on the board */
  delete(id: string): boolean {
    const slot = this.#ids.find(id);
    if (slot < 0) return false;
    this.#order.delete(slot);
    this.#unbear(this.#scores[slot] as number);
    this.#ids.delete(slot);
    return true;
  }

  get(id: string): Ranked | null {
    const slot = this.#ids.find(id);
    return slot < 0 ? null : this.#ranked(slot, this.#order.before(slot));
  }

  /** The place that the board's numbering gives, or null for somebody who is not on it. */
  place(id: string): number | null {
    return this.get(id)?.place ?? null;
  }

  /** How many stand before a member, whatever the numbering, or null. */
  position(id: string): number | null {
    const slot = this.#ids.find(id);
    return slot < 0 ? null : this.#order.before(slot);
  }

  /** How many stand up to and including somebody with this score, time and id, whether or not they are there themselves. */
  passed({ score, at, id }: { score: number; at: number; id: string }): number {
    return this.#order.countWhile((slot) => {
      const theirs = this.#scores[slot] as number;
      if (theirs !== score) return theirs > score;
      const when = this.#ats[slot] as number;
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
    return this.#bearers.get(score)?.count ?? 0;
  }

  /** What a member is missing to stand on a place or better; null: they do already, or are not on the board. */
  missing(id: string, place: number): number | null {
    const slot = this.#ids.find(id);
    if (slot < 0 || this.#placeOf(this.#scores[slot] as number, this.#order.before(slot)) <= place) return null;
    const holder = this.#steps ? this.#steps.at(place - 1) : this.#order.at(place - 1);
    if (holder === undefined) return null;
    const theirs = (this.#steps ? this.#stepScores[holder] : this.#scores[holder]) as number;
    const gap = theirs - (this.#scores[slot] as number);
    // Whoever reaches the same score later stands behind; only shared places are reached by an equal score.
    return this.ties === 'unique' ? gap + 1 : gap;
  }

  /** Up to `limit` members from a position counted from 0. */
  page(from: number, limit: number): Ranked[] {
    let place = 0;
    let before: number | undefined;
    return this.#order.slice(from, limit).map((slot, at) => {
      const score = this.#scores[slot] as number;
      if (this.ties === 'unique') place = from + at + 1;
      else if (score !== before) place = this.#placeOf(score, from + at);
      before = score;
      return { id: this.#ids.idOf(slot), score, at: this.#ats[slot] as number, place };
    });
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
    const position = this.#order.before(slot);
    const score = this.#scores[slot] as number;
    const better = this.ties === 'unique' ? position - 1 : this.#order.above(score) - 1;
    const above = this.#order.at(better);
    if (above === undefined) return null;
    const theirs = this.#scores[above] as number;
    // Whoever reaches the same score later stands behind; only shared places are reached by an equal score.
    const missing = this.ties === 'unique' ? theirs - score + 1 : theirs - score;
    return { place: this.#placeOf(theirs, better), points: missing };
  }

  #ranked(slot: number, position: number): Ranked {
    const score = this.#scores[slot] as number;
    return {
      id: this.#ids.idOf(slot),
      score,
      at: this.#ats[slot] as number,
      place: this.#placeOf(score, position),
    };
  }

  #placeOf(score: number, position: number): number {
    if (this.ties === 'unique') return position + 1;
    if (this.ties === 'competition' || !this.#steps) return this.#order.above(score) + 1;
    return this.steps(score) + 1;
  }

  /** Of two with the same score: who reached it first, then the smaller id. */
  #tie(a: number, b: number): number {
    const byTime = (this.#ats[a] as number) - (this.#ats[b] as number);
    if (byTime !== 0) return byTime;
    const [left, right] = [this.#ids.idOf(a), this.#ids.idOf(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  }

  #take(id: string, score: number, at: number): number {
    const slot = this.#ids.add(id);
    if (slot >= this.#scores.length) {
      this.#scores = grown(this.#scores);
      this.#ats = grown(this.#ats);
    }
    this.#put(slot, score, at);
    return slot;
  }

  #put(slot: number, score: number, at: number): void {
    // Zero has no sign here.
    this.#scores[slot] = score + 0;
    this.#ats[slot] = at + 0;
  }

  #bear(score: number): void {
    if (!this.#steps) return;
    const known = this.#bearers.get(score);
    if (known) {
      known.count += 1;
      return;
    }
    const slot = this.#freeSteps.pop() ?? this.#usedSteps++;
    if (slot >= this.#stepScores.length) this.#stepScores = grown(this.#stepScores);
    this.#stepScores[slot] = score;
    this.#bearers.set(score, { slot, count: 1 });
    this.#steps.add(slot);
  }

  #unbear(score: number): void {
    const known = this.#steps ? this.#bearers.get(score) : undefined;
    if (!known || --known.count > 0) return;
    this.#steps?.delete(known.slot);
    this.#bearers.delete(score);
    this.#freeSteps.push(known.slot);
  }
}

function grown(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}
