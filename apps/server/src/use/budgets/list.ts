import type { BudgetView } from '@laurel/contract';
import { type Pool, poolsAt } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { budgetId, leftBy } from '../../log/budget.ts';
import type { BudgetDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';

/** The budgets of a program, and its limits that all members share, as they stand now. */
export async function listBudgets(laurel: Laurel, program: PublishedProgram): Promise<BudgetView[]> {
  const pools = poolsAt(program.document, laurel.now());
  if (pools.length === 0) return [];
  try {
    const found = (await laurel.store.budgets.collection
      .find({ _id: { $in: pools.map(({ pool }) => budgetId(program.id, pool)) } } as never, {
        projection: { taken: 0, freed: 0 },
      })
      .toArray()) as unknown as BudgetDocument[];
    const byId = new Map(found.map((budget) => [budget._id, budget]));
    return pools.map((pool) => viewOf(pool, byId.get(budgetId(program.id, pool.pool)) ?? null, program.version));
  } catch (error) {
    throw told(error);
  }
}

function viewOf(pool: Pool, found: BudgetDocument | null, version: number): BudgetView {
  const { total, closesAt } = pool;
  const used = found?.used ?? 0;
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
