import { BRANCH, BRANCH_BITS, Branches } from './branches.ts';
import { AT, cellOf, LEAF, LEAF_BITS, Leaves, type Seats } from './leaves.ts';

/** Filled so far at once, leaves and branches have room for what comes. */
const LEAF_FILL = (LEAF * 3) >> 2;
const BRANCH_FILL = (BRANCH * 3) >> 2;

/**
 * A counted B+ tree of whole numbers, each with a key and an instant: the highest key first, then the earliest instant, then the smallest
 * name. It knows where each item lies, so that only a new key or instant is searched for. Costs O(log n).
 */
export class CountedTree {
  readonly #leaves: Leaves;
  readonly #branches: Branches;
  #root: number;
  /** How many levels of branches are above the leaves; where there are none, the root is a leaf. */
  #depth = 0;
  #size = 0;
  readonly #seats: Seats;
  readonly #stride: number;

  /** @param seats where it is noted at which place an item lies: every `stride`th number is an item's */
  constructor(seats: Seats, stride: number) {
    this.#seats = seats;
    this.#stride = stride;
    this.#leaves = new Leaves(seats, stride);
    this.#branches = new Branches(this.#leaves);
    this.#root = this.#leaves.take();
  }

  get size(): number {
    return this.#size;
  }

  /**
   * Fills an empty tree with items that are in order already, in O(n).
   * @param pairs the key and the instant of each item, one after the other
   * @param names of each item
   */
  fill(order: Int32Array, pairs: Float64Array, names: string[]): void {
    if (order.length === 0) return;
    const [leaves, branches] = [this.#leaves, this.#branches];
    leaves.release(this.#root);
    leaves.reserve(Math.ceil(order.length / LEAF_FILL));
    /** Nodes of one level, and the item that each begins with. */
    let level: { node: number; first: number }[] = [];
    for (let from = 0; from < order.length; from += LEAF_FILL) {
      const leaf = leaves.take();
      leaves.fill(leaf, order, from, Math.min(order.length, from + LEAF_FILL), pairs, names);
      level.push({ node: leaf, first: from });
    }
    for (this.#depth = 0; level.length > 1; this.#depth += 1) {
      const above: typeof level = [];
      for (let from = 0; from < level.length; from += BRANCH_FILL) {
        const branch = branches.take(this.#depth === 0);
        const children = level.slice(from, from + BRANCH_FILL);
        for (const [place, { node, first }] of children.entries()) {
          const [item, before] = [order[first] as number, order[first - 1]];
          const [key, at] = [pairs[item * 2] as number, pairs[item * 2 + 1] as number];
          const isShared = before !== undefined && pairs[before * 2] === key && pairs[before * 2 + 1] === at;
          branches.insert(branch, place, node, key, at, isShared ? names[item] : undefined);
        }
        above.push({ node: branch, first: children[0]?.first ?? 0 });
      }
      level = above;
    }
    this.#root = level[0]?.node ?? 0;
    this.#size = order.length;
  }

  /** Puts in an item that is not in the tree. */
  add(item: number, key: number, at: number, name: string): void {
    this.#size += 1;
    this.#put(this.#descend(key, at, name), item, key, at, name);
  }

  /** Gives an item of the tree another key and instant. */
  move(item: number, key: number, at: number): void {
    const place = this.#placeOf(item);
    const name = this.#leaves.names[place] as string;
    const leaf = this.#descend(key, at, name);
    if (leaf === place >> LEAF_BITS) this.#leaves.rewrite(place, key, at);
    else {
      this.#put(leaf, item, key, at, name);
      this.#remove(place);
    }
  }

  /** Takes out an item of the tree. */
  delete(item: number): void {
    this.#size -= 1;
    this.#remove(this.#placeOf(item));
  }

  keyOf(item: number): number {
    return this.#leaves.cells[cellOf(this.#placeOf(item))] as number;
  }

  atOf(item: number): number {
    return this.#leaves.cells[cellOf(this.#placeOf(item)) + AT] as number;
  }

  nameOf(item: number): string {
    return this.#leaves.names[this.#placeOf(item)] as string;
  }

  /** How many items stand before one of the tree. */
  before(item: number): number {
    const place = this.#placeOf(item);
    return this.#passed(place >> LEAF_BITS) + this.#leaves.before(place);
  }

  /** How many items have a higher key. */
  above(key: number): number {
    return this.#countTo(key, Number.NEGATIVE_INFINITY, '');
  }

  /** How many items stand up to and including one with this key, instant and name, whether or not it is in the tree. */
  through(key: number, at: number, name: string): number {
    return this.#countTo(key, at, name);
  }

  /** The key at a place counted from 0, or undefined. */
  keyAt(place: number): number | undefined {
    if (place < 0 || place >= this.#size) return undefined;
    const { leaf, skip } = this.#seek(place);
    this.#leaves.order(leaf);
    return this.#leaves.cells[cellOf(this.#leaves.placeOf(leaf, skip))];
  }

  /** Shows up to `limit` items from a place counted from 0; whoever sees them asks nothing of the tree meanwhile. */
  visit(from: number, limit: number, see: (key: number, at: number, name: string) => unknown): void {
    if (from < 0 || from >= this.#size) return;
    const leaves = this.#leaves;
    const { cells, names } = leaves;
    let left = Math.min(limit, this.#size - from);
    for (let { leaf, skip } = this.#seek(from); left > 0; skip = 0) {
      const to = Math.min(leaves.order(leaf), skip + left);
      for (let nth = skip; nth < to; nth += 1) {
        const place = leaves.placeOf(leaf, nth);
        const cell = cellOf(place);
        see(cells[cell] as number, cells[cell + AT] as number, names[place] as string);
      }
      left -= to - skip;
      if (left > 0) leaf = this.#next(leaf);
    }
  }

  #placeOf(item: number): number {
    return this.#seats.rows[item * this.#stride] as number;
  }

  /** The leaf that something belongs into. */
  #descend(key: number, at: number, name: string): number {
    const { children, keys, ats, lengths, names } = this.#branches;
    let node = this.#root;
    for (let level = this.#depth; level > 0; level -= 1) {
      let low = node << BRANCH_BITS;
      let high = low + (lengths[node] as number) - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        const theirs = keys[middle] as number;
        let isBefore = key > theirs;
        if (key === theirs) {
          const when = ats[middle] as number;
          isBefore = at < when;
          if (at === when) {
            const first = names[middle];
            isBefore = first !== undefined && name < first;
          }
        }
        if (isBefore) high = middle - 1;
        else low = middle;
      }
      node = children[low] as number;
    }
    return node;
  }

  #countTo(key: number, at: number, name: string): number {
    const leaf = this.#descend(key, at, name);
    const leaves = this.#leaves;
    const { cells, names } = leaves;
    let low = 0;
    let high = leaves.order(leaf);
    while (low < high) {
      const middle = (low + high) >> 1;
      const place = leaves.placeOf(leaf, middle);
      const theirs = cells[cellOf(place)] as number;
      const when = cells[cellOf(place) + AT] as number;
      let isPassed = theirs > key;
      if (theirs === key) isPassed = when === at ? (names[place] as string) <= name : when < at;
      if (isPassed) low = middle + 1;
      else high = middle;
    }
    return this.#passed(leaf) + low;
  }

  /** Finds the leaf with the item of a place. @returns how many items of the leaf stand before it */
  #seek(place: number): { leaf: number; skip: number } {
    const { counts, children } = this.#branches;
    let node = this.#root;
    let skip = place;
    for (let level = this.#depth; level > 0; level -= 1) {
      let child = node << BRANCH_BITS;
      for (; skip >= (counts[child] as number); child += 1) skip -= counts[child] as number;
      node = children[child] as number;
    }
    return { leaf: node, skip };
  }

  /** The leaf after one; there must be one. */
  #next(leaf: number): number {
    const { children, lengths, aboves } = this.#branches;
    let hung = this.#leaves.above(leaf);
    let levels = 1;
    for (; (hung & (BRANCH - 1)) + 1 === lengths[hung >> BRANCH_BITS]; levels += 1)
      hung = aboves[hung >> BRANCH_BITS] as number;
    let node = children[hung + 1] as number;
    for (; levels > 1; levels -= 1) node = children[node << BRANCH_BITS] as number;
    return node;
  }

  /** How many items stand before a leaf. */
  #passed(leaf: number): number {
    const branches = this.#branches;
    let passed = 0;
    for (let hung = this.#leaves.above(leaf); hung >= 0; hung = branches.aboves[hung >> BRANCH_BITS] as number)
      passed += branches.before(hung);
    return passed;
  }

  #put(leaf: number, item: number, key: number, at: number, name: string): void {
    const leaves = this.#leaves;
    let into = leaf;
    if (leaves.count(leaf) === LEAF) {
      this.#split(leaf);
      into = this.#descend(key, at, name);
    }
    leaves.insert(into, key, at, item, name);
    this.#branches.count(leaves.above(into), 1);
  }

  #remove(place: number): void {
    const leaves = this.#leaves;
    const leaf = place >> LEAF_BITS;
    const left = leaves.remove(place);
    this.#branches.count(leaves.above(leaf), -1);
    if (left <= LEAF >> 2) this.#tidy(leaf, true);
  }

  /** The second half of a full leaf gets a leaf of its own. */
  #split(leaf: number): void {
    const leaves = this.#leaves;
    const right = leaves.take();
    leaves.order(leaf);
    const first = leaves.placeOf(leaf, LEAF >> 1);
    const last = leaves.placeOf(leaf, (LEAF >> 1) - 1);
    const { cells } = leaves;
    const key = cells[cellOf(first)] as number;
    const at = cells[cellOf(first) + AT] as number;
    const isShared = cells[cellOf(last)] === key && cells[cellOf(last) + AT] === at;
    const name = isShared ? leaves.names[first] : undefined;
    leaves.move(leaf, LEAF >> 1, right);
    this.#adopt(leaf, right, true, key, at, name);
  }

  /** A node was cut in two: the second of them gets its place behind the first. */
  #adopt(left: number, right: number, isLeaf: boolean, key: number, at: number, name: string | undefined): void {
    const branches = this.#branches;
    const hung = isLeaf ? this.#leaves.above(left) : (branches.aboves[left] as number);
    if (hung < 0) {
      this.#root = branches.take(isLeaf);
      this.#depth += 1;
      branches.insert(this.#root, 0, left, 0, 0, undefined);
      branches.insert(this.#root, 1, right, key, at, name);
      return;
    }
    const parent = hung >> BRANCH_BITS;
    if (branches.lengths[parent] === BRANCH) {
      const half = BRANCH >> 1;
      const more = branches.take(isLeaf);
      branches.move(parent, half, more);
      const first = more << BRANCH_BITS;
      const { keys, ats, names } = branches;
      this.#adopt(parent, more, false, keys[first] as number, ats[first] as number, names[first]);
      this.#adopt(left, right, isLeaf, key, at, name);
      return;
    }
    branches.counts[hung] = isLeaf ? this.#leaves.count(left) : branches.sum(left);
    branches.insert(parent, (hung & (BRANCH - 1)) + 1, right, key, at, name);
  }

  /** A node has become small: it is joined with its neighbour, or dropped when it is empty and has none. */
  #tidy(node: number, isLeaf: boolean): void {
    const [branches, leaves] = [this.#branches, this.#leaves];
    const hung = isLeaf ? leaves.above(node) : (branches.aboves[node] as number);
    if (hung < 0) {
      if (!isLeaf) this.#shorten();
      return;
    }
    const sizeOf = (of: number) => (isLeaf ? leaves.count(of) : (branches.lengths[of] as number));
    const nodes = isLeaf ? leaves : branches;
    const parent = hung >> BRANCH_BITS;
    const length = branches.lengths[parent] as number;
    if (length === 1) {
      if (sizeOf(node) > 0) return;
      nodes.release(node);
      branches.drop(hung);
    } else {
      const first = hung - ((hung & (BRANCH - 1)) > 0 ? 1 : 0);
      const [left, right] = [branches.children[first] as number, branches.children[first + 1] as number];
      const [ours, theirs] = [sizeOf(left), sizeOf(right)];
      if (ours > 0 && theirs > 0 && ours + theirs > (isLeaf ? LEAF : BRANCH) >> 1) return;
      nodes.move(right, 0, left);
      nodes.release(right);
      // What was the first child did not say where it begins; its branch did.
      if (!isLeaf) branches.begin(left, ours, first + 1);
      branches.counts[first] = (branches.counts[first] as number) + (branches.counts[first + 1] as number);
      branches.drop(first + 1);
    }
    if (branches.aboves[parent] === -1 || (branches.lengths[parent] as number) <= BRANCH >> 2)
      this.#tidy(parent, false);
  }

  /** A root with one child gives way to it. */
  #shorten(): void {
    const branches = this.#branches;
    for (; this.#depth > 0 && branches.lengths[this.#root] === 1; this.#depth -= 1) {
      branches.release(this.#root);
      this.#root = branches.children[this.#root << BRANCH_BITS] as number;
      if (this.#depth === 1) this.#leaves.hang(this.#root, -1);
      else branches.aboves[this.#root] = -1;
    }
  }
}
