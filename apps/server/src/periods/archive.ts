import { randomBytes } from 'node:crypto';
import type { Ranked, RankIndex } from '@laurel/engine';
import type { BoardIndex } from '../project/boards/board-index.ts';
import type { ArchiveDocument } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import { ALL, GROUPS, partKey } from './ids.ts';

/** Rows of one document. */
export const CHUNK = 250;
const TOGETHER = 40;

/** Writes down every list of a board as it stands, under a name that nobody else uses. @returns the name */
export async function writeArchive(store: Store, owner: string, index: BoardIndex): Promise<string> {
  const archive = `arc_${randomBytes(9).toString('base64url')}`;
  let batch: ArchiveDocument[] = [];
  const flush = async () => {
    if (batch.length > 0) await store.archives.collection.insertMany(batch as never[], { ordered: false });
    batch = [];
  };
  for (const [list, ranks] of listsOf(index)) {
    for (let n = 0; n * CHUNK < ranks.size; n += 1) {
      const rows = ranks.page(n * CHUNK, CHUNK);
      const ids = rows.map(({ id }) => id);
      batch.push({ _id: `${archive}|${n}|${list}`, owner, archive, list, n, of: ranks.size, rows, ids });
      if (batch.length >= TOGETHER) await flush();
    }
  }
  await flush();
  return archive;
}

function* listsOf(index: BoardIndex): Generator<[string, RankIndex]> {
  yield [ALL, index.all.ranks];
  if (index.groups) yield [GROUPS, index.groups];
  for (const part of index.partNames()) {
    const ladder = index.within(part);
    if (ladder) yield [partKey(part), ladder.ranks];
  }
}

/** Drops what was written for a period beside the archive that stands: by whoever came second, or died on the way. */
export async function dropOthers(store: Store, owner: string, archive: string): Promise<void> {
  await store.archives.collection.deleteMany({ owner, archive: { $ne: archive } } as never);
}

/** The rows of a list in order, from its first. */
export async function* archivedRows(store: Store, archive: string, list: string): AsyncGenerator<Ranked> {
  const cursor = store.archives.collection.find({ archive, list } as never).sort({ n: 1 });
  for await (const document of cursor) yield* (document as unknown as ArchiveDocument).rows;
}

/** The names of an archive's lists inside groups or cohorts. */
export async function archivedParts(store: Store, archive: string): Promise<{ part: string; of: number }[]> {
  const found = (await store.archives.collection
    .find({ archive, n: 0 } as never, { projection: { list: 1, of: 1 } })
    .toArray()) as unknown as Pick<ArchiveDocument, 'list' | 'of'>[];
  return found.flatMap(({ list, of }) => (list.startsWith('part:') ? [{ part: list.slice('part:'.length), of }] : []));
}
