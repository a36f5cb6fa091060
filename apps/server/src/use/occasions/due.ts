import type { Laurel } from '../../laurel.ts';
import type { PositionDocument } from '../../store/documents.ts';
import { settleOne } from '../import/settle.ts';
import { giveMatured } from '../referrals/mature.ts';
import { sortSegments } from '../segments/sort.ts';
import { celebrateAnniversary } from './anniversary.ts';

const POSITION = 'clock';
/** Clocks of processes differ: so far before its last look it looks again, in milliseconds. */
const MARGIN = 300_000;
/** A server that never looked goes so far back. */
const FIRST = 35 * 86_400_000;
const TOGETHER = 100;

interface Due {
  program: string;
  member: string;
  due: number;
}

/** Sees to every log of which an entry said that something falls due by now. What is there already is left as it is. */
export async function sweepDue(laurel: Laurel, until?: AbortSignal): Promise<void> {
  const { store } = laurel;
  const now = laurel.now();
  const position = await store.positions.findById(POSITION).lean<PositionDocument>();
  const since = (position?.at.getTime() ?? now - FIRST) - MARGIN;
  const cursor = store.entries.collection.find({ due: { $gt: since, $lte: now } } as never, {
    projection: { program: 1, member: 1, due: 1 },
  });
  let waiting = new Map<string, { program: string; due: number }>();
  const see = async () => {
    const logs = [...waiting];
    waiting = new Map();
    await Promise.all(logs.map(([member, { program, due }]) => seeTo(laurel, program, member, now, due)));
  };
  for await (const { program, member, due } of cursor as unknown as AsyncIterable<Due>) {
    if (until?.aborted) return;
    waiting.set(member, { program, due: Math.max(due, waiting.get(member)?.due ?? due) });
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
async function seeTo(laurel: Laurel, id: string, member: string, now: number, due: number): Promise<void> {
  try {
    const program = await laurel.programs.byId(id);
    if (!program) return;
    await settleOne(laurel, program, member, now);
    await celebrateAnniversary(laurel, program, member, now);
    await giveMatured(laurel, program, member, now);
    await sortSegments(laurel, program, member, now, { due });
  } catch (error) {
    laurel.logger.warn({ err: error, member }, 'what fell due was not written down');
  }
}
