import type { Laurel } from '../laurel.ts';
import { standingOf } from '../log/standing.ts';
import { giveBack } from '../log/stock.ts';
import type { StockDocument } from '../store/documents.ts';

/** How old a reservation is before it is asked whether its purchase stands, in milliseconds. */
const OLD = 10 * 60_000;

/**
 * Gives back what was reserved by a purchase that never came to stand. The release is appended to the member's log first, under the
 * reservation's id: of purchase and release exactly one wins.
 */
export async function releaseReservations(laurel: Laurel, olderThan = OLD): Promise<void> {
  const before = new Date(Date.now() - olderThan);
  const stocks = (await laurel.store.stocks.collection
    .find({ taken: { $elemMatch: { at: { $lte: before }, done: { $ne: true } } } } as never)
    .toArray()) as unknown as StockDocument[];
  for (const { _id, program, taken } of stocks) {
    const reward = _id.slice(`${program}:reward:`.length);
    for (const { id, member, at, done } of taken)
      if (!done && at <= before) await releaseOne(laurel, { stock: _id, program, reward, id, member });
  }
}

interface Reservation {
  stock: string;
  program: string;
  reward: string;
  id: string;
  member: string;
}

async function releaseOne(laurel: Laurel, { stock, program, reward, id, member }: Reservation): Promise<void> {
  const published = await laurel.programs.byId(program);
  if (!published) return;
  const standing = (await standingOf(laurel.store, program, member, [id])).get(id);
  const entry =
    standing ??
    (
      await laurel.log.submit(
        published,
        member,
        { kind: 'release', key: `\u0001release:${id}`, body: '', reservation: id },
        { standing: true },
      )
    ).entry;
  const bought = entry.kind === 'redemption.made' && entry.outcome === 'applied';
  if (!bought || (await isCancelled(laurel, program, member, id))) return giveBack(laurel.store, program, reward, id);
  await laurel.store.stocks.collection.updateOne({ _id: stock, 'taken.id': id } as never, {
    $set: { 'taken.$.done': true },
  });
}

async function isCancelled(laurel: Laurel, program: string, member: string, redemption: string): Promise<boolean> {
  const found = await laurel.store.entries.collection.findOne({
    program,
    member,
    subjects: `redemption:${redemption}`,
    kind: 'redemption.cancelled',
    outcome: 'applied',
  } as never);
  return found !== null;
}
