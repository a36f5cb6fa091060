import type { Entry } from '@laurel/engine';
import type { Laurel } from '../../laurel.ts';
import type { ScoreDocument } from '../../store/documents.ts';
import { duplicatesOf } from '../../store/faults.ts';
import { setAside } from '../../store/letters.ts';
import { absorbedBy, logOf, logs } from '../log-reader.ts';
import type { Scored, ScoredPrograms } from '../programs.ts';
import { foldNext, foldScores, noScores, type Scores } from './fold.ts';

/**
 * Brings the scores of the members of a batch of entries up to date; what they have taken before changes nothing. A member whose
 * entries cannot be folded is set aside, and the others go on.
 * @param term of the lease under which it is done
 * @returns the scores as they are now, of the members whose have moved
 */
export async function applyScores(
  laurel: Laurel,
  programs: ScoredPrograms,
  term: number,
  entries: Entry[],
): Promise<Scores[]> {
  const byMember = new Map<string, Entry[]>();
  for (const entry of entries) {
    const some = byMember.get(entry.member);
    if (some) some.push(entry);
    else byMember.set(entry.member, [entry]);
  }
  const found = (await laurel.store.scores.collection
    .find({ _id: { $in: [...byMember.keys()] } } as never)
    .toArray()) as unknown as ScoreDocument[];
  const standing = new Map(found.map((document) => [document._id, document]));
  const writes: object[] = [];
  const moved: Scores[] = [];
  for (const [member, some] of byMember) {
    const first = some[0];
    const program = first && (await programs.get(first.program));
    if (!first || !program) continue;
    const before = standing.get(member);
    const after = await next(laurel, program, before, some);
    if (!after || after.seq === before?.seq) continue;
    moved.push(after);
    writes.push(
      before
        ? replaceOne(term, after, { seq: before.seq }, false)
        : { insertOne: { document: { ...after, term } satisfies ScoreDocument } },
    );
  }
  await write(laurel, writes);
  return moved;
}

/** The scores after some entries in order, from what stands or, where there is a gap or other boards, from the log. */
async function next(
  laurel: Laurel,
  program: Scored,
  before: ScoreDocument | undefined,
  entries: Entry[],
): Promise<Scores | null> {
  const first = entries[0];
  if (!first) return null;
  let after: Scores | null = before ?? noScores(program, first);
  try {
    for (const entry of entries) {
      if (entry.seq <= after.seq && after.boards === program.hash) continue;
      after = foldNext(program, after, entry);
      if (!after) break;
    }
  } catch {
    // Told below, where the whole log is folded, if that cannot be done either.
    after = null;
  }
  return after ?? fold(laurel, program, await logOf(laurel.store, first.program, first.member));
}

/** A log's scores; null where there is none, or where it cannot be folded and was set aside. */
export async function fold(laurel: Laurel, program: Scored, log: Entry[]): Promise<Scores | null> {
  const [first] = log;
  if (!first) return null;
  try {
    return foldScores(program, log as [Entry, ...Entry[]], await absorbedBy(laurel.store, log));
  } catch (error) {
    await setAside(laurel, { kind: 'scores', program: first.program, member: first.member, entry: null }, error);
    return null;
  }
}

/** Members whose scores are written at once. */
const CHUNK = 500;

/**
 * Folds every score of a program from the log, as for boards that have changed. Whatever is newer meanwhile stays.
 * @param onProgress told how many logs are folded
 */
export async function refoldProgram(
  laurel: Laurel,
  id: string,
  program: Scored,
  term: number,
  onProgress: (done: number) => Promise<void>,
): Promise<void> {
  let writes: object[] = [];
  let done = 0;
  for await (const log of logs(laurel.store, program.lines, id)) {
    done += 1;
    const after = await fold(laurel, program, log);
    if (after) writes.push(replaceOne(term, after, { seq: { $lte: after.seq } }, true));
    if (writes.length >= CHUNK) {
      await write(laurel, writes);
      writes = [];
      await onProgress(done);
    }
  }
  await write(laurel, writes);
}

/** Puts scores in the place of those that stand, unless whoever projects since then has written them. */
export function replaceOne(term: number, after: Scores, filter: object, upsert: boolean): object {
  const replacement: ScoreDocument = { ...after, term };
  return { replaceOne: { filter: { _id: after._id, ...filter, term: { $not: { $gt: term } } }, replacement, upsert } };
}

/** Writes in any order; what another process wrote first, or newer, stands. */
export async function write(laurel: Laurel, writes: object[]): Promise<void> {
  if (writes.length === 0) return;
  try {
    await laurel.store.scores.collection.bulkWrite(writes as never[], { ordered: false });
  } catch (error) {
    duplicatesOf(error);
  }
}
