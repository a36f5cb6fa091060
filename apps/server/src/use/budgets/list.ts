import type { BudgetView } from '@laurel/contract';
import { type Pool, poolsAt } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { budgetId, leftBy } from '../../log/budget.ts';
import type { BudgetDocument, EntryDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import type { Store } from '../../store/store.ts';

/** Reservations whose entries are asked for at once. */
const AT_ONCE = 100;

/** The budgets of a program, and its limits that all members share, as they stand now. */
export async function listBudgets(laurel: Laurel, program: PublishedProgram): Promise<BudgetView[]> {
  const pools = poolsAt(program.document, laurel.now());
  if (pools.length === 0) return [];
  try {
    const found = (await laurel.store.budgets.collection
      .find({ _id: { $in: pools.map(({ pool }) => budgetId(program.id, pool)) } } as never, {
        projection: { freed: 0 },
      })
      .toArray()) as unknown as BudgetDocument[];
    const byId = new Map(found.map((budget) => [budget._id, budget]));
    const uncounted = await Promise.all(
      pools.map(({ pool }) => uncountedOf(laurel.store, byId.get(budgetId(program.id, pool)))),
    );
    return pools.map((pool, at) =>
      viewOf(pool, byId.get(budgetId(program.id, pool.pool)) ?? null, program.version, uncounted[at] ?? 0),
    );
  } catch (error) {
    throw told(error);
  }
}

/** What of a budget's reservations stands in entries already: whoever was answered finds it counted. */
async function uncountedOf(store: Store, found: BudgetDocument | undefined): Promise<number> {
  if (!found || found.taken.length === 0) return 0;
  const { program } = found;
  const keys = new Set<string>();
  for (let from = 0; from < found.taken.length; from += AT_ONCE) {
    const some = found.taken.slice(from, from + AT_ONCE).map(({ id, member }) => ({ program, member, keys: id }));
    const entries = await store.entries.collection
      .find<Pick<EntryDocument, 'keys'>>({ $or: some } as never, { projection: { keys: 1 } })
      .toArray();
    for (const entry of entries) for (const key of entry.keys) keys.add(key);
  }
  return found.taken.reduce((sum, { id, n }) => (keys.has(id) ? sum + n : sum), 0);
}

function viewOf(pool: Pool, found: BudgetDocument | null, version: number, uncounted: number): BudgetView {
  const { total, closesAt } = pool;
  const used = (found?.used ?? 0) + uncounted;
  return {
    id: pool.pool,
    of: pool.of,
    owner: pool.id,
    kind: pool.kind,
    unit: pool.unit,
    total,
    used,
    left: Math.max(0, leftBy(found, total, version)),
    percent: Math.floor((used * 100) / total),
    reached: (found?.told ?? [])
      .filter((mark) => mark.total === total)
      .map(({ percent, at }) => ({ percent, at: at.toISOString() }))
      .sort((a, b) => a.percent - b.percent),
    closesAt: closesAt === null ? null : new Date(closesAt).toISOString(),
  };
}
