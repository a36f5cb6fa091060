import { randomUUID } from 'node:crypto';
import type { Entry } from '@laurel/engine';
import type { Laurel } from '../laurel.ts';
import type { WrittenLogs } from '../log/written.ts';
import type { EntryDocument, SumDocument } from '../store/documents.ts';
import { entryOf } from '../store/entries.ts';
import { type Change, Feed } from './feed.ts';
import { logOf, logs } from './log-reader.ts';
import { PIPELINE } from './pipeline.ts';
import type { Scored, ScoredPrograms } from './programs.ts';
import { applyScores, fold, replaceOne, write } from './scores/apply.ts';
import { markFolded } from './scores/folded.ts';
import { Additions, commitBatch, lastBatch, type Position } from './sums/batch.ts';

const CHUNK = 500;
const PATIENCE = 1_000;

interface CatchUp {
  onProgress?: (entries: number, of: number) => void;
  /** Throws when somebody else projects now. */
  keep: () => Promise<void>;
  /** Of the lease under which it is done. */
  term: () => number;
  /** Logs that need not be read. */
  written?: WrittenLogs;
}

/**
 * Makes all projections anew from the logs, into a new generation that counts from the moment its first batch stands. A stream that
 * was opened before the logs are read tells what is appended meanwhile, so that every entry is counted once.
 */
export async function catchUp(laurel: Laurel, programs: ScoredPrograms, options: CatchUp): Promise<Position> {
  const { store } = laurel;
  const { db } = store.connection;
  if (!db) throw new Error('the store is not connected');
  // Unlike any that another process may be making at this moment, and later than all before.
  const standing = (await lastBatch(store))?.generation ?? 0;
  const generation = Math.max(standing + 1, Date.now() * 1_000 + Math.floor(Math.random() * 1_000));
  const feed = await Feed.open(db, PIPELINE);
  try {
    const of = await store.entries.estimatedDocumentCount();
    const additions = new Additions(laurel);
    await store.letters.collection.deleteMany({ kind: { $in: ['scores', 'sums'] } });
    const seen = new Map<string, number>();
    const folded = new Map<string, Scored>();
    let entries = 0;
    const writes: object[] = [];
    // While some are written, the next logs are folded.
    let written: Promise<void> = Promise.resolve();
    for await (const log of (await options.written?.whole()) ?? logs(store, false)) {
      const [first] = log;
      const program = first && (await programs.get(first.program));
      if (!first) continue;
      for (const entry of log) await additions.take(entry);
      seen.set(first.member, log.length);
      if (program) {
        folded.set(first.program, program);
        const after = await fold(
          laurel,
          program,
          program.lines ? await logOf(store, first.program, first.member) : log,
        );
        if (after) writes.push(replaceOne(options.term(), after, {}, true));
      }
      entries += log.length;
      if (writes.length < CHUNK) continue;
      await written;
      written = write(laurel, writes.splice(0));
      written.catch(() => {});
      options.onProgress?.(entries, of);
      await options.keep();
    }
    await written;
    await write(laurel, writes);
    await removeStrays(laurel, seen);
    const token = await meanwhile(laurel, programs, feed, seen, additions, options);
    options.onProgress?.(entries, Math.max(of, entries));
    await options.keep();
    const position = await commit(laurel, generation, token, additions);
    for (const [id, program] of folded) await markFolded(laurel, id, program);
    return position;
  } finally {
    await feed.close();
  }
}

/** Scores of members who have no log. */
async function removeStrays({ store }: Laurel, seen: Map<string, number>): Promise<void> {
  const strays: string[] = [];
  for await (const { _id } of store.scores.collection.find({}, { projection: { _id: 1 } })) {
    if (!seen.has(String(_id))) strays.push(String(_id));
  }
  // Who began a log meanwhile gets scores from the stream.
  if (strays.length > 0) await store.scores.collection.deleteMany({ _id: { $in: strays } } as never);
}

/** Takes what was appended while the logs were read, up to a mark that is set now. @returns the token after it */
async function meanwhile(
  laurel: Laurel,
  programs: ScoredPrograms,
  feed: Feed,
  seen: Map<string, number>,
  additions: Additions,
  { keep, term }: CatchUp,
): Promise<unknown> {
  const mark = `ask:${randomUUID()}`;
  await laurel.store.positions.collection.insertOne({ _id: mark, at: new Date() } as never);
  try {
    for (;;) {
      await keep();
      const changes = await feed.take(CHUNK, PATIENCE);
      const end = changes.findIndex(({ documentKey }) => documentKey?._id === mark);
      const some = end < 0 ? changes : changes.slice(0, end);
      const entries = await entriesOf(laurel, some);
      for (const entry of entries) if (entry.seq > (seen.get(entry.member) ?? 0)) await additions.take(entry);
      await applyScores(laurel, programs, term(), entries);
      if (end >= 0) return changes[end]?._id;
    }
  } finally {
    await laurel.store.positions.collection.deleteOne({ _id: mark } as never);
  }
}

/** The entries among some changes, in their order. */
export async function entriesOf({ store, log }: Pick<Laurel, 'store' | 'log'>, changes: Change[]): Promise<Entry[]> {
  const ids = changes.flatMap(({ ns, documentKey }) => (ns.coll === 'entries' ? String(documentKey?._id) : []));
  const entries = new Map(ids.map((id) => [id, log.lately(id)]));
  const others = ids.filter((id) => entries.get(id) === undefined);
  if (others.length > 0) {
    const found = await store.entries.collection.find({ _id: { $in: others } } as never).toArray();
    for (const document of found) entries.set(String(document._id), entryOf(document as unknown as EntryDocument));
  }
  return ids.flatMap((id) => entries.get(id) ?? []);
}

/** First the sums, then the batch that makes them count, then the old generations go. */
async function commit(laurel: Laurel, generation: number, token: unknown, additions: Additions): Promise<Position> {
  const { store } = laurel;
  const sums = additions.all().map(
    ({ program, day, add }): SumDocument => ({
      _id: `${generation}:${program}:${day}`,
      generation,
      program,
      day,
      batch: 1,
      sums: add,
    }),
  );
  if (sums.length > 0) await store.sums.collection.insertMany(sums as never[], { ordered: false });
  const position = await commitBatch(store, { generation, n: 0, token: null }, token, new Additions(laurel));
  await store.batches.collection.deleteMany({ generation: { $lt: generation } } as never);
  await store.sums.collection.deleteMany({ generation: { $lt: generation } } as never);
  return position;
}
