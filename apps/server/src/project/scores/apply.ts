import type { Entry } from '@laurel/engine';
import type { Laurel } from '../../laurel.ts';
import type { ScoreDocument } from '../../store/documents.ts';
import { duplicatesOf } from '../../store/faults.ts';
import { logOf, logs } from '../log-reader.ts';
import type { Scored, ScoredPrograms } from '../programs.ts';
import { foldNext, foldScores, noScores } from './fold.ts';

/** Brings the scores of the members of a batch of entries up to date; what they have taken before changes nothing. */
export async function applyScores(laurel: Laurel, programs: ScoredPrograms, entries: Entry[]): Promise<void> {
  const byMember = new Map<string, Entry[]>();
  for (const entry of entries) byMember.set(entry.member, [...(byMember.get(entry.member) ?? []), entry]);
  const found = (await laurel.store.scores.collection
    .find({ _id: { $in: [...byMember.keys()] } } as never)
    .toArray()) as unknown as ScoreDocument[];
  const standing = new Map(found.map((document) => [document._id, document]));
  const writes: object[] = [];
  for (const [member, some] of byMember) {
    const first = some[0];
    const program = first && (await programs.get(first.program));
    if (!first || !program) continue;
    const before = standing.get(member);
    const after = await next(laurel, program, before, some);
    if (!after || after.seq === before?.seq) continue;
    writes.push(
      before
        ? { replaceOne: { filter: { _id: member, seq: before.seq }, replacement: after } }
        : { insertOne: { document: after } },
    );
  }
  await write(laurel, writes);
}

/** The scores after some entries in order, from what stands or, where there is a gap or other boards, from the log. */
async function next(
  laurel: Laurel,
  program: Scored,
  before: ScoreDocument | undefined,
  entries: Entry[],
): Promise<ScoreDocument | null> {
  const first = entries[0];
  if (!first) return null;
  let after: ScoreDocument | null = before ?? noScores(program, first);
  for (const entry of entries) {
    if (entry.seq <= after.seq && after.boards === program.hash) continue;
    after = foldNext(program, after, entry);
    if (!after) return fromLog(laurel, program, first);
  }
  return after;
}

async function fromLog(laurel: Laurel, program: Scored, { program: id, member }: Entry): Promise<ScoreDocument | null> {
  const log = await logOf(laurel.store, id, member);
  return log.length === 0 ? null : foldScores(program, log as [Entry, ...Entry[]]);
}

/** Members whose scores are written at once. */
const CHUNK = 500;

/** Folds every score of a program from the log, as for boards that have changed. Whatever is newer meanwhile stays. */
export async function refoldProgram(laurel: Laurel, id: string, program: Scored): Promise<void> {
  let writes: object[] = [];
  for await (const log of logs(laurel.store, id)) {
    const replacement = foldScores(program, log as [Entry, ...Entry[]]);
    writes.push({
      replaceOne: { filter: { _id: replacement._id, seq: { $lte: replacement.seq } }, replacement, upsert: true },
    });
    if (writes.length >= CHUNK) {
      await write(laurel, writes);
      writes = [];
    }
  }
  await write(laurel, writes);
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
