import { grown, longer } from './numbers.ts';

/** A leaf has so many places before it is cut in two, and how many bits number them. */
export const LEAF_BITS = 6;
export const LEAF = 1 << LEAF_BITS;
/** What lies at a place: an item's key, its instant, and the item. */
export const CELL = 3;

/**
 * What is known of each leaf: where it hangs in its branch, how many items it holds, which of its places are taken, and which of those
 * have been put in order: two words of bits for each.
 */
const HEAD = 6;
const ABOVE = 0;
const COUNT = 1;
const TAKEN = 2;
const LISTED = 4;
const WORD = 32;

/** The places of a leaf that came since it was in order, and all that were in order. */
const fresh = new Uint8Array(LEAF);
const kept = new Uint8Array(LEAF);

/** Where each item of a tree lies: at every `stride`th of these numbers. */
export interface Seats {
  rows: Int32Array<ArrayBuffer>;
}

/**
 * The leaves of a tree, numbered, in one stretch of memory. An item is put at any free place of its leaf and stays there: to put one
 * there writes one line of memory, to take it out none. Only who reads a leaf in order puts in order what has come and gone since the
 * last time.
 */
export class Leaves {
  cells = new Float64Array(LEAF * CELL);
  /** The places of each leaf in the order that their items had when it was last put in order; and how many they were. */
  orders = new Uint8Array(LEAF);
  #lengths = new Uint8Array(1);
  #heads = new Int32Array(HEAD);
  readonly #free: number[] = [];
  #used = 0;
  readonly #nameOf: (item: number) => string;
  readonly #seats: Seats;
  readonly #stride: number;

  constructor(seats: Seats, stride: number, nameOf: (item: number) => string) {
    this.#seats = seats;
    this.#stride = stride;
    this.#nameOf = nameOf;
  }

  /** Makes room for so many leaves. */
  reserve(leaves: number): void {
    if (leaves * LEAF <= this.orders.length) return;
    this.cells = longer(this.cells, leaves * LEAF * CELL);
    this.orders = longer(this.orders, leaves * LEAF);
    this.#lengths = longer(this.#lengths, leaves);
    this.#heads = longer(this.#heads, leaves * HEAD);
  }

  /** An empty leaf. */
  take(): number {
    const leaf = this.#free.pop() ?? this.#used++;
    if (leaf * LEAF >= this.orders.length) this.reserve(grown(leaf));
    this.#heads.fill(0, leaf * HEAD, leaf * HEAD + HEAD);
    this.#heads[leaf * HEAD + ABOVE] = -1;
    this.#lengths[leaf] = 0;
    return leaf;
  }

  release(leaf: number): void {
    this.#free.push(leaf);
  }

  count(leaf: number): number {
    return this.#heads[leaf * HEAD + COUNT] as number;
  }

  /** Where a leaf hangs, or −1. */
  above(leaf: number): number {
    return this.#heads[leaf * HEAD + ABOVE] as number;
  }

  hang(leaf: number, above: number): void {
    this.#heads[leaf * HEAD + ABOVE] = above;
  }

  /** Puts an item into a leaf that is not full. */
  insert(leaf: number, key: number, at: number, item: number): void {
    const heads = this.#heads;
    const head = leaf * HEAD;
    let word = head + TAKEN;
    let first = leaf << LEAF_BITS;
    for (; heads[word] === -1; word += 1) first += WORD;
    const taken = heads[word] as number;
    const bit = ~taken & (taken + 1);
    heads[word] = taken | bit;
    heads[head + COUNT] = (heads[head + COUNT] as number) + 1;
    this.#write(first + 31 - Math.clz32(bit), key, at, item);
  }

  /** Has another key and instant at the place of an item that stays in its leaf. */
  rewrite(place: number, key: number, at: number): void {
    this.#clear(place, LISTED);
    this.cells[place * CELL] = key;
    this.cells[place * CELL + 1] = at;
  }

  /** Frees a place. @returns how many items are left in the leaf */
  remove(place: number): number {
    this.#clear(place, LISTED);
    this.#clear(place, TAKEN);
    const head = (place >> LEAF_BITS) * HEAD;
    const count = (this.#heads[head + COUNT] as number) - 1;
    this.#heads[head + COUNT] = count;
    return count;
  }

  /** Fills an empty leaf with items that are in order. */
  fill(leaf: number, order: Int32Array, from: number, to: number, pairs: Float64Array): void {
    for (let each = from; each < to; each += 1) {
      const item = order[each] as number;
      this.insert(leaf, pairs[item * 2] as number, pairs[item * 2 + 1] as number, item);
      this.orders[(leaf << LEAF_BITS) + each - from] = each - from;
    }
    this.#listAll(leaf);
  }

  /** Moves the items of a leaf from the nth on into another. */
  move(from: number, nth: number, to: number): void {
    const count = this.order(from);
    for (let each = nth; each < count; each += 1) {
      const place = from * LEAF + (this.orders[from * LEAF + each] as number);
      const { cells } = this;
      const cell = place * CELL;
      this.remove(place);
      this.insert(to, cells[cell] as number, cells[cell + 1] as number, cells[cell + 2] as number);
    }
  }

  /** Has the places of a leaf in order. @returns how many there are */
  order(leaf: number): number {
    const count = this.count(leaf);
    if (!this.#isOrdered(leaf)) this.#order(leaf);
    return count;
  }

  #isOrdered(leaf: number): boolean {
    const heads = this.#heads;
    const head = leaf * HEAD;
    return (
      heads[head + TAKEN] === heads[head + LISTED] &&
      heads[head + TAKEN + 1] === heads[head + LISTED + 1] &&
      heads[head + COUNT] === this.#lengths[leaf]
    );
  }

  /** Puts what came since the last time in order, and then between the others that are still there. */
  #order(leaf: number): void {
    const { cells, orders } = this;
    const heads = this.#heads;
    const first = leaf << LEAF_BITS;
    let came = 0;
    for (let word = 0; word < LEAF / WORD; word += 1) {
      const taken = leaf * HEAD + TAKEN + word;
      const listed = leaf * HEAD + LISTED + word;
      let bits = (heads[taken] as number) & ~(heads[listed] as number);
      for (; bits !== 0; bits &= bits - 1) came = this.#insertFresh(first, came, word * WORD + 31 - Math.clz32(bits & -bits));
    }
    const [low, high] = [heads[leaf * HEAD + LISTED] as number, heads[leaf * HEAD + LISTED + 1] as number];
    let stayed = 0;
    for (let each = first; each < first + (this.#lengths[leaf] as number); each += 1) {
      const place = orders[each] as number;
      kept[stayed] = place;
      stayed += ((place < WORD ? low : high) >>> place) & 1;
    }
    let next = first;
    let one = 0;
    for (let other = 0; other < came; other += 1) {
      const place = fresh[other] as number;
      const cell = (first + place) * CELL;
      const key = cells[cell] as number;
      for (; one < stayed; one += 1, next += 1) {
        const before = kept[one] as number;
        const rival = (first + before) * CELL;
        const theirs = cells[rival] as number;
        if (theirs < key || (theirs === key && this.#stands(cell, rival))) break;
        orders[next] = before;
      }
      orders[next] = place;
      next += 1;
    }
    for (; one < stayed; one += 1, next += 1) orders[next] = kept[one] as number;
    this.#listAll(leaf);
  }

  #listAll(leaf: number): void {
    const heads = this.#heads;
    const head = leaf * HEAD;
    heads[head + LISTED] = heads[head + TAKEN] as number;
    heads[head + LISTED + 1] = heads[head + TAKEN + 1] as number;
    this.#lengths[leaf] = heads[head + COUNT] as number;
  }

  /** Puts a place among those that came, in order. @returns how many they are */
  #insertFresh(first: number, count: number, place: number): number {
    const { cells } = this;
    const cell = (first + place) * CELL;
    const key = cells[cell] as number;
    let hole = count;
    for (; hole > 0; hole -= 1) {
      const before = fresh[hole - 1] as number;
      const other = (first + before) * CELL;
      const theirs = cells[other] as number;
      if (theirs > key || (theirs === key && !this.#stands(cell, other))) break;
      fresh[hole] = before;
    }
    fresh[hole] = place;
    return count + 1;
  }

  /** The place of the nth item of a leaf that is in order. */
  placeOf(leaf: number, nth: number): number {
    return leaf * LEAF + (this.orders[leaf * LEAF + nth] as number);
  }

  /** How many of a leaf's items stand before the one at a place. */
  before(place: number): number {
    const head = (place >> LEAF_BITS) * HEAD;
    const first = place & -LEAF;
    if (!this.#isOrdered(place >> LEAF_BITS)) {
      const low = this.#countBefore(place, first, this.#heads[head + TAKEN] as number);
      const high = this.#countBefore(place, first + WORD, this.#heads[head + TAKEN + 1] as number);
      if (low >= 0 && high >= 0) return low + high;
      this.order(place >> LEAF_BITS);
    }
    const { orders } = this;
    let each = first;
    while (orders[each] !== place - first) each += 1;
    return each - first;
  }

  /**
   * Counts without putting in order, and without a jump that depends on what is compared.
   * @returns below zero where another has the same key and instant
   */
  #countBefore(place: number, first: number, taken: number): number {
    const { cells } = this;
    const [key, at] = [cells[place * CELL] as number, cells[place * CELL + 1] as number];
    let [before, same] = [0, 0];
    for (let bits = taken; bits !== 0; bits &= bits - 1) {
      const cell = (first + 31 - Math.clz32(bits & -bits)) * CELL;
      const [theirs, when] = [cells[cell] as number, cells[cell + 1] as number];
      const isEqual = +(theirs === key);
      before += +(theirs > key) | (isEqual & +(when < at));
      same += isEqual & +(when === at);
    }
    return same > +(place - first < WORD && place >= first) ? -1 : before;
  }

  #write(place: number, key: number, at: number, item: number): void {
    const cell = place * CELL;
    this.cells[cell] = key;
    this.cells[cell + 1] = at;
    this.cells[cell + 2] = item;
    this.#seats.rows[item * this.#stride] = place;
  }

  /** Whether the first of two cells with the same key stands before the second. */
  #stands(cell: number, other: number): boolean {
    const { cells } = this;
    const [at, when] = [cells[cell + 1] as number, cells[other + 1] as number];
    if (at !== when) return at < when;
    return this.#nameOf(cells[cell + 2] as number) < this.#nameOf(cells[other + 2] as number);
  }

  /** Takes a place out of those that are taken, or listed. */
  #clear(place: number, which: number): void {
    const word = (place >> LEAF_BITS) * HEAD + which + ((place & (LEAF - 1)) >> 5);
    this.#heads[word] = (this.#heads[word] as number) & ~(1 << place);
  }
}
