import { dayName, isDaily } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { forgetStandings } from '../../log/standings.ts';
import type { ProgramDocument } from '../../store/documents.ts';
import { sortSegments } from './sort.ts';

const TOGETHER = 50;

/** Once a local day, for programs whose segments go by the calendar or by who is best: counts, and then looks at every member. */
export async function sortDaily(laurel: Laurel, until?: AbortSignal): Promise<void> {
  const { store } = laurel;
  const now = laurel.now();
  const programs = await store.programs.find({}, { _id: 1 }).lean<Pick<ProgramDocument, '_id'>[]>();
  for (const { _id } of programs) {
    const program = await laurel.programs.byId(_id);
    if (!program || !isDaily(program.document)) continue;
    const name = `${dayName(program.document.timeZone, now)}:${program.version}`;
    const standing = (await store.standings.findById(_id).lean()) as { day: string; done: boolean } | null;
    if (standing?.day === name && standing.done) continue;
    if (standing?.day !== name) await countStandings(laurel, program, name);
    for await (const members of membersOf(laurel, _id)) {
      if (until?.aborted) return;
      await Promise.all(
        members.map((member) =>
          sortSegments(laurel, program, member, now).catch((error: unknown) => {
            laurel.logger.warn({ err: error, member }, 'who is in which segment was not written down');
          }),
        ),
      );
    }
    await store.standings.collection.updateOne({ _id, day: name } as never, { $set: { done: true } });
  }
}

/** Counts what so many per cent of those who bought at all have at least. Numbers only are kept of each. */
async function countStandings(laurel: Laurel, program: PublishedProgram, day: string): Promise<void> {
  const spent: number[] = [];
  const orders: number[] = [];
  for await (const members of membersOf(laurel, program.id)) {
    const states = await Promise.all(members.map((member) => laurel.log.recent(program.id, member)));
    for (const state of states) {
      if (state.status !== 'joined' || state.orders <= 0) continue;
      spent.push(state.spent);
      orders.push(state.orders);
    }
  }
  const set = { program: program.id, day, done: false, at: new Date(laurel.now()), members: spent.length };
  const { _id, ...thresholds } = { _id: program.id, spent: thresholdsOf(spent), orders: thresholdsOf(orders) };
  await laurel.store.standings.collection.updateOne(
    { _id } as never,
    { $set: { ...set, ...thresholds } },
    { upsert: true },
  );
  forgetStandings(program.document);
}

/** By per cent, 1 to 100, the value of the last one who is among so many: equal ones are all among them. Place 0 stands for nobody. */
function thresholdsOf(values: number[]): number[] {
  if (values.length === 0) return [];
  const sorted = Float64Array.from(values).sort().reverse();
  return Array.from({ length: 101 }, (_, percent) =>
    percent === 0
      ? Number.MAX_SAFE_INTEGER
      : (sorted[Math.max(1, Math.floor((sorted.length * percent) / 100)) - 1] ?? 0),
  );
}

async function* membersOf({ store }: Laurel, program: string): AsyncIterable<string[]> {
  const cursor = store.members.collection.find({ program } as never, { projection: { _id: 1 } }).sort({ _id: 1 });
  let waiting: string[] = [];
  for await (const { _id } of cursor) {
    waiting.push(String(_id));
    if (waiting.length < TOGETHER) continue;
    yield waiting;
    waiting = [];
  }
  if (waiting.length > 0) yield waiting;
}
