import type { BudgetDocument, NoticeDocument } from '../store/documents.ts';
import { isDuplicate } from '../store/faults.ts';
import type { Store } from '../store/store.ts';

/** Per cent of a budget at which a notice is left. */
const MARKS = [50, 80, 100] as const;

/** The marks that so much of a total has come to. */
const marksOf = (used: number, total: number): number[] => MARKS.filter((mark) => used * 100 >= total * mark);

/**
 * Leaves a notice for each mark that a budget has come to: one for each mark of a total, under an id that follows from both, so that
 * points that come back and are used again tell nothing twice.
 */
export async function tellMarks(store: Store, _id: string): Promise<void> {
  const budget = (await store.budgets.collection.findOne({ _id } as never, {
    projection: { program: 1, pool: 1, kind: 1, total: 1, used: 1, told: 1, closesAt: 1 },
  })) as unknown as BudgetDocument | null;
  if (budget?.kind !== 'budget') return;
  const { program, pool, total, used, told, closesAt } = budget;
  for (const percent of marksOf(used, total)) {
    if (told.some((each) => each.percent === percent && each.total === total)) continue;
    const at = new Date();
    const notice: NoticeDocument = {
      _id: `budget.reached:${_id}:${total}:${percent}`,
      program,
      type: 'budget.reached',
      at,
      data: { budget: pool, percent, total, used, left: total - used, closesAt: closesAt?.toISOString() ?? null },
      sentAt: null,
    };
    await store.outbox.collection.insertOne(notice as never).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
    });
    await store.budgets.collection.updateOne(
      { _id, told: { $not: { $elemMatch: { percent, total } } } } as never,
      { $push: { told: { percent, total, at } } } as never,
    );
  }
}
