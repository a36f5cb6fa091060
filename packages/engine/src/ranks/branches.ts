import { grown, longer } from './leaves.ts';

/** A branch has so many children before it is cut in two. */
export const BRANCH = 64;

/** What is above the leaves of a tree, numbered, in one stretch of memory. A child is the number of a branch or of a leaf. */
export class Branches {
  children = new Int32Array(0);
  /** Of each child: its first item, that one's key and instant, and how many items are below it. */
  firsts = new Int32Array(0);
  keys = new Float64Array(0);
  ats = new Float64Array(0);
  counts = new Int32Array(0);
  /** How many children each branch has. */
  lengths = new Int32Array(0);
  readonly #free: number[] = [];
  #used = 0;

  /** A branch without children. */
  take(): number {
    const branch = this.#free.pop() ?? this.#used++;
    if (branch >= this.lengths.length) this.#reserve(grown(branch));
    this.lengths[branch] = 0;
    return branch;
  }

  release(branch: number): void {
    this.#free.push(branch);
  }

  /** How many items are below a branch. */
  sum(branch: number): number {
    const from = branch * BRANCH;
    const to = from + (this.lengths[branch] as number);
    let sum = 0;
    for (let at = from; at < to; at += 1) sum += this.counts[at] as number;
    return sum;
  }

  /** Makes room for one more child before a place; what is true of it has to be noted there. */
  open(branch: number, place: number): void {
    const length = this.lengths[branch] as number;
    this.#shift(branch * BRANCH + place, branch * BRANCH + length, 1);
    this.lengths[branch] = length + 1;
  }

  drop(branch: number, place: number): void {
    const length = this.lengths[branch] as number;
    this.#shift(branch * BRANCH + place + 1, branch * BRANCH + length, -1);
    this.lengths[branch] = length - 1;
  }

  /** Moves the children of a branch from a place on to the end of another. */
  move(from: number, place: number, to: number): void {
    const [first, end] = [from * BRANCH + place, from * BRANCH + (this.lengths[from] as number)];
    const target = to * BRANCH + (this.lengths[to] as number);
    this.#shift(first, end, target - first);
    this.lengths[to] = (this.lengths[to] as number) + end - first;
    this.lengths[from] = place;
  }

  #shift(from: number, to: number, by: number): void {
    for (const array of [this.children, this.firsts, this.keys, this.ats, this.counts])
      array.copyWithin(from + by, from, to);
  }

  #reserve(branches: number): void {
    this.children = longer(this.children, branches * BRANCH);
    this.firsts = longer(this.firsts, branches * BRANCH);
    this.keys = longer(this.keys, branches * BRANCH);
    this.ats = longer(this.ats, branches * BRANCH);
    this.counts = longer(this.counts, branches * BRANCH);
    this.lengths = longer(this.lengths, branches);
  }
}
