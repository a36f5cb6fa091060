import type { Leaves } from './leaves.ts';
import { grown, longer } from './numbers.ts';

/** A branch has so many children before it is cut in two, and how many bits number them. */
export const BRANCH_BITS = 6;
export const BRANCH = 1 << BRANCH_BITS;

/** What is above the leaves of a tree, numbered, in one stretch of memory. Where a child hangs is its branch's number times `BRANCH` and its place in it. */
export class Branches {
  /** The number of a branch or of a leaf. */
  children = new Int32Array(0);
  /**
   * No item of a child stands before this key and instant, and no item of the child before it anywhere else; the first child's does not
   * count. Where there are items on either side who have both, the first of the child by id is told.
   */
  keys = new Float64Array(0);
  ats = new Float64Array(0);
  readonly names: (string | undefined)[] = [];
  /** How many items are below each child. */
  counts = new Int32Array(0);
  /** How many children each branch has, where it hangs itself (−1: nowhere), and whether its children are leaves. */
  lengths = new Int32Array(0);
  aboves = new Int32Array(0);
  #low = new Uint8Array(0);
  readonly #free: number[] = [];
  #used = 0;
  readonly #leaves: Leaves;

  constructor(leaves: Leaves) {
    this.#leaves = leaves;
  }

  /** A branch without children. */
  take(isLow: boolean): number {
    const branch = this.#free.pop() ?? this.#used++;
    if (branch >= this.lengths.length) this.#reserve(grown(branch));
    this.lengths[branch] = 0;
    this.aboves[branch] = -1;
    this.#low[branch] = Number(isLow);
    return branch;
  }

  release(branch: number): void {
    this.#free.push(branch);
  }

  isLow(branch: number): boolean {
    return this.#low[branch] === 1;
  }

  /** How many items are below a branch. */
  sum(branch: number): number {
    return this.before((branch << BRANCH_BITS) + (this.lengths[branch] as number));
  }

  /** How many items of its branch are below the children that hang before this one. */
  before(child: number): number {
    const { counts } = this;
    let sum = 0;
    for (let each = child & -BRANCH; each < child; each += 1) sum += counts[each] as number;
    return sum;
  }

  /** There are more or fewer items below a child, and all above it. */
  count(child: number, by: number): void {
    const { counts, aboves } = this;
    for (let each = child; each >= 0; each = aboves[each >> BRANCH_BITS] as number)
      counts[each] = (counts[each] as number) + by;
  }

  /** Hangs a child at a place of a branch that is not full; those from there on make room. */
  insert(branch: number, place: number, child: number, key: number, at: number, name: string | undefined): void {
    const hung = (branch << BRANCH_BITS) + place;
    const length = this.lengths[branch] as number;
    this.#shift(hung, hung - place + length, 1);
    this.lengths[branch] = length + 1;
    this.children[hung] = child;
    this.keys[hung] = key;
    this.ats[hung] = at;
    this.names[hung] = name;
    this.counts[hung] = this.isLow(branch) ? this.#leaves.count(child) : this.sum(child);
    this.#hang(branch, place);
  }

  drop(child: number): void {
    const branch = child >> BRANCH_BITS;
    const length = this.lengths[branch] as number;
    this.#shift(child + 1, (branch << BRANCH_BITS) + length, -1);
    this.lengths[branch] = length - 1;
    this.#hang(branch, child & (BRANCH - 1));
  }

  /** Moves the children of a branch from a place on to the end of another. */
  move(from: number, place: number, to: number): void {
    const [first, end] = [(from << BRANCH_BITS) + place, (from << BRANCH_BITS) + (this.lengths[from] as number)];
    const length = this.lengths[to] as number;
    const target = (to << BRANCH_BITS) + length;
    this.#shift(first, end, target - first);
    this.lengths[to] = length + end - first;
    this.lengths[from] = place;
    this.#hang(to, length);
  }

  /** The child at a place of a branch begins where another one does. */
  begin(branch: number, place: number, as: number): void {
    const hung = (branch << BRANCH_BITS) + place;
    this.keys[hung] = this.keys[as] as number;
    this.ats[hung] = this.ats[as] as number;
    this.names[hung] = this.names[as];
  }

  /** The children of a branch from a place on are told where they hang. */
  #hang(branch: number, place: number): void {
    const first = branch << BRANCH_BITS;
    const isLow = this.isLow(branch);
    for (let each = first + place; each < first + (this.lengths[branch] as number); each += 1) {
      const child = this.children[each] as number;
      if (isLow) this.#leaves.hang(child, each);
      else this.aboves[child] = each;
    }
  }

  #shift(from: number, to: number, by: number): void {
    for (const array of [this.children, this.keys, this.ats, this.counts, this.names])
      array.copyWithin(from + by, from, to);
  }

  #reserve(branches: number): void {
    this.children = longer(this.children, branches << BRANCH_BITS);
    this.keys = longer(this.keys, branches << BRANCH_BITS);
    this.ats = longer(this.ats, branches << BRANCH_BITS);
    this.counts = longer(this.counts, branches << BRANCH_BITS);
    for (let each = this.names.length; each < branches << BRANCH_BITS; each += 1) this.names.push(undefined);
    this.lengths = longer(this.lengths, branches);
    this.aboves = longer(this.aboves, branches);
    this.#low = longer(this.#low, branches);
  }
}
