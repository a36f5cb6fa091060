import { anniversaryBefore } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { ownerOf } from '../events/orders.ts';
import { submitOwn } from '../facts/own.ts';
import { listens } from './listens.ts';

const TYPE = 'anniversary.reached';
/** What is older is not celebrated any more. */
const LATE = 30 * 86_400_000;

/**
 * Makes the fact that somebody joined so many years ago, once for each year. One that nobody celebrates is written down too: else the log
 * would not say when the next one is, which a later version may celebrate.
 */
export async function celebrateAnniversary(
  laurel: Laurel,
  program: PublishedProgram,
  member: string,
  now: number,
): Promise<void> {
  const state = await laurel.log.recent(program.id, member);
  const reached = anniversaryBefore(program.document, state, now);
  if (!reached) return;
  const { at: occurredAt, years } = reached;
  if (!listens(program.document, TYPE) || occurredAt <= now - LATE) {
    if (state.recordedAt < occurredAt)
      await laurel.log.submit(
        program,
        member,
        { kind: 'settle', key: `\u0001anniversary:${years}`, body: '' },
        { now },
      );
    return;
  }
  const stored = await ownerOf(laurel, member);
  await submitOwn(
    laurel,
    program,
    { member, stored },
    { type: TYPE, key: `anniversary:${years}`, data: { years }, occurredAt },
  );
}
