import type { Entry } from '@laurel/engine';
import { batches } from '../store/batches.ts';
import type { EntryDocument } from '../store/documents.ts';
import { entryOf } from '../store/entries.ts';
import type { Store } from '../store/store.ts';

/** What scores and sums do without: most of an entry's bytes are the lines of its order. */
const UNREAD = { check: 0, body: 0, keys: 0, silent: 0, awards: 0, effects: 0, 'fact.data.lines': 0 };

/**
 * Whole logs, one member after the other, of one program or of all.
 * @param lines false: without the lines of orders, and what else scores and sums do without
 */
export async function* logs(store: Store, lines: boolean, program?: string): AsyncGenerator<Entry[]> {
  const cursor = store.entries.collection
    .find(program === undefined ? {} : { program }, { batchSize: 2_000, ...(lines ? {} : { projection: UNREAD }) })
    .sort({ program: 1, member: 1, seq: 1 });
  let log: Entry[] = [];
  try {
    for await (const documents of batches(cursor)) {
      for (const document of documents) {
        const entry = entryOf(document as unknown as EntryDocument);
        if (log[0] && log[0].member !== entry.member) {
          yield log;
          log = [];
        }
        log.push(entry);
      }
    }
    if (log.length > 0) yield log;
  } finally {
    await cursor.close();
  }
}

/** One member's log. */
export async function logOf(store: Store, program: string, member: string): Promise<Entry[]> {
  const found = await store.entries.collection.find({ program, member }).sort({ seq: 1 }).toArray();
  return found.map((document) => entryOf(document as unknown as EntryDocument));
}

/** The entries of all logs that were merged into one, and into those, without the ones that closed them. */
export async function absorbedBy(store: Store, log: readonly Entry[]): Promise<Entry[]> {
  const found: Entry[] = [];
  for (const entry of log) {
    for (const change of entry.changes) {
      if (change.kind !== 'absorbed') continue;
      const other = await logOf(store, entry.program, change.from);
      found.push(...(await absorbedBy(store, other)), ...other.filter(({ kind }) => kind !== 'member.closed'));
    }
  }
  return found;
}
