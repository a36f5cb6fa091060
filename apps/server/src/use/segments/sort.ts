import { movesUntil, nextMoveAt, type Standings, segmentMoves } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { askedPerson } from '../../log/context.ts';
import { standingsOf } from '../../log/standings.ts';
import { ownerOf } from '../events/orders.ts';
import { hashOf } from '../hash.ts';
import { enrolOf, personOf } from '../members/person.ts';

/** Moves that may follow from one another: a rule for entering may lead into the next segment. */
const ROUNDS = 8;

/**
 * Writes down which segments a member has entered and left, each as a fact of its own under a key that follows from how often they
 * have: however many processes see it, it stands once.
 * @param due when this was to be looked at: if nothing has moved, the log says when it has to be looked at next
 */
export async function sortSegments(
  laurel: Laurel,
  program: PublishedProgram,
  member: string,
  now: number,
  { due, imported }: { due?: number; imported?: true } = {},
): Promise<void> {
  if (program.document.segments.length === 0) return;
  const [{ attributes }, standings] = await Promise.all([
    askedPerson(laurel, program, member),
    standingsOf(laurel.store, program),
  ]);
  if (imported) await sortPast(laurel, program, member, { attributes, standings }, now);
  for (let round = 0; round < ROUNDS; round += 1) {
    const state = await laurel.log.state(program.id, member);
    const at = Math.max(now, state.recordedAt);
    const moment = { program: program.document, state, attributes, standings };
    const moves = segmentMoves(moment, at);
    if (moves.length === 0) {
      if (due !== undefined && state.recordedAt < due && nextMoveAt(moment, at) !== null)
        await laurel.log.submit(
          program,
          member,
          { kind: 'settle', key: `\u0001segments:${state.seq}`, body: '' },
          { now: at },
        );
      return;
    }
    const enrol = enrolOf(program.document, personOf(await ownerOf(laurel, member)));
    for (const { segment, entered, n } of moves) {
      const key = `\u0001segment:${segment}:${n}`;
      const type = entered ? 'segment.entered' : 'segment.left';
      const data = { segment, n };
      const fact = { type, key, occurredAt: at, data };
      await laurel.log
        .submit(
          program,
          member,
          { kind: 'fact', key, body: hashOf({ type, data }), fact, referral: null, ...(imported ? { imported } : {}) },
          { enrol, standing: true, now: at },
        )
        .catch((error: unknown) => {
          if (!(error instanceof LaurelError) || error.code !== 'member_closed') throw error;
        });
    }
  }
}

/** After a history that was brought in: what has become true since its last fact, each as of when it did. */
async function sortPast(
  laurel: Laurel,
  program: PublishedProgram,
  member: string,
  known: { attributes: Record<string, unknown>; standings: Standings | null },
  now: number,
): Promise<void> {
  let state = await laurel.log.state(program.id, member);
  for (const { command } of movesUntil({ program: program.document, ...known }, () => state, now)) {
    const { fact } = command;
    const body = hashOf({ type: fact.type, data: fact.data });
    await laurel.log.submit(program, member, { ...command, body, imported: true }, { standing: true, now });
    state = await laurel.log.state(program.id, member);
  }
}
