import type { Entry } from '@laurel/engine';
import type { Laurel } from '../laurel.ts';
import { budgetId } from '../log/budget.ts';
import { tellMarks } from '../log/marks.ts';
import { giveBackReserved } from '../log/reserved.ts';
import type { BudgetDocument } from '../store/documents.ts';
import { isDuplicate } from '../store/faults.ts';
import { judged } from './reservations.ts';

/** How long after a freeing was written down its mark stays beside the sums, in milliseconds: no try of it takes so long. */
const MARKED = 60 * 60_000;
/** How far back it is looked for marks that nobody was told of, in milliseconds. */
const TOLD = 40 * 86_400_000;

/** Whether an entry gives back what it used of what all members share; that of history counts as well. */
export const freesPools = ({ changes }: Pick<Entry, 'changes'>) => changes.some(({ kind }) => kind === 'pool.freed');

/** The id of what is written down once an entry's room of a pool is free again. */
export const freeingId = (member: string, seq: number, pool: string) => `${member}:${seq}:${pool}`;

/** Frees what an entry gives back (RULES 15), once however often it is tried. */
export async function freePools({ store }: Laurel, entry: Entry): Promise<void> {
  const { program, member, seq, changes } = entry;
  const freed = new Map<string, number>();
  for (const change of changes)
    if (change.kind === 'pool.freed') freed.set(change.pool, (freed.get(change.pool) ?? 0) + change.n);
  for (const [pool, n] of freed) {
    const id = freeingId(member, seq, pool);
    if (await store.freeings.collection.findOne({ _id: id } as never, { projection: { _id: 1 } })) continue;
    const at = new Date();
    await store.budgets.collection.updateOne(
      { _id: budgetId(program, pool), 'freed.id': { $ne: id } } as never,
      { $inc: { used: -n, left: n }, $push: { freed: { id, at } }, $set: { at } } as never,
    );
    await store.freeings.collection.insertOne({ _id: id, program, at } as never).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
    });
  }
}

/**
 * Counts what old reservations were used for, gives back what no entry came for, and leaves the notices that were missed. The release is
 * appended to the member's log first, under the reservation's id: of use and release exactly one wins.
 */
export async function tidyBudgets(laurel: Laurel, before: Date): Promise<void> {
  const { store } = laurel;
  const old = (await store.budgets.collection
    .find({ taken: { $elemMatch: { at: { $lte: before } } } } as never)
    .toArray()) as unknown as BudgetDocument[];
  for (const { program, pool, taken } of old) {
    for (const { id, member, at } of taken) {
      if (at > before) continue;
      const entry = await judged(laurel, program, member, id);
      if (entry) await giveBackReserved(store, program, pool, id, entry);
    }
  }
  await store.budgets.collection.updateMany(
    { 'freed.at': { $lt: new Date(Date.now() - MARKED) } } as never,
    { $pull: { freed: { at: { $lt: new Date(Date.now() - MARKED) } } } } as never,
  );
  const moved = await store.budgets.collection
    .find({ kind: 'budget', at: { $gte: new Date(Date.now() - TOLD) } } as never, { projection: { _id: 1 } })
    .toArray();
  for (const { _id } of moved) await tellMarks(store, String(_id));
}
