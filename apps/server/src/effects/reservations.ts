import type { Entry } from '@laurel/engine';
import type { Laurel } from '../laurel.ts';
import { putCodeBack } from '../log/pool.ts';
import { standingOf } from '../log/standing.ts';
import { giveBack, settleReservation } from '../log/stock.ts';
import type { CodeDocument, StockDocument } from '../store/documents.ts';
import { ownerOf } from '../use/events/orders.ts';
import { enrolOf, personOf } from '../use/members/person.ts';
import { tidyBudgets } from './budgets.ts';

/** How old a reservation is before it is asked whether its purchase stands, in milliseconds. */
const OLD = 10 * 60_000;
/** Codes of pools that are looked at in one round. */
const MOST = 5_000;

/**
 * Gives back what was reserved by a purchase that never came to stand, and counts what stands. The release is appended to the
 * member's log first, under the reservation's id: of purchase and release exactly one wins.
 */
export async function releaseReservations(laurel: Laurel, olderThan = OLD): Promise<void> {
  const before = new Date(Date.now() - olderThan);
  await releaseStock(laurel, before);
  await releaseCodes(laurel, before);
  await tidyBudgets(laurel, before);
}

async function releaseStock(laurel: Laurel, before: Date): Promise<void> {
  const { store } = laurel;
  const stocks = (await store.stocks.collection
    .find({ taken: { $elemMatch: { at: { $lte: before } } } } as never)
    .toArray()) as unknown as StockDocument[];
  for (const { _id, program, taken } of stocks) {
    const reward = _id.slice(`${program}:reward:`.length);
    for (const { id, member, at } of taken) {
      if (at > before) continue;
      const entry = await judged(laurel, program, member, id);
      if (!entry) continue;
      if (isBought(entry)) await settleReservation(store, _id, id);
      else await giveBack(store, program, reward, id);
    }
  }
}

async function releaseCodes(laurel: Laurel, before: Date): Promise<void> {
  const { store } = laurel;
  const codes = (await store.codes.collection
    .find({ reservation: { $type: 'string' }, at: { $lte: before }, done: { $ne: true } } as never)
    .limit(MOST)
    .toArray()) as unknown as CodeDocument[];
  for (const { _id, program, reservation, member } of codes) {
    if (reservation === null || member === null) continue;
    const entry = await judged(laurel, program, member, reservation);
    if (!entry) continue;
    // What its member has seen is not given to anybody else, even when it is cancelled.
    if (isBought(entry)) await store.codes.collection.updateOne({ _id } as never, { $set: { done: true } } as never);
    else await putCodeBack(laurel, program, reservation);
  }
}

const isBought = ({ changes, outcome }: Entry) =>
  outcome === 'applied' && changes.some(({ kind }) => kind === 'redeemed');

/** The entry that decides about a reservation: that of its purchase, or of its release, which is made where there is none. */
export async function judged(laurel: Laurel, program: string, member: string, id: string): Promise<Entry | null> {
  const published = await laurel.programs.byId(program);
  if (!published) return null;
  const standing = (await standingOf(laurel.store, program, member, [id])).get(id);
  if (standing) return standing;
  // Whoever's first event was never judged has no log yet.
  const enrol = enrolOf(published.document, personOf(await ownerOf(laurel, member)));
  const released = await laurel.log.submit(
    published,
    member,
    { kind: 'release', key: `\u0001release:${id}`, body: '', reservation: id },
    { standing: true, enrol: { ...enrol, join: false } },
  );
  return released.entry;
}
