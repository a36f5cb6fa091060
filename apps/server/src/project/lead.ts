import type { Laurel } from '../laurel.ts';
import type { WrittenLogs } from '../log/written.ts';
import { projectDelaySeconds } from '../metrics.ts';
import { isHistoryLost } from '../store/faults.ts';
import { catchUp, entriesOf } from './catch-up.ts';
import { type Change, Feed } from './feed.ts';
import { giveAllSeats, giveSeats } from './leagues/give.ts';
import { PIPELINE } from './pipeline.ts';
import { ScoredPrograms } from './programs.ts';
import { applyScores, refoldProgram } from './scores/apply.ts';
import type { Scores } from './scores/fold.ts';
import { isFolded, markFilling, markFolded } from './scores/folded.ts';
import { Additions, applyBatch, commitBatch, lastBatch, type Position } from './sums/batch.ts';

const BATCH = 1_000;
const PATIENCE = 1_000;
/** A quiet log's position is written down so often all the same, so that its token does not fall out of the stream's history. */
const QUIET = 60_000;

export interface Leading {
  /** Throws when the job was not ours all the time. */
  keep(): Promise<void>;
  /** Throws when the job is somebody else's now. */
  keepAlone(): Promise<void>;
  signal: AbortSignal;
  /** Of the lease under which it is done. */
  term: () => number;
  /** Told after each batch, and when there is none. */
  onBatch(waiting: boolean): void;
  /** Logs that need not be read. */
  written?: WrittenLogs;
}

/** Projects for as long as the job is ours. */
export async function lead(
  laurel: Laurel,
  { keep, keepAlone, signal, term, onBatch, ...known }: Leading,
): Promise<void> {
  const { store } = laurel;
  const programs = new ScoredPrograms(laurel);
  const last = await lastBatch(store);
  let position: Position | null = last;
  // Whoever led before may have died between commit and application.
  if (last) await applyBatch(store, last);
  let feed = last && (await reopen(laurel, last.token));
  let asked: string[] = [];
  if (!feed) {
    // Of those who wait already no stream tells.
    asked = (await store.positions.find({ _id: /^ask:/ }, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id);
    position = await catchUp(laurel, programs, { ...known, keep: keepAlone, term });
    // Somebody else made all anew meanwhile: theirs is the newest generation, and the next round goes on from it.
    if ((await lastBatch(store))?.generation !== position.generation) return;
    feed = await reopen(laurel, position.token);
  }
  if (!feed || !position) throw new Error('the change stream lost its history while the log was read');
  const followed = feed;
  const end = () => void followed.close();
  signal.addEventListener('abort', end);
  try {
    await refoldChanged(laurel, programs, term());
    if (asked.length > 0) await store.positions.collection.deleteMany({ _id: { $in: asked } } as never);
    let quietSince = Date.now();
    while (!signal.aborted) {
      const changes = await followed.take(BATCH, PATIENCE);
      await keep();
      if (signal.aborted) return;
      if (changes.length > 0) {
        position = await project(laurel, programs, position, changes, term());
        quietSince = Date.now();
      } else if (Date.now() - quietSince > QUIET) {
        const token = followed.token();
        if (token !== undefined) position = await commitBatch(store, position, token, new Additions(laurel));
        quietSince = Date.now();
      }
      onBatch(followed.waiting);
    }
  } finally {
    signal.removeEventListener('abort', end);
    await followed.close();
  }
}

/** Scores first, which take each entry once however often they are offered it; then the batch, whose insert counts for the sums. */
async function project(
  laurel: Laurel,
  programs: ScoredPrograms,
  position: Position,
  changes: Change[],
  term: number,
): Promise<Position> {
  const { store } = laurel;
  const entries = await entriesOf(laurel, changes);
  await seatThem(laurel, programs, await applyScores(laurel, programs, term, entries));
  const additions = new Additions(laurel);
  for (const entry of entries) await additions.take(entry);
  const next = await commitBatch(store, position, changes.at(-1)?._id, additions);
  const published = new Set(
    changes.flatMap(({ ns, documentKey }) => {
      const id = String(documentKey?._id);
      return ns.coll === 'versions' ? programOf(id) : ns.coll === 'programs' ? id : [];
    }),
  );
  for (const program of published) {
    await programs.refresh(program);
    await refoldIfChanged(laurel, programs, program, term);
  }
  const asked = changes.filter(({ ns }) => ns.coll === 'positions').map(({ documentKey }) => documentKey?._id);
  if (asked.length > 0) await store.positions.collection.deleteMany({ _id: { $in: asked } } as never);
  const now = laurel.now();
  for (const { recordedAt, imported } of entries) {
    if (!imported && Number.isFinite(recordedAt)) projectDelaySeconds.observe(Math.max(0, now - recordedAt) / 1_000);
  }
  return next;
}

/** A version's id is its program's and its number. */
const programOf = (version: string) => version.slice(0, version.lastIndexOf(':'));

/** Null when the stream's history no longer reaches back to the token. */
async function reopen(laurel: Laurel, token: unknown): Promise<Feed | null> {
  const { db } = laurel.store.connection;
  if (!db) throw new Error('the store is not connected');
  try {
    return await Feed.open(db, PIPELINE, token);
  } catch (error) {
    if (!isHistoryLost(error)) throw error;
    laurel.logger.warn('the history of the change stream is gone; scores and sums are made anew from the logs');
    return null;
  }
}

/** Folds the scores of programs whose boards changed since their scores were last folded as a whole. */
async function refoldChanged(laurel: Laurel, programs: ScoredPrograms, term: number): Promise<void> {
  const all = await laurel.store.programs.find({}, { _id: 1 }).lean<{ _id: string }[]>();
  for (const { _id } of all) {
    // One may have been published while the logs were read.
    await programs.refresh(_id);
    await refoldIfChanged(laurel, programs, _id, term);
    // Whoever led before may have died between scores and seats.
    const scored = await programs.get(_id);
    if (scored) await giveAllSeats(laurel, _id, scored);
  }
}

async function refoldIfChanged(laurel: Laurel, programs: ScoredPrograms, program: string, term: number): Promise<void> {
  const scored = await programs.get(program);
  if (!scored) return;
  if (await isFolded(laurel, program, scored)) return;
  const of = await laurel.store.members.countDocuments({ program });
  await markFilling(laurel, program, 0, of);
  // Members may be made meanwhile.
  await refoldProgram(laurel, program, scored, term, (done) => markFilling(laurel, program, Math.min(done, of), of));
  await markFolded(laurel, program, scored);
  await giveAllSeats(laurel, program, scored);
}

/** Whoever scored on a league for the first time joins a cohort. */
async function seatThem(laurel: Laurel, programs: ScoredPrograms, moved: Scores[]): Promise<void> {
  for (const program of new Set(moved.map((scores) => scores.program))) {
    const scored = await programs.get(program);
    const some = moved.filter((scores) => scores.program === program);
    if (scored) await giveSeats(laurel, program, scored, some);
  }
}
