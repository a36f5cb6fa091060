/** A leaf holds so many items before it is cut in two. */
export const LEAF = 64;

/**
 * The leaves of a tree, numbered, in one stretch of memory: an item's key, its instant and the item itself lie beside those of its
 * neighbours, so that a search reads a few lines of memory and follows no pointers.
 */
export class Leaves {
  keys = new Float64Array(LEAF);
  ats = new Float64Array(LEAF);
  items = new Int32Array(LEAF);
  /** How many items each leaf holds. */
  counts = new Int32Array(1);
  readonly #free: number[] = [];
  #used = 0;

  /** Makes room for so many leaves. */
  reserve(leaves: number): void {
    if (leaves <= this.counts.length) return;
    this.keys = longer(this.keys, leaves * LEAF);
    this.ats = longer(this.ats, leaves * LEAF);
    this.items = longer(this.items, leaves * LEAF);
    this.counts = longer(this.counts, leaves);
  }

  /** An empty leaf. */
  take(): number {
    const leaf = this.#free.pop() ?? this.#used++;
    if (leaf >= this.counts.length) this.reserve(grown(leaf));
    this.counts[leaf] = 0;
    return leaf;
  }

  release(leaf: number): void {
    this.#free.push(leaf);
  }

  /** Puts an item into a leaf that is not full. */
  insert(leaf: number, place: number, key: number, at: number, item: number): void {
    const { keys, ats, items } = this;
    const first = leaf * LEAF + place;
    const count = this.counts[leaf] as number;
    for (let to = leaf * LEAF + count; to > first; to -= 1) {
      keys[to] = keys[to - 1] as number;
      ats[to] = ats[to - 1] as number;
      items[to] = items[to - 1] as number;
    }
    keys[first] = key;
    ats[first] = at;
    items[first] = item;
    this.counts[leaf] = count + 1;
  }

  remove(leaf: number, place: number): void {
    const { keys, ats, items } = this;
    const count = (this.counts[leaf] as number) - 1;
    const last = leaf * LEAF + count;
    for (let to = leaf * LEAF + place; to < last; to += 1) {
      keys[to] = keys[to + 1] as number;
      ats[to] = ats[to + 1] as number;
      items[to] = items[to + 1] as number;
    }
    this.counts[leaf] = count;
  }

  /** Moves what a leaf holds from a place on to the end of another. */
  move(from: number, place: number, to: number): void {
    const [first, end] = [from * LEAF + place, from * LEAF + (this.counts[from] as number)];
    const target = to * LEAF + (this.counts[to] as number);
    this.keys.copyWithin(target, first, end);
    this.ats.copyWithin(target, first, end);
    this.items.copyWithin(target, first, end);
    this.counts[to] = (this.counts[to] as number) + end - first;
    this.counts[from] = place;
  }
}

/** How many to make room for where one more than so many are wanted: few at first, then half as many again. */
export const grown = (count: number): number => count + (count >> 1) + 1;

export function longer<Numbers extends Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>>(
  array: Numbers,
  length: number,
): Numbers {
  const made = new (array.constructor as new (length: number) => Numbers)(length);
  made.set(array);
  return made;
}
