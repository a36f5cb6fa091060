import { BRANCH, Branches } from './branches.ts';
import { LEAF, Leaves } from './leaves.ts';

/** More levels than a tree of 2³¹ items has. */
const DEEPEST = 16;
/** Filled so far at once, leaves and branches have room for what comes. */
const LEAF_FILL = (LEAF * 3) >> 2;
const BRANCH_FILL = (BRANCH * 3) >> 2;

/**
 * A counted B+ tree of whole numbers, each with a key and an instant: the highest key first, then the earliest instant, then as `tie`
 * says. Finds the place of an item and the item of a place in O(log n).
 */
export class CountedTree {
  readonly #leaves = new Leaves();
  readonly #branches = new Branches();
  #root = this.#leaves.take();
  /** How many levels of branches are above the leaves; where there are none, the root is a leaf. */
  #depth = 0;
  #size = 0;
  /** The branches of the last search and the child taken in each, from the root on. */
  readonly #path = new Int32Array(DEEPEST);
  readonly #taken = new Int32Array(DEEPEST);
  readonly #tie: (a: number, b: number) => number;

  /** @param tie of two items with equal keys and instants: below zero where `a` stands before `b` */
  constructor(tie: (a: number, b: number) => number) {
    this.#tie = tie;
  }

  get size(): number {
    return this.#size;
  }

  /**
   * Fills an empty tree with items that are in order already, in O(n).
   * @param pairs the key and the instant of each item, one after the other
   */
  fill(order: Int32Array, pairs: Float64Array): void {
    if (order.length === 0) return;
    const leaves = this.#leaves;
    leaves.release(this.#root);
    leaves.reserve(Math.ceil(order.length / LEAF_FILL));
    let level: number[] = [];
    for (let from = 0; from < order.length; from += LEAF_FILL) {
      const leaf = leaves.take();
      const count = Math.min(LEAF_FILL, order.length - from);
      const { keys, ats, items } = leaves;
      for (let each = 0; each < count; each += 1) {
        const item = order[from + each] as number;
        items[leaf * LEAF + each] = item;
        keys[leaf * LEAF + each] = pairs[item * 2] as number;
        ats[leaf * LEAF + each] = pairs[item * 2 + 1] as number;
      }
      leaves.counts[leaf] = count;
      level.push(leaf);
    }
    this.#depth = 0;
    while (level.length > 1) {
      const above: number[] = [];
      for (let from = 0; from < level.length; from += BRANCH_FILL)
        above.push(this.#branchOf(level.slice(from, from + BRANCH_FILL)));
      level = above;
      this.#depth += 1;
    }
    this.#root = level[0] as number;
    this.#size = order.length;
  }

  add(key: number, at: number, item: number): void {
    const leaf = this.#descend(key, at, item);
    const leaves = this.#leaves;
    this.#size += 1;
    this.#count(1);
    if ((leaves.counts[leaf] as number) < LEAF) {
      const place = this.#placeIn(leaf, key, at, item);
      leaves.insert(leaf, place, key, at, item);
      if (place === 0) this.#renew(this.#depth);
      return;
    }
    const right = leaves.take();
    leaves.move(leaf, LEAF >> 1, right);
    const first = right * LEAF;
    const isLeft = this.#stands(
      key,
      at,
      item,
      leaves.keys[first] as number,
      leaves.ats[first] as number,
      leaves.items[first] as number,
    );
    const into = isLeft ? leaf : right;
    leaves.insert(into, this.#placeIn(into, key, at, item), key, at, item);
    this.#renew(this.#depth);
    this.#adopt(this.#depth, leaf, right);
  }

  /** Takes out an item that stands in the tree. */
  delete(key: number, at: number, item: number): void {
    const leaf = this.#descend(key, at, item);
    const place = this.#placeIn(leaf, key, at, item);
    const leaves = this.#leaves;
    leaves.remove(leaf, place);
    this.#size -= 1;
    this.#count(-1);
    if (place === 0 && (leaves.counts[leaf] as number) > 0) this.#renew(this.#depth);
    if ((leaves.counts[leaf] as number) <= LEAF >> 2) this.#tidy(this.#depth);
  }

  /** How many items stand before one that stands in the tree. */
  before(key: number, at: number, item: number): number {
    const leaf = this.#descend(key, at, item);
    return this.#passed() + this.#placeOf(leaf, item);
  }

  /** How many items have a higher key. */
  above(key: number): number {
    return this.countWhile((theirs) => theirs > key);
  }

  /** How many items stand before the first that is not `before`; `before` must hold for a beginning of the order and no more. */
  countWhile(before: (key: number, at: number, item: number) => boolean): number {
    const { keys, ats, firsts, lengths } = this.#branches;
    let node = this.#root;
    for (let level = 0; level < this.#depth; level += 1) {
      const from = node * BRANCH;
      let [low, high] = [0, (lengths[node] as number) - 1];
      // The first child may begin with what is not before; the one to look into is the last that begins with what is.
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        const each = from + middle;
        if (before(keys[each] as number, ats[each] as number, firsts[each] as number)) low = middle;
        else high = middle - 1;
      }
      node = this.#take(level, node, low);
    }
    const leaves = this.#leaves;
    let [low, high] = [0, leaves.counts[node] as number];
    while (low < high) {
      const middle = (low + high) >> 1;
      const each = node * LEAF + middle;
      if (before(leaves.keys[each] as number, leaves.ats[each] as number, leaves.items[each] as number))
        low = middle + 1;
      else high = middle;
    }
    return this.#passed() + low;
  }

  /** The key at a place counted from 0, or undefined. */
  keyAt(place: number): number | undefined {
    let found: number | undefined;
    this.visit(place, 1, (key) => {
      found = key;
    });
    return found;
  }

  /** Shows up to `limit` items from a place counted from 0; whoever sees them asks nothing of the tree meanwhile. */
  visit(from: number, limit: number, see: (key: number, at: number, item: number) => unknown): void {
    if (from < 0 || from >= this.#size) return;
    let left = Math.min(limit, this.#size - from);
    const { keys, ats, items, counts } = this.#leaves;
    for (let { leaf, skip } = this.#seek(from); left > 0; skip = 0) {
      const to = Math.min(counts[leaf] as number, skip + left);
      for (let each = leaf * LEAF + skip; each < leaf * LEAF + to; each += 1)
        see(keys[each] as number, ats[each] as number, items[each] as number);
      left -= to - skip;
      if (left > 0) leaf = this.#next();
    }
  }

  /** The leaf that an item stands in or belongs into; the way there is kept. */
  #descend(key: number, at: number, item: number): number {
    const { keys, ats, firsts, lengths } = this.#branches;
    let node = this.#root;
    for (let level = 0; level < this.#depth; level += 1) {
      const from = node * BRANCH;
      let low = 0;
      let high = (lengths[node] as number) - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        const each = from + middle;
        if (this.#stands(key, at, item, keys[each] as number, ats[each] as number, firsts[each] as number))
          high = middle - 1;
        else low = middle;
      }
      node = this.#take(level, node, low);
    }
    return node;
  }

  /** Finds the leaf with the item of a place, and keeps the way there. @returns how many items of the leaf stand before it */
  #seek(place: number): { leaf: number; skip: number } {
    const { counts } = this.#branches;
    let node = this.#root;
    let skip = place;
    for (let level = 0; level < this.#depth; level += 1) {
      let child = 0;
      for (let each = node * BRANCH; skip >= (counts[each] as number); each += 1, child += 1)
        skip -= counts[each] as number;
      node = this.#take(level, node, child);
    }
    return { leaf: node, skip };
  }

  /** The leaf after the one that the way leads to; there must be one. */
  #next(): number {
    const { lengths } = this.#branches;
    let level = this.#depth - 1;
    while ((this.#taken[level] as number) + 1 >= (lengths[this.#path[level] as number] as number)) level -= 1;
    let node = this.#take(level, this.#path[level] as number, (this.#taken[level] as number) + 1);
    for (level += 1; level < this.#depth; level += 1) node = this.#take(level, node, 0);
    return node;
  }

  /** Goes down to a child, and keeps that. */
  #take(level: number, branch: number, child: number): number {
    this.#path[level] = branch;
    this.#taken[level] = child;
    return this.#branches.children[branch * BRANCH + child] as number;
  }

  /** How many items stand before the leaf that the way leads to. */
  #passed(): number {
    const { counts } = this.#branches;
    let passed = 0;
    for (let level = 0; level < this.#depth; level += 1) {
      const from = (this.#path[level] as number) * BRANCH;
      const to = from + (this.#taken[level] as number);
      for (let each = from; each < to; each += 1) passed += counts[each] as number;
    }
    return passed;
  }

  /** There are more or fewer items at the end of the way. */
  #count(by: number): void {
    const { counts } = this.#branches;
    for (let level = 0; level < this.#depth; level += 1) {
      const each = (this.#path[level] as number) * BRANCH + (this.#taken[level] as number);
      counts[each] = (counts[each] as number) + by;
    }
  }

  /** Where an item stands in its leaf: to look through the items there touches less memory than to compare. */
  #placeOf(leaf: number, item: number): number {
    const { items } = this.#leaves;
    const from = leaf * LEAF;
    let each = from;
    while (items[each] !== item) each += 1;
    return each - from;
  }

  #placeIn(leaf: number, key: number, at: number, item: number): number {
    const { keys, ats, items, counts } = this.#leaves;
    let low = leaf * LEAF;
    let high = low + (counts[leaf] as number);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#stands(keys[middle] as number, ats[middle] as number, items[middle] as number, key, at, item))
        low = middle + 1;
      else high = middle;
    }
    return low - leaf * LEAF;
  }

  /** Whether the first stands before the second. */
  #stands(key: number, at: number, item: number, otherKey: number, otherAt: number, other: number): boolean {
    if (key !== otherKey) return key > otherKey;
    if (at !== otherAt) return at < otherAt;
    return item !== other && this.#tie(item, other) < 0;
  }

  /** Notes at a level's end of the way, and above as far as it shows, what a node begins with. */
  #renew(level: number): void {
    const { children } = this.#branches;
    for (let above = level - 1; above >= 0; above -= 1) {
      const place = this.#taken[above] as number;
      const branch = this.#path[above] as number;
      this.#begin(branch, place, children[branch * BRANCH + place] as number, above + 1 === this.#depth);
      if (place > 0) return;
    }
  }

  /** Notes what a child begins with. */
  #begin(branch: number, place: number, child: number, isLeaf: boolean): void {
    const { firsts, keys, ats } = this.#branches;
    const to = branch * BRANCH + place;
    const from = isLeaf ? child * LEAF : child * BRANCH;
    firsts[to] = (isLeaf ? this.#leaves.items : firsts)[from] as number;
    keys[to] = (isLeaf ? this.#leaves.keys : keys)[from] as number;
    ats[to] = (isLeaf ? this.#leaves.ats : ats)[from] as number;
  }

  /** Notes of a child all that is true of it. */
  #note(branch: number, place: number, child: number, isLeaf: boolean): void {
    this.#branches.children[branch * BRANCH + place] = child;
    this.#branches.counts[branch * BRANCH + place] = isLeaf
      ? (this.#leaves.counts[child] as number)
      : this.#branches.sum(child);
    this.#begin(branch, place, child, isLeaf);
  }

  #branchOf(children: number[]): number {
    const branch = this.#branches.take();
    this.#branches.lengths[branch] = children.length;
    children.forEach((child, place) => {
      this.#note(branch, place, child, this.#depth === 0);
    });
    return branch;
  }

  /** A node of a level was cut in two: the second of them gets its place behind the first. */
  #adopt(level: number, left: number, right: number): void {
    if (level === 0) {
      this.#root = this.#branchOf([left, right]);
      this.#depth += 1;
      return;
    }
    const branches = this.#branches;
    const isLeaf = level === this.#depth;
    const parent = this.#path[level - 1] as number;
    const place = this.#taken[level - 1] as number;
    const half = BRANCH >> 1;
    const isFull = branches.lengths[parent] === BRANCH;
    const more = isFull ? branches.take() : parent;
    if (isFull) branches.move(parent, half, more);
    const [into, at] = isFull && place >= half ? [more, place - half] : [parent, place];
    this.#note(into, at, left, isLeaf);
    branches.open(into, at + 1);
    this.#note(into, at + 1, right, isLeaf);
    if (isFull) this.#adopt(level - 1, parent, more);
  }

  /** A node of a level has become small: it is joined with its neighbour, or dropped when it is empty and has none. */
  #tidy(level: number): void {
    const [branches, leaves] = [this.#branches, this.#leaves];
    if (level === 0) {
      for (; this.#depth > 0 && branches.lengths[this.#root] === 1; this.#depth -= 1) {
        branches.release(this.#root);
        this.#root = branches.children[this.#root * BRANCH] as number;
      }
      return;
    }
    const isLeaf = level === this.#depth;
    const nodes = isLeaf ? leaves : branches;
    const sizes = isLeaf ? leaves.counts : branches.lengths;
    const parent = this.#path[level - 1] as number;
    const place = Math.max(0, (this.#taken[level - 1] as number) - 1);
    const left = branches.children[parent * BRANCH + place] as number;
    if (branches.lengths[parent] === 1) {
      if (sizes[left] !== 0) return;
      nodes.release(left);
      branches.drop(parent, place);
    } else {
      const right = branches.children[parent * BRANCH + place + 1] as number;
      const [ours, theirs] = [sizes[left] as number, sizes[right] as number];
      if (ours > 0 && theirs > 0 && ours + theirs > (isLeaf ? LEAF : BRANCH) >> 1) return;
      nodes.move(right, 0, left);
      nodes.release(right);
      branches.drop(parent, place + 1);
      this.#note(parent, place, left, isLeaf);
      if (place === 0) this.#renew(level - 1);
    }
    if (level === 1 || (branches.lengths[parent] as number) <= BRANCH >> 2) this.#tidy(level - 1);
  }
}
