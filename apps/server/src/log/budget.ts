import { randomUUID } from 'node:crypto';
import { type Change, totalOf } from '@laurel/engine';
import type { PublishedProgram } from '../laurel.ts';
import type { BudgetDocument } from '../store/documents.ts';
import { isDuplicate } from '../store/faults.ts';
import type { Store } from '../store/store.ts';

/** What a decision asks of a pool. */
export type Asked = Extract<Change, { kind: 'pool.used' }>;

/** What was reserved of a pool; `id` becomes a key of the entry that uses it. */
export interface Granted {
  id: string;
  n: number;
}

/** Who reserves, and for which command. */
interface Asker {
  member: string;
  key: string;
}

export const budgetId = (program: string, pool: string) => `${program}:${pool}`;

/**
 * Reserves what is asked for, or what is left of it, under an id that nobody had before.
 * @returns the reservation, of nothing where nothing is left
 */
export async function reserveFrom(
  store: Store,
  program: PublishedProgram,
  asked: Asked,
  { member, key }: Asker,
): Promise<Granted> {
  const _id = budgetId(program.id, asked.pool);
  await follow(store, program, _id, asked);
  const id = `rsv_${randomUUID()}`;
  for (let n = asked.n; n > 0; ) {
    const { modifiedCount } = await store.budgets.collection.updateOne(
      { _id, left: { $gte: n } } as never,
      { $inc: { left: -n }, $push: { taken: { id, member, key, n, at: new Date() } } } as never,
    );
    if (modifiedCount === 1) return { id, n };
    // Others take at the same time: what is left now may be less than what was left just now, and is tried again.
    n = Math.min(n, await leftOf(store, _id));
  }
  return { id, n: 0 };
}

/** What is left of a pool in the store; nothing where there is no such pool. */
async function leftOf(store: Store, _id: string): Promise<number> {
  const found = await store.budgets.collection.findOne({ _id } as never, { projection: { left: 1 } });
  return Math.max(0, (found as unknown as BudgetDocument | null)?.left ?? 0);
}

/** What is left of a pool for a decision that reserves nothing. */
export async function lookAt(store: Store, program: PublishedProgram, asked: Asked): Promise<Granted> {
  const found = (await store.budgets.collection.findOne({ _id: budgetId(program.id, asked.pool) } as never, {
    projection: { left: 1, total: 1, version: 1 },
  })) as unknown as BudgetDocument | null;
  return { id: 'preview', n: Math.min(asked.n, Math.max(0, leftBy(found, asked.total, program.version))) };
}

/** What is left by a document, where a newer version of the program has not been taken over yet. */
export function leftBy(found: BudgetDocument | null, total: number, version: number): number {
  if (!found) return total;
  return found.left + (found.version < version ? total - found.total : 0);
}

/** The reservations that a command made before, in a process that died or still tries. */
export async function earlierOf(
  store: Store,
  program: string,
  pool: string,
  { member, key }: Asker,
): Promise<string[]> {
  const found = (await store.budgets.collection.findOne(
    { _id: budgetId(program, pool), taken: { $elemMatch: { member, key } } } as never,
    { projection: { taken: 1 } },
  )) as unknown as BudgetDocument | null;
  return (found?.taken ?? []).flatMap((each) => (each.member === member && each.key === key ? each.id : []));
}

/** Lowers a reservation to what a decision uses of it, before its entry is written; to nothing: it is gone. */
export async function lower(
  store: Store,
  program: string,
  pool: string,
  { id, n }: Granted,
  to: number,
): Promise<void> {
  const _id = budgetId(program, pool);
  await store.budgets.collection.updateOne(
    { _id, taken: { $elemMatch: { id, n } } } as never,
    (to > 0
      ? { $inc: { left: n - to }, $set: { 'taken.$.n': to } }
      : { $inc: { left: n }, $pull: { taken: { id } } }) as never,
  );
}

/** What the store is known to have taken over, by pool: the version of the program. */
const followed = new WeakMap<Store, Map<string, number>>();
const FOLLOWED = 5_000;

/** Makes the pool's document, or takes over a total that a newer version of the program says. */
async function follow(
  store: Store,
  { id: program, version, document }: PublishedProgram,
  _id: string,
  { pool, total: asked, unit, budget, closesAt }: Asked,
): Promise<void> {
  const known = followed.get(store) ?? new Map<string, number>();
  followed.set(store, known);
  if ((known.get(_id) ?? 0) >= version) return;
  const found = (await store.budgets.collection.findOne({ _id } as never, {
    projection: { total: 1, version: 1 },
  })) as unknown as BudgetDocument | null;
  // An order of an older version may still use what the program no longer has.
  const total = totalOf(document, pool);
  if (!found) {
    const fresh: BudgetDocument = {
      _id,
      program,
      pool,
      version,
      kind: budget ? 'budget' : 'limit',
      unit,
      closesAt: closesAt === null ? null : new Date(closesAt),
      total: total ?? asked,
      left: total ?? asked,
      used: 0,
      taken: [],
      freed: [],
      told: [],
      at: new Date(),
    };
    await store.budgets.collection.insertOne(fresh as never).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
    });
  } else if (found.version < version) {
    await store.budgets.collection.updateOne({ _id, version: found.version } as never, {
      $set: { version, ...(total === null ? {} : { total }) },
      $inc: { left: total === null ? 0 : total - found.total },
    });
  }
  if (known.size >= FOLLOWED) known.clear();
  known.set(_id, version);
}
