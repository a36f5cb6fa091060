/** Leaves hold so many items, branches so many children, before they are cut in two. */
const LEAF = 128;
const BRANCH = 64;

/** Keys lie beside items, so that a search reads one stretch of memory and not one place for each step. */
interface Leaf {
  readonly items: Int32Array<ArrayBuffer>;
  readonly keys: Float64Array<ArrayBuffer>;
  count: number;
}

interface Branch {
  readonly children: Node[];
  /** Of each child: its first item, that one's key, and how many items are below it. */
  readonly firsts: Int32Array<ArrayBuffer>;
  readonly keys: Float64Array<ArrayBuffer>;
  readonly counts: Int32Array<ArrayBuffer>;
  count: number;
}

type Node = Leaf | Branch;

const isLeaf = (node: Node): node is Leaf => 'items' in node;
const newLeaf = (): Leaf => ({ items: new Int32Array(LEAF), keys: new Float64Array(LEAF), count: 0 });
const firstOf = (node: Node): number => (isLeaf(node) ? node.items[0] : node.firsts[0]) as number;

function branchOf(children: Node[]): Branch {
  const branch: Branch = {
    children,
    // One more than it keeps: it is cut after it has grown.
    firsts: new Int32Array(BRANCH + 1),
    keys: new Float64Array(BRANCH + 1),
    counts: new Int32Array(BRANCH + 1),
    count: 0,
  };
  for (let at = 0; at < children.length; at += 1) {
    look(branch, at);
    branch.count += branch.counts[at] as number;
  }
  return branch;
}

/** Notes of a child what is true of it now. */
function look(branch: Branch, at: number): void {
  const child = branch.children[at] as Node;
  branch.firsts[at] = firstOf(child);
  branch.keys[at] = child.keys[0] as number;
  branch.counts[at] = child.count;
}

/**
 * A counted B+ tree of whole numbers by their keys, the highest first: finds the place of an item and the item of a place in
 * O(log n). The key of an item that stands in the tree must not change; take it out, change it, put it back.
 */
export class CountedTree {
  #root: Node = newLeaf();
  readonly #keyOf: (item: number) => number;
  readonly #tie: (a: number, b: number) => number;

  /** @param tie of two items with equal keys: below zero where `a` stands before `b`; zero only for one and the same item */
  constructor(keyOf: (item: number) => number, tie: (a: number, b: number) => number) {
    this.#keyOf = keyOf;
    this.#tie = tie;
  }

  get size(): number {
    return this.#root.count;
  }

  /** Builds the tree of items that are in order already, in O(n). Replaces what it held. */
  fill(sorted: Int32Array): void {
    const full = (LEAF * 3) >> 2;
    let level: Node[] = [];
    for (let from = 0; from < sorted.length; from += full) {
      const leaf = newLeaf();
      leaf.count = Math.min(full, sorted.length - from);
      for (let at = 0; at < leaf.count; at += 1) {
        const item = sorted[from + at] as number;
        leaf.items[at] = item;
        leaf.keys[at] = this.#keyOf(item);
      }
      level.push(leaf);
    }
    if (level.length === 0) level.push(newLeaf());
    const wide = (BRANCH * 3) >> 2;
    while (level.length > 1) {
      const above: Node[] = [];
      for (let from = 0; from < level.length; from += wide) above.push(branchOf(level.slice(from, from + wide)));
      level = above;
    }
    this.#root = level[0] as Node;
  }

  add(item: number): void {
    const right = this.#add(this.#root, this.#keyOf(item), item);
    if (right) this.#root = branchOf([this.#root, right]);
  }

  /** @returns whether it was there */
  delete(item: number): boolean {
    if (!this.#delete(this.#root, this.#keyOf(item), item)) return false;
    while (!isLeaf(this.#root) && this.#root.children.length === 1) this.#root = this.#root.children[0] as Node;
    return true;
  }

  /** How many items stand before an item, which may stand in the tree or not. */
  before(item: number): number {
    const key = this.#keyOf(item);
    let node = this.#root;
    let passed = 0;
    while (!isLeaf(node)) {
      const at = this.#childFor(node, key, item);
      for (let each = 0; each < at; each += 1) passed += node.counts[each] as number;
      node = node.children[at] as Node;
    }
    return passed + this.#placeIn(node, key, item);
  }

  /** How many items have a higher key. */
  above(key: number): number {
    return this.#count(({ keys }, at) => (keys[at] as number) > key);
  }

  /** How many items stand before the first that is not `before`; `before` must hold for a beginning of the order and no more. */
  countWhile(before: (item: number) => boolean): number {
    return this.#count((node, at) => before((isLeaf(node) ? node.items[at] : node.firsts[at]) as number));
  }

  #count(isBefore: (node: Node, at: number) => boolean): number {
    let node = this.#root;
    let passed = 0;
    while (!isLeaf(node)) {
      // The first child may begin with what is not before; the one to look into is the last that begins with what is.
      const at = Math.max(0, firstNot(node, 1, node.children.length, isBefore) - 1);
      for (let each = 0; each < at; each += 1) passed += node.counts[each] as number;
      node = node.children[at] as Node;
    }
    return passed + firstNot(node, 0, node.count, isBefore);
  }

  /** The item at a place counted from 0, or undefined. */
  at(place: number): number | undefined {
    return this.slice(place, 1)[0];
  }

  /** Up to `limit` items from a place counted from 0. */
  slice(from: number, limit: number): number[] {
    const found: number[] = [];
    if (from >= 0 && limit > 0) gather(this.#root, from, limit, found);
    return found;
  }

  #add(node: Node, key: number, item: number): Node | undefined {
    if (isLeaf(node)) return this.#addToLeaf(node, key, item);
    const at = this.#childFor(node, key, item);
    const right = this.#add(node.children[at] as Node, key, item);
    node.count += 1;
    look(node, at);
    if (!right) return undefined;
    open(node, at + 1, node.children.length);
    node.children.splice(at + 1, 0, right);
    look(node, at + 1);
    if (node.children.length <= BRANCH) return undefined;
    const branch = branchOf(node.children.splice(node.children.length >> 1));
    node.count -= branch.count;
    return branch;
  }

  #addToLeaf(leaf: Leaf, key: number, item: number): Leaf | undefined {
    const { items, keys, count } = leaf;
    if (count < LEAF) {
      const at = this.#placeIn(leaf, key, item);
      items.copyWithin(at + 1, at, count);
      keys.copyWithin(at + 1, at, count);
      items[at] = item;
      keys[at] = key;
      leaf.count += 1;
      return undefined;
    }
    const right = newLeaf();
    const half = LEAF >> 1;
    right.items.set(items.subarray(half));
    right.keys.set(keys.subarray(half));
    right.count = LEAF - half;
    leaf.count = half;
    this.#addToLeaf(
      this.#stands(key, item, right.keys[0] as number, right.items[0] as number) ? leaf : right,
      key,
      item,
    );
    return right;
  }

  #delete(node: Node, key: number, item: number): boolean {
    if (isLeaf(node)) {
      const at = this.#placeIn(node, key, item);
      if (at >= node.count || node.items[at] !== item) return false;
      node.items.copyWithin(at, at + 1, node.count);
      node.keys.copyWithin(at, at + 1, node.count);
      node.count -= 1;
      return true;
    }
    const at = this.#childFor(node, key, item);
    if (!this.#delete(node.children[at] as Node, key, item)) return false;
    node.count -= 1;
    this.#tidy(node, at);
    return true;
  }

  /** Drops a child that became empty and joins one that became small with its neighbour. */
  #tidy(node: Branch, at: number): void {
    const child = node.children[at] as Node;
    if (child.count === 0 && node.children.length > 1) {
      drop(node, at);
      return;
    }
    look(node, at);
    const left = node.children[Math.max(0, at - 1)] as Node;
    const right = node.children[Math.max(1, at)];
    if (!right || left === right) return;
    if (isLeaf(left) && isLeaf(right)) {
      if (left.count + right.count > LEAF >> 1) return;
      left.items.set(right.items.subarray(0, right.count), left.count);
      left.keys.set(right.keys.subarray(0, right.count), left.count);
    } else if (!isLeaf(left) && !isLeaf(right)) {
      if (left.children.length + right.children.length > BRANCH >> 1) return;
      const from = left.children.length;
      left.children.push(...right.children);
      for (let each = from; each < left.children.length; each += 1) look(left, each);
    } else return;
    left.count += right.count;
    look(node, Math.max(0, at - 1));
    drop(node, Math.max(1, at));
  }

  /** The child that an item stands in or belongs into. */
  #childFor(node: Branch, key: number, item: number): number {
    const { keys, firsts } = node;
    let low = 0;
    let high = node.children.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#stands(key, item, keys[middle] as number, firsts[middle] as number)) high = middle - 1;
      else low = middle;
    }
    return low;
  }

  #placeIn(leaf: Leaf, key: number, item: number): number {
    const { keys, items } = leaf;
    let low = 0;
    let high = leaf.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#stands(keys[middle] as number, items[middle] as number, key, item)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Whether the first stands before the second. */
  #stands(key: number, item: number, otherKey: number, other: number): boolean {
    if (key !== otherKey) return key > otherKey;
    return item !== other && this.#tie(item, other) < 0;
  }
}

/** The first place from `low` up to `high` that is not before. */
function firstNot(node: Node, from: number, to: number, isBefore: (node: Node, at: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(node, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function gather(node: Node, skip: number, limit: number, found: number[]): void {
  if (isLeaf(node)) {
    for (let at = skip; at < node.count && found.length < limit; at += 1) found.push(node.items[at] as number);
    return;
  }
  let left = skip;
  for (let at = 0; at < node.children.length && found.length < limit; at += 1) {
    const count = node.counts[at] as number;
    if (left >= count) left -= count;
    else {
      gather(node.children[at] as Node, left, limit, found);
      left = 0;
    }
  }
}

/** Makes room for a child's notes. */
function open({ firsts, keys, counts }: Branch, at: number, length: number): void {
  firsts.copyWithin(at + 1, at, length);
  keys.copyWithin(at + 1, at, length);
  counts.copyWithin(at + 1, at, length);
}

function drop(branch: Branch, at: number): void {
  const { children, firsts, keys, counts } = branch;
  firsts.copyWithin(at, at + 1, children.length);
  keys.copyWithin(at, at + 1, children.length);
  counts.copyWithin(at, at + 1, children.length);
  children.splice(at, 1);
}
