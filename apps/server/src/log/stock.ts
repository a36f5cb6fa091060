import type { PublishedProgram } from '../laurel.ts';
import type { StockDocument } from '../store/documents.ts';
import { isDuplicate } from '../store/faults.ts';
import type { Store } from '../store/store.ts';

const idOf = (program: string, reward: string) => `${program}:reward:${reward}`;

/**
 * Takes one of a reward's stock under an id; the same id takes once.
 * @returns the reservation, null where the reward has no stock to run out of, or `none_left`
 */
export async function reserve(
  store: Store,
  program: PublishedProgram,
  reward: string,
  id: string,
  member: string,
): Promise<{ id: string } | null | 'none_left'> {
  const total = program.document.rewards.find((each) => each.id === reward)?.stock;
  if (total === undefined) return null;
  const _id = idOf(program.id, reward);
  await follow(store, program, _id, total);
  const taken = await store.stocks.collection.updateOne(
    { _id, left: { $gte: 1 }, 'taken.id': { $ne: id } } as never,
    { $inc: { left: -1 }, $push: { taken: { id, member, n: 1, at: new Date() } } } as never,
  );
  if (taken.modifiedCount === 1) return { id };
  const held = await store.stocks.collection.findOne({ _id, 'taken.id': id } as never, { projection: { _id: 1 } });
  return held ? { id } : 'none_left';
}

/** How long it is remembered which purchases came back: nothing that gives them back is tried again after that. */
const REMEMBERED = 2 * 86_400_000;

/**
 * Gives a reservation back, or a purchase that stood; a second time changes nothing.
 * @param stood when the entry that gives it back was written; null for a reservation that no purchase came for
 */
export async function giveBack(
  store: Store,
  program: string,
  reward: string,
  id: string,
  stood: number | null = null,
): Promise<void> {
  const _id = idOf(program, reward);
  const { modifiedCount } = await store.stocks.collection.updateOne(
    { _id, 'taken.id': id } as never,
    {
      $inc: { left: 1 },
      $pull: { taken: { id } },
      ...(stood === null ? {} : { $push: { returned: mark(id) } }),
    } as never,
  );
  if (modifiedCount > 0 || stood === null || stood < Date.now() - REMEMBERED) return;
  await store.stocks.collection.updateOne(
    { _id, sold: { $gte: 1 }, 'returned.id': { $ne: id } } as never,
    { $inc: { left: 1, sold: -1 }, $push: { returned: mark(id) } } as never,
  );
}

const mark = (id: string) => ({ id, at: new Date() });

/** Counts a purchase that stands, and forgets its reservation: nothing under way can ask for it again. */
export async function settleReservation(store: Store, _id: string, id: string): Promise<void> {
  await store.stocks.collection.updateOne(
    { _id, 'taken.id': id } as never,
    {
      $inc: { sold: 1 },
      $pull: { taken: { id }, returned: { at: { $lt: new Date(Date.now() - 2 * REMEMBERED) } } },
    } as never,
  );
}

/** How many of each reward are left, by reward; rewards without stock, or untouched so far, are not in it. */
export async function stocksOf(store: Store, program: PublishedProgram): Promise<Map<string, number>> {
  const counted = program.document.rewards.filter((reward) => reward.stock !== undefined);
  if (counted.length === 0) return new Map();
  const found = (await store.stocks.collection
    .find({ _id: { $in: counted.map(({ id }) => idOf(program.id, id)) } } as never, {
      projection: { left: 1, total: 1, version: 1 },
    })
    .toArray()) as unknown as StockDocument[];
  const byId = new Map(found.map((stock) => [stock._id, stock]));
  return new Map(
    counted.map(({ id, stock: total = 0 }) => {
      const stock = byId.get(idOf(program.id, id));
      // A total that was published and not yet taken over counts already.
      const behind = stock && stock.version < program.version ? total - stock.total : 0;
      return [id, Math.max(0, stock ? stock.left + behind : total)];
    }),
  );
}

/** Makes the stock's document, or takes over a total that a newer version of the program says. */
async function follow(
  store: Store,
  { id: program, version }: PublishedProgram,
  _id: string,
  total: number,
): Promise<void> {
  const stock = (await store.stocks.collection.findOne({ _id } as never, {
    projection: { total: 1, version: 1 },
  })) as unknown as StockDocument | null;
  if (!stock) {
    await store.stocks.collection
      .insertOne({ _id, program, version, total, left: total, taken: [] } as never)
      .catch((error: unknown) => {
        if (!isDuplicate(error)) throw error;
      });
  } else if (stock.version < version) {
    await store.stocks.collection.updateOne({ _id, version: stock.version } as never, {
      $set: { version, total },
      $inc: { left: total - stock.total },
    });
  }
}
