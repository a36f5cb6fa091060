import type { Laurel } from '../../laurel.ts';
import type { PositionDocument } from '../../store/documents.ts';
import { settleOne } from '../import/settle.ts';
import { celebrateAnniversary } from './anniversary.ts';

const POSITION = 'clock';
/** Clocks of processes differ: so far before its last look it looks again, in milliseconds. */
const MARGIN = 300_000;
/** A server that never looked goes so far back. */
const FIRST = 35 * 86_400_000;
const TOGETHER = 100;

/** Sees to every log of which an entry said that something falls due by now. What is there already is left as it is. */
export async function sweepDue(laurel: Laurel, until?: AbortSignal): Promise<void> {
  const { store } = laurel;
  const now = laurel.now();
  const position = await store.positions.findById(POSITION).lean<PositionDocument>();
  const since = (position?.at.getTime() ?? now - FIRST) - MARGIN;
  const cursor = store.entries.collection.find({ due: { $gt: since, $lte: now } } as never, {
    projection: { program: 1, member: 1 },
  });
  let waiting = new Map<string, string>();
  const see = async () => {
    const logs = [...waiting];
    waiting = new Map();
    await Promise.all(logs.map(([member, program]) => seeTo(laurel, program, member, now)));
  };
  for await (const { program, member } of cursor as unknown as AsyncIterable<{ program: string; member: string }>) {
    if (until?.aborted) return;
    waiting.set(member, program);
    if (waiting.size >= TOGETHER) await see();
  }
  await see();
  await store.positions.collection.updateOne(
    { _id: POSITION } as never,
    { $set: { token: null, generation: 0, at: new Date(now) } },
    { upsert: true },
  );
}

/** One log that cannot be settled holds up no other. */
async function seeTo(laurel: Laurel, id: string, member: string, now: number): Promise<void> {
  try {
    const program = await laurel.programs.byId(id);
    if (!program) return;
    await settleOne(laurel, program, member, now);
    await celebrateAnniversary(laurel, program, member, now);
  } catch (error) {
    laurel.logger.warn({ err: error, member }, 'what fell due was not written down');
  }
}
