import type { Entry } from '@laurel/engine';
import type { BudgetDocument } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import { budgetId } from './budget.ts';
import { usesOf } from './budgeted.ts';

/**
 * Ends a reservation by the entry that has its id: what the entry uses is counted, the rest is free again. A second time changes nothing.
 * @param entry the one that uses it, or its release
 */
export async function giveBackReserved(
  store: Store,
  program: string,
  pool: string,
  id: string,
  entry: Entry,
): Promise<void> {
  const _id = budgetId(program, pool);
  const found = (await store.budgets.collection.findOne({ _id, 'taken.id': id } as never, {
    projection: { taken: 1 },
  })) as unknown as BudgetDocument | null;
  const n = found?.taken.find((each) => each.id === id)?.n;
  if (n === undefined) return;
  const used = usesOf(entry).get(id)?.n ?? 0;
  await store.budgets.collection.updateOne(
    { _id, taken: { $elemMatch: { id, n } } } as never,
    { $inc: { used, left: n - used }, $pull: { taken: { id } }, $set: { at: new Date() } } as never,
  );
}
