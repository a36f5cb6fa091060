import { closesAt, periodById } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../laurel.ts';
import type { PeriodDocument, PositionDocument, ScoreDocument } from '../store/documents.ts';
import { periodId } from './ids.ts';
import { blank } from './register.ts';

const nameOf = (program: string) => `history:${program}`;

/** Where a program's past stands: the boards that its scores are folded for, and the last import. */
async function standing({ store }: Laurel, program: string): Promise<string | null> {
  const [boards, imported] = await Promise.all(
    [`boards:${program}`, `imported:${program}`].map((id) => store.positions.findById(id).lean<PositionDocument>()),
  );
  if (!boards?.token || boards.filling) return null;
  return JSON.stringify([boards.token, imported?.at ?? null]);
}

/** Says that facts of the past were brought in, so that the periods which they fall into are archived anew. */
export async function markImported({ store }: Laurel, program: string): Promise<void> {
  await store.positions.collection.updateOne(
    { _id: `imported:${program}` } as never,
    { $set: { token: null, generation: 0, at: new Date() } },
    { upsert: true },
  );
}

/**
 * Notes every period of the past that somebody has a score in and that nobody noted while it ran, after boards were filled or facts of the
 * past were brought in: they are closed as history. One that was archived as history before is archived anew, unless prizes were granted from it.
 * @param grace milliseconds after its end plus hold
 */
export async function registerHistory(laurel: Laurel, program: PublishedProgram, grace: number): Promise<void> {
  const { store } = laurel;
  const at = await standing(laurel, program.id);
  const looked = await store.positions.findById(nameOf(program.id)).lean<PositionDocument>();
  if (at === null || looked?.token === at) return;
  const { boards, timeZone } = program.document;
  const seen = new Map(boards.map(({ id }) => [id, new Set<string>()]));
  const cursor = store.scores.collection.find({ program: program.id }, { projection: { scores: 1 }, batchSize: 5_000 });
  for await (const { scores } of cursor as unknown as AsyncIterable<ScoreDocument>)
    for (const [board, periods] of Object.entries(scores ?? {}))
      for (const period of Object.keys(periods)) seen.get(board)?.add(period);
  const writes: object[] = [];
  for (const board of boards) {
    for (const id of seen.get(board.id) ?? []) {
      const period = periodById(board, timeZone, id);
      const closes = period && closesAt(board, timeZone, period);
      if (!period || closes === null || closes + grace > laurel.now()) continue;
      const _id = periodId(program.id, board.id, id);
      const set = { definition: board, timeZone, version: program.version, closesAt: new Date(closes) };
      const { _id: __, ...rest } = blank(_id, program.id, board.id, period);
      const fresh: Omit<PeriodDocument, '_id'> = { ...rest, ...set, history: true };
      writes.push(
        { updateOne: { filter: { _id }, update: { $setOnInsert: fresh }, upsert: true } },
        // Closed again by whoever takes it up: what stands is told until then.
        {
          updateOne: {
            filter: { _id, history: true, state: 'closed', prizes: 'none' },
            update: { $set: { ...set, state: 'again' } },
          },
        },
      );
    }
  }
  for (let from = 0; from < writes.length; from += 1_000)
    await store.periods.collection.bulkWrite(writes.slice(from, from + 1_000) as never[], { ordered: true });
  await store.positions.collection.updateOne(
    { _id: nameOf(program.id) } as never,
    { $set: { token: at, generation: 0, at: new Date() } },
    { upsert: true },
  );
}
