import { leagueFrom, levelAfter } from '@laurel/engine';
import type { Laurel } from '../laurel.ts';
import { levelOf } from '../project/leagues/seats.ts';
import type { PeriodDocument } from '../store/documents.ts';
import { archivedParts, archivedRows } from './archive.ts';
import { partKey } from './ids.ts';

/** Notes with every seat of a league which level the period led to: the first of a cohort rise, the last go down. */
export async function moveLevels(
  { store }: Laurel,
  { _id, definition, archive, members }: PeriodDocument,
): Promise<void> {
  const { league } = definition;
  if (!league || archive === null) return;
  const plain = members < leagueFrom(league);
  for (const { part, of } of await archivedParts(store, archive)) {
    const level = levelOf(part);
    const writes: object[] = [];
    let position = 0;
    for await (const { id } of archivedRows(store, archive, partKey(part))) {
      const next = plain ? level : levelAfter(league, level, position, of);
      writes.push({ updateOne: { filter: { _id: `${_id}|${id}` }, update: { $set: { next } } } });
      position += 1;
    }
    if (writes.length > 0) await store.seats.collection.bulkWrite(writes as never[], { ordered: false });
  }
}
