import { CountedTree } from './counted-tree.ts';
import { IdTable, ROW } from './id-table.ts';
import { sorted } from './sort.ts';
import { Steps } from './steps.ts';

export type Ties = 'unique' | 'dense' | 'competition';

/** A member on a board, with the place that the board's numbering gives. */
export interface Ranked {
  id: string;
  score: number;
  /** When the score was reached, in milliseconds. */
  at: number;
  place: number;
}

/**
 * Who stands where on one period of a board. The order is total: higher score, then earlier `at`, then smaller id. `unique`
 * numbers 1 2 3 4, `competition` 1 2 2 4, `dense` 1 2 2 3. Updates and questions cost O(log n).
 */
export class RankIndex {
  readonly ties: Ties;
  readonly #ids = new IdTable();
  readonly #order = new CountedTree(this.#ids, ROW);
  /** The scores that somebody has, for dense numbering. */
  readonly #steps: Steps | null;

  constructor(ties: Ties = 'unique') {
    this.ties = ties;
    this.#steps = ties === 'dense' ? new Steps() : null;
  }

  get size(): number {
    return this.#order.size;
  }

  /** Puts many members on an empty board at once, faster than one by one. */
  static of(members: Iterable<{ id: string; score: number; at: number }>, ties: Ties = 'unique'): RankIndex {
    const index = new RankIndex(ties);
    const ids = index.#ids;
    // Of arrays the length is known, and they are gone through without asking for each.
    const rows: readonly { id: string; score: number; at: number }[] = Array.isArray(members) ? members : [...members];
    const names: string[] = new Array(rows.length);
    for (let each = 0; each < rows.length; each += 1) names[each] = (rows[each] as { id: string }).id;
    const areOnce = ids.fill(names);
    const pairs = new Float64Array(rows.length * 2);
    for (let each = 0; each < rows.length; each += 1) {
      const { id, score, at } = rows[each] as { id: string; score: number; at: number };
      const slot = areOnce ? each : ids.slotOf(id);
      names[slot] = id;
      // Zero has no sign here.
      pairs[slot * 2] = score + 0;
      pairs[slot * 2 + 1] = at + 0;
    }
    const order = sorted(ids.slots, pairs, (a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1));
    index.#order.fill(order, pairs, names);
    if (index.#steps) for (const slot of order) index.#steps.add(pairs[slot * 2] as number);
    return index;
  }

  /** Puts a member on the board or moves them. */
  set(id: string, score: number, at: number): void {
    const before = this.#ids.size;
    const slot = this.#ids.slotOf(id);
    if (this.#ids.size > before) this.#order.add(slot, score + 0, at + 0, id);
    else {
      this.#steps?.delete(this.#order.keyOf(slot));
      this.#order.move(slot, score + 0, at + 0);
    }
    this.#steps?.add(score + 0);
  }

  /** @returns whether the member was on the board */
  delete(id: string): boolean {
    const slot = this.#ids.find(id);
    if (slot < 0) return false;
    this.#steps?.delete(this.#order.keyOf(slot));
    this.#order.delete(slot);
    this.#ids.delete(slot);
    return true;
  }

  has(id: string): boolean {
    return this.#ids.find(id) >= 0;
  }

  /** What a member has, without their place, or null. */
  standing(id: string): { score: number; at: number } | null {
    const slot = this.#ids.find(id);
    return slot < 0 ? null : { score: this.#order.keyOf(slot), at: this.#order.atOf(slot) };
  }

  get(id: string): Ranked | null {
    const slot = this.#ids.find(id);
    if (slot < 0) return null;
    const [score, at] = [this.#order.keyOf(slot), this.#order.atOf(slot)];
    return { id: this.#order.nameOf(slot), score, at, place: this.#placeOf(score, this.#order.before(slot)) };
  }

  /** The place that the board's numbering gives, or null for somebody who is not on it. */
  place(id: string): number | null {
    const slot = this.#ids.find(id);
    if (slot < 0) return null;
    if (this.ties === 'unique') return this.#order.before(slot) + 1;
    return this.#placeOf(this.#order.keyOf(slot), 0);
  }

  /** How many stand before a member, whatever the numbering, or null. */
  position(id: string): number | null {
    const slot = this.#ids.find(id);
    return slot < 0 ? null : this.#order.before(slot);
  }

  /** How many stand up to and including somebody with this score, time and id, whether or not they are there themselves. */
  passed({ score, at, id }: { score: number; at: number; id: string }): number {
    return this.#order.through(score, at, id);
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
    return this.#steps?.bearers(score) ?? 0;
  }

  /** What a member is missing to stand on a place or better; null: they do already, or are not on the board. */
  missing(id: string, place: number): number | null {
    const slot = this.#ids.find(id);
    if (slot < 0) return null;
    const score = this.#order.keyOf(slot);
    if (this.#placeOf(score, this.#order.before(slot)) <= place) return null;
    const theirs = (this.#steps ?? this.#order).keyAt(place - 1);
    if (theirs === undefined) return null;
    // Whoever reaches the same score later stands behind; only shared places are reached by an equal score.
    return this.ties === 'unique' ? theirs - score + 1 : theirs - score;
  }

  /** Up to `limit` members from a position counted from 0. */
  page(from: number, limit: number): Ranked[] {
    const found: Ranked[] = new Array(Math.max(0, Math.min(limit, from < 0 ? 0 : this.size - from)));
    let nth = 0;
    let before: Ranked | undefined;
    this.#order.visit(from, limit, (score, at, id) => {
      let place = from + nth + 1;
      if (this.ties !== 'unique') {
        if (!before) place = this.#placeOf(score, from);
        else if (score === before.score) place = before.place;
        else if (this.ties === 'dense') place = before.place + 1;
      }
      before = { id, score, at, place };
      found[nth] = before;
      nth += 1;
    });
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
    const position = this.#order.before(slot);
    const score = this.#order.keyOf(slot);
    const better = this.ties === 'unique' ? position - 1 : this.#order.above(score) - 1;
    const theirs = this.#order.keyAt(better);
    if (theirs === undefined) return null;
    // Whoever reaches the same score later stands behind; only shared places are reached by an equal score.
    const missing = this.ties === 'unique' ? theirs - score + 1 : theirs - score;
    return { place: this.#placeOf(theirs, better), points: missing };
  }

  #placeOf(score: number, position: number): number {
    if (this.ties === 'unique') return position + 1;
    if (this.ties === 'competition' || !this.#steps) return this.#order.above(score) + 1;
    return this.#steps.above(score) + 1;
  }
}
