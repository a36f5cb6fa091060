import { CountedTree } from './counted-tree.ts';
import { grown, longer } from './numbers.ts';

/** The different scores of a board, and how many members have each. */
export class Steps {
  /** Of each step: where its tree has it. */
  rows = new Int32Array(1);
  readonly #steps = new Map<number, { step: number; bearers: number }>();
  readonly #order = new CountedTree(this, 1);
  readonly #free: number[] = [];

  /** One member more has a score. */
  add(score: number): void {
    const known = this.#steps.get(score);
    if (known) {
      known.bearers += 1;
      return;
    }
    const step = this.#free.pop() ?? this.#steps.size;
    if (step >= this.rows.length) this.rows = longer(this.rows, grown(step));
    this.#steps.set(score, { step, bearers: 1 });
    this.#order.add(step, score, 0, '');
  }

  /** One member less has it. */
  delete(score: number): void {
    const known = this.#steps.get(score);
    if (!known) return;
    known.bearers -= 1;
    if (known.bearers > 0) return;
    this.#order.delete(known.step);
    this.#steps.delete(score);
    this.#free.push(known.step);
  }

  bearers(score: number): number {
    return this.#steps.get(score)?.bearers ?? 0;
  }

  /** How many scores are higher. */
  above(score: number): number {
    return this.#order.above(score);
  }

  /** The nth highest score counted from 0, or undefined. */
  keyAt(n: number): number | undefined {
    return this.#order.keyAt(n);
  }
}
