import { grown, longer } from './numbers.ts';

/** A leaf has so many places before it is cut in two, and how many bits number them. */
export const LEAF_BITS = 6;
export const LEAF = 1 << LEAF_BITS;

/** What lies of each leaf in a row: the keys of its places, then their instants, then the items. */
export const AT = 1 << LEAF_BITS;
const ITEM = LEAF * 2;
const BLOCK = LEAF * 3;
/** The key of a place where nothing is: it is not above any. */
const NONE = Number.NEGATIVE_INFINITY;

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

/** So many at most of the places of one word are not in order. */
const MOST = 4;

/** While a leaf is put in order: the places that came since the last time, and those that stayed. */
const fresh = new Uint8Array(LEAF);
const kept = new Uint8Array(LEAF);

/** Where each item of a tree lies: at every `stride`th of these numbers. */
export interface Seats {
  rows: Int32Array<ArrayBuffer>;
}

/**
 * The leaves of a tree, numbered, in one stretch of memory. An item is put at any free place of its leaf and stays there, so that nothing
 * else is moved. Only who reads a leaf in order puts in order what has come and gone since the last time.
 */
export class Leaves {
  cells = new Float64Array(BLOCK);
  /** At each place the name of its item. Neighbours lie together here too, so that a page of names reads few lines of memory. */
  readonly names: (string | undefined)[] = new Array(LEAF);
  /** The places of each leaf in the order that their items had when it was last put in order; and how many they were. */
  orders = new Uint8Array(LEAF);
  #lengths = new Uint8Array(1);
  #heads = new Int32Array(HEAD);
  readonly #free: number[] = [];
  #used = 0;
  readonly #seats: Seats;
  readonly #stride: number;

  constructor(seats: Seats, stride: number) {
    this.#seats = seats;
    this.#stride = stride;
  }

  /** Makes room for so many leaves. */
  reserve(leaves: number): void {
    if (leaves <= this.#lengths.length) return;
    this.cells = longer(this.cells, leaves * BLOCK);
    this.orders = longer(this.orders, leaves << LEAF_BITS);
    this.names.length = leaves << LEAF_BITS;
    this.#lengths = longer(this.#lengths, leaves);
    this.#heads = longer(this.#heads, leaves * HEAD);
  }

  /** An empty leaf. */
  take(): number {
    const leaf = this.#free.pop() ?? this.#used++;
    if (leaf >= this.#lengths.length) this.reserve(grown(leaf));
    this.#heads.fill(0, leaf * HEAD, leaf * HEAD + HEAD);
    this.#heads[leaf * HEAD + ABOVE] = -1;
    this.#lengths[leaf] = 0;
    this.cells.fill(NONE, leaf * BLOCK, leaf * BLOCK + LEAF);
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
  insert(leaf: number, key: number, at: number, item: number, name: string): void {
    this.#keepUp(leaf, this.#put(leaf, key, at, item, name));
  }

  /** @returns the word whose bit tells of the item's place */
  #put(leaf: number, key: number, at: number, item: number, name: string): number {
    const heads = this.#heads;
    const head = leaf * HEAD;
    let word = head + TAKEN;
    let place = 0;
    for (; heads[word] === -1; word += 1) place += WORD;
    const taken = heads[word] as number;
    const bit = ~taken & (taken + 1);
    place += 31 - Math.clz32(bit);
    heads[word] = taken | bit;
    heads[head + COUNT] = (heads[head + COUNT] as number) + 1;
    const { cells } = this;
    const cell = leaf * BLOCK + place;
    cells[cell] = key;
    cells[cell + AT] = at;
    cells[cell + ITEM] = item;
    place += leaf << LEAF_BITS;
    this.names[place] = name;
    this.#seats.rows[item * this.#stride] = place;
    return word;
  }

  /** Puts a leaf in order before there is much to do: whoever reads it waits for little. */
  #keepUp(leaf: number, word: number): void {
    let bits = (this.#heads[word] as number) & ~(this.#heads[word + LISTED - TAKEN] as number);
    for (let each = 0; each < MOST; each += 1) bits &= bits - 1;
    if (bits !== 0) this.#order(leaf);
  }

  /** Has another key and instant at the place of an item that stays in its leaf. */
  rewrite(place: number, key: number, at: number): void {
    this.#clear(place, LISTED);
    const cell = cellOf(place);
    this.cells[cell] = key;
    this.cells[cell + AT] = at;
  }

  /** Frees a place. @returns how many items are left in the leaf */
  remove(place: number): number {
    this.#clear(place, LISTED);
    this.#clear(place, TAKEN);
    this.cells[cellOf(place)] = NONE;
    this.names[place] = undefined;
    const head = (place >> LEAF_BITS) * HEAD;
    const count = (this.#heads[head + COUNT] as number) - 1;
    this.#heads[head + COUNT] = count;
    return count;
  }

  /** Fills an empty leaf with items that are in order; array by array, so that memory answers for several items at a time. */
  fill(leaf: number, order: Int32Array, from: number, to: number, pairs: Float64Array, members: string[]): void {
    const { cells, names, orders } = this;
    const { rows } = this.#seats;
    const first = leaf << LEAF_BITS;
    const count = to - from;
    for (let place = 0; place < count; place += 1) {
      const item = order[from + place] as number;
      const cell = leaf * BLOCK + place;
      cells[cell] = pairs[item * 2] as number;
      cells[cell + AT] = pairs[item * 2 + 1] as number;
      cells[cell + ITEM] = item;
      orders[first + place] = place;
    }
    for (let place = 0; place < count; place += 1) rows[(order[from + place] as number) * this.#stride] = first + place;
    for (let place = 0; place < count; place += 1) names[first + place] = members[order[from + place] as number];
    const head = leaf * HEAD;
    this.#heads[head + COUNT] = count;
    this.#heads[head + TAKEN] = count < WORD ? (1 << count) - 1 : -1;
    this.#heads[head + TAKEN + 1] = count > WORD ? -1 >>> (LEAF - count) : 0;
    this.#listAll(leaf);
  }

  /** Moves the items of a leaf from the nth on into another. */
  move(from: number, nth: number, to: number): void {
    const count = this.order(from);
    for (let each = nth; each < count; each += 1) {
      const place = this.placeOf(from, each);
      const cell = cellOf(place);
      const { cells } = this;
      const key = cells[cell] as number;
      const name = this.names[place] as string;
      this.remove(place);
      this.#put(to, key, cells[cell + AT] as number, cells[cell + ITEM] as number, name);
    }
  }

  /** The place of the nth item of a leaf that is in order. */
  placeOf(leaf: number, nth: number): number {
    const first = leaf << LEAF_BITS;
    return first + (this.orders[first + nth] as number);
  }

  /** How many of a leaf's items stand before the one at a place. */
  before(place: number): number {
    const leaf = place >> LEAF_BITS;
    if (!this.#isOrdered(leaf)) {
      const before = this.#countBefore(leaf, cellOf(place));
      if (before >= 0) return before;
      this.#order(leaf);
    }
    const { orders } = this;
    const first = leaf << LEAF_BITS;
    let each = first;
    while (orders[each] !== place - first) each += 1;
    return each - first;
  }

  /** Has the places of a leaf in order. @returns how many there are */
  order(leaf: number): number {
    if (!this.#isOrdered(leaf)) this.#order(leaf);
    return this.count(leaf);
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

  /**
   * Counts without putting in order, and without a jump that depends on what is compared.
   * @returns −1 where another has the same key and instant
   */
  #countBefore(leaf: number, cell: number): number {
    const { cells } = this;
    const key = cells[cell] as number;
    const end = leaf * BLOCK + LEAF;
    let before = 0;
    for (let each = leaf * BLOCK; each < end; each += 1) before = (before + +((cells[each] as number) > key)) | 0;
    const at = cells[cell + AT] as number;
    for (let each = leaf * BLOCK; each < end; each += 1) {
      if (cells[each] !== key || each === cell) continue;
      const when = cells[each + AT] as number;
      if (when === at) return -1;
      before += +(when < at);
    }
    return before;
  }

  /** Puts what came since the last time in order, and then between the others that are still there. */
  #order(leaf: number): void {
    const { cells, orders } = this;
    const heads = this.#heads;
    const first = leaf << LEAF_BITS;
    const block = leaf * BLOCK;
    const low = heads[leaf * HEAD + LISTED] as number;
    const high = heads[leaf * HEAD + LISTED + 1] as number;
    let came = 0;
    for (let bits = (heads[leaf * HEAD + TAKEN] as number) & ~low; bits !== 0; bits &= bits - 1, came += 1)
      this.#insertFresh(leaf, came, 31 - Math.clz32(bits & -bits));
    for (let bits = (heads[leaf * HEAD + TAKEN + 1] as number) & ~high; bits !== 0; bits &= bits - 1, came += 1)
      this.#insertFresh(leaf, came, 63 - Math.clz32(bits & -bits));
    let stayed = 0;
    const last = first + (this.#lengths[leaf] as number);
    for (let each = first; each < last; each += 1) {
      const place = orders[each] as number;
      kept[stayed] = place;
      stayed = (stayed + (((place < WORD ? low : high) >>> place) & 1)) | 0;
    }
    let next = first;
    let one = 0;
    for (let other = 0; other < came; other += 1) {
      const place = fresh[other] as number;
      const key = cells[block + place] as number;
      for (; one < stayed; one += 1, next += 1) {
        const before = kept[one] as number;
        const theirs = cells[block + before] as number;
        if (theirs < key || (theirs === key && this.#stands(first + place, first + before))) break;
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

  /** Puts a place among those that came, in order. */
  #insertFresh(leaf: number, count: number, place: number): void {
    const { cells } = this;
    const first = leaf << LEAF_BITS;
    const block = leaf * BLOCK;
    const key = cells[block + place] as number;
    let hole = count;
    for (; hole > 0; hole -= 1) {
      const before = fresh[hole - 1] as number;
      const theirs = cells[block + before] as number;
      if (theirs > key || (theirs === key && !this.#stands(first + place, first + before))) break;
      fresh[hole] = before;
    }
    fresh[hole] = place;
  }

  /** Whether the first of two places with the same key stands before the second. */
  #stands(place: number, other: number): boolean {
    const at = this.cells[cellOf(place) + AT] as number;
    const when = this.cells[cellOf(other) + AT] as number;
    if (at !== when) return at < when;
    return (this.names[place] as string) < (this.names[other] as string);
  }

  /** Takes a place out of those that are taken, or listed. */
  #clear(place: number, which: number): void {
    const word = (place >> LEAF_BITS) * HEAD + which + ((place & (LEAF - 1)) >> 5);
    this.#heads[word] = (this.#heads[word] as number) & ~(1 << place);
  }
}

/** Where the key of a place lies; its instant and its item are so many cells behind. */
export function cellOf(place: number): number {
  return (place >> LEAF_BITS) * BLOCK + (place & (LEAF - 1));
}
