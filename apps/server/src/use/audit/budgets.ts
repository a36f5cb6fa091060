import type { Entry } from '@laurel/engine';
import { freeingId } from '../../effects/budgets.ts';
import type { Laurel } from '../../laurel.ts';
import { budgetId } from '../../log/budget.ts';
import { usesOf } from '../../log/budgeted.ts';
import type { BudgetDocument } from '../../store/documents.ts';
import type { Findings } from './findings.ts';

/** What the logs say was used of what all members share. */
export class ExpectedBudgets {
  /** What entries used, by pool. */
  readonly used = new Map<string, number>();
  /** What entries gave back, by pool. */
  readonly freed = new Map<string, { id: string; n: number }[]>();
  /** What each reservation was used for. */
  readonly uses = new Map<string, number>();

  take(entry: Entry): void {
    const { program, member, seq, changes } = entry;
    for (const [id, { pool, n }] of usesOf(entry)) {
      const _id = budgetId(program, pool);
      this.used.set(_id, (this.used.get(_id) ?? 0) + n);
      this.uses.set(id, n);
    }
    for (const change of changes) {
      if (change.kind !== 'pool.freed') continue;
      const _id = budgetId(program, change.pool);
      const freed = this.freed.get(_id) ?? [];
      freed.push({ id: freeingId(member, seq, change.pool), n: change.n });
      this.freed.set(_id, freed);
    }
  }
}

/**
 * What a budget says is used must be what the entries used, and with what is left and reserved it must be all of it. What an entry gave
 * back and is not free yet is waited for, not a fault.
 * @returns how many budgets were looked at
 */
export async function auditBudgets(laurel: Laurel, expected: ExpectedBudgets, findings: Findings): Promise<number> {
  const { store } = laurel;
  const budgets = (await store.budgets.collection.find({}).toArray()) as unknown as BudgetDocument[];
  const known = new Set(budgets.map(({ _id }) => _id));
  for (const _id of expected.used.keys())
    if (!known.has(_id)) findings.add('budgets', _id, 'entries use it, and it is not there');
  for (const { _id, total, left, used, taken, freed } of budgets) {
    const reserved = taken.reduce((sum, each) => sum + each.n, 0);
    if (left + reserved + used !== total)
      findings.add('budgets', _id, `${left} left, ${reserved} reserved and ${used} used are not ${total}`);
    const given = expected.freed.get(_id) ?? [];
    const done = new Set(freed.map(({ id }) => id));
    const written = store.freeings.collection.find({ _id: { $in: given.map(({ id }) => id) } } as never);
    for await (const freeing of written) done.add(String(freeing._id));
    const back = given.reduce((sum, { id, n }) => sum + (done.has(id) ? n : 0), 0);
    const standing = taken.reduce((sum, { id }) => sum + (expected.uses.get(id) ?? 0), 0);
    const says = (expected.used.get(_id) ?? 0) - back;
    if (used + standing !== says) findings.add('budgets', _id, `${used + standing} used, and the entries say ${says}`);
  }
  return budgets.length;
}
