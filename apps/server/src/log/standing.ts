import type { Posting } from '@laurel/contract';
import { type Entry, isPurchase } from '@laurel/engine';
import { type Laurel, LaurelError } from '../laurel.ts';
import type { EntryDocument } from '../store/documents.ts';
import { entryOf } from '../store/entries.ts';
import type { Store } from '../store/store.ts';
import { canonical } from './canonical.ts';
import type { Job } from './job.ts';
import type { Decided } from './round.ts';

/** Entries of one log that have one of these keys, by each of their keys. */
export async function standingOf(
  store: Store,
  program: string,
  member: string,
  keys: string[],
): Promise<Map<string, Entry>> {
  const found = await store.entries.collection
    .find({ program, member, keys: keys.length === 1 ? keys[0] : { $in: keys } } as never)
    .toArray();
  const standing = new Map<string, Entry>();
  for (const document of found) {
    const entry = entryOf(document as unknown as EntryDocument);
    for (const key of entry.keys) standing.set(key, entry);
  }
  return standing;
}

/** The postings after an entry, up to `seq`. */
export async function laterPostings(store: Store, entry: Entry, seq: number): Promise<Posting[]> {
  if (entry.seq >= seq) return [];
  const later = await store.entries.collection
    .find({ program: entry.program, member: entry.member, seq: { $gt: entry.seq, $lte: seq } } as never, {
      projection: { postings: 1 },
    })
    .toArray();
  return later.flatMap((document) => (document as unknown as EntryDocument).postings);
}

/**
 * An entry could not be appended because its number or one of its keys is taken. A number decides again. Where it is a further key,
 * another command did what this one wanted to be the first to do: a refund under another key is a replay or a conflict; a
 * purchase whose reservation was released gets none; what was to be released was bought.
 * @returns the jobs that are to be decided again
 */
export async function collide(core: Laurel, { job, entry }: Decided, left: Job[]): Promise<Job[]> {
  if (!job) return left;
  const standing = await standingOf(core.store, entry.program, entry.member, entry.keys);
  const other = entry.keys.map((key) => standing.get(key)).find((found) => found !== undefined);
  // The next look answers it by its own key.
  if (!other || other.keys[0] === job.command.key) return left;
  if ((job.command.kind === 'redeem' || job.command.kind === 'react') && other.kind === 'reservation.released') {
    job.tooLate = true;
    return left;
  }
  if (other.kind === 'reservation.released' && job.pools.size > 0) {
    for (const [pool, { id }] of job.pools) if (other.keys.includes(id)) job.pools.delete(pool);
    return left;
  }
  const equal = job.command.kind === 'release' || canonical(other.fact?.data) === canonical(entry.fact?.data);
  if (equal) {
    job.resolve({ entry: other, replayed: true, points: null });
  } else {
    const order = entry.fact && isPurchase(entry.fact.type) ? 'order_conflict' : 'refund_conflict';
    job.reject(new LaurelError(entry.fact ? order : 'idempotency_conflict', { key: job.command.key }));
  }
  return left.filter((each) => each !== job);
}
