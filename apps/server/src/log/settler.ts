import type { Entry } from '@laurel/engine';
import type { Laurel } from '../laurel.ts';
import { budgetId } from './budget.ts';
import { usesOf } from './budgeted.ts';
import { tellMarks } from './marks.ts';

/** Counts what entries that stand use of pools, many at once, and forgets their reservations: nothing asks for them again. */
export class Settler {
  private readonly waiting = new Map<string, Map<string, number>>();
  private running: Promise<void> | null = null;

  constructor(private readonly core: Pick<Laurel, 'store' | 'logger'>) {}

  /** In the background; what is not counted by now is counted by whoever looks after old reservations. */
  settle(entry: Entry): void {
    for (const [id, { pool, n }] of usesOf(entry)) {
      const _id = budgetId(entry.program, pool);
      const ids = this.waiting.get(_id) ?? new Map<string, number>();
      this.waiting.set(_id, ids.set(id, n));
    }
    if (this.waiting.size > 0) this.running ??= this.run().finally(() => (this.running = null));
  }

  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private async run(): Promise<void> {
    // Whatever is answered in this turn is counted together.
    await new Promise((resolve) => setImmediate(resolve));
    for (const [_id, uses] of this.waiting) {
      this.waiting.delete(_id);
      try {
        await this.count(_id, uses);
        await tellMarks(this.core.store, _id);
      } catch (error) {
        this.core.logger.warn({ err: error, budget: _id }, 'what was used of a budget is counted later');
      }
    }
  }

  private async count(_id: string, uses: Map<string, number>): Promise<void> {
    const ids = [...uses.keys()];
    const sum = [...uses.values()].reduce((all, n) => all + n, 0);
    const { modifiedCount } = await this.core.store.budgets.collection.updateOne(
      { _id, 'taken.id': { $all: ids } } as never,
      { $inc: { used: sum }, $pull: { taken: { id: { $in: ids } } }, $set: { at: new Date() } } as never,
    );
    if (modifiedCount > 0 || ids.length === 1) return;
    // Another process was there for some of them.
    for (const [id, n] of uses) await this.count(_id, new Map([[id, n]]));
  }
}
