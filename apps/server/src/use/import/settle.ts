import { setImmediate } from 'node:timers/promises';
import { settled } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { sortSegments } from '../segments/sort.ts';

const TOGETHER = 200;
/** So many that go together are worked on at once: while the store writes some, others are decided. */
const LANES = 3;

/** Writes down what fell due for some members: every read is exact without it, but sums over members are of what is written. */
export async function settleDue(laurel: Laurel, program: PublishedProgram, members: Iterable<string>): Promise<void> {
  const now = laurel.now();
  const waiting = [...members];
  const lane = async (_: unknown, at: number) => {
    // What is decided in one turn is written together, and answered together: lanes that began at once would stay in step.
    for (let turn = 0; turn < 2 * at; turn += 1) await setImmediate();
    while (waiting.length > 0)
      await Promise.all(
        waiting.splice(0, TOGETHER).map((member) =>
          // First what came about meanwhile: an entry of today would stand before it.
          sortSegments(laurel, program, member, now, { imported: true }).then(() =>
            settleOne(laurel, program, member, now, { imported: true }),
          ),
        ),
      );
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** Writes down what fell due in one log, if anything did. */
export async function settleOne(
  laurel: Laurel,
  program: PublishedProgram,
  member: string,
  now: number,
  options: { imported?: true } = {},
): Promise<void> {
  const state = await laurel.log.recent(program.id, member);
  if (state.status === 'none' || settled(program.document, state, now).changes.length === 0) return;
  await laurel.log.submit(
    program,
    member,
    // What is due after this entry is another settlement.
    { kind: 'settle', key: `\u0001settle:${state.seq}`, body: '', ...options },
    { now },
  );
}
