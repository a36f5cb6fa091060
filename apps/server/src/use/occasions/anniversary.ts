import { anniversaryBefore } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { ownerOf } from '../events/orders.ts';
import { submitOwn } from '../facts/own.ts';
import { listens } from './listens.ts';

const TYPE = 'anniversary.reached';
/** What is older is not celebrated any more. */
const LATE = 30 * 86_400_000;

/** Makes the fact that somebody joined so many years ago, once for each year. */
export async function celebrateAnniversary(
  laurel: Laurel,
  program: PublishedProgram,
  member: string,
  now: number,
): Promise<void> {
  if (!listens(program.document, TYPE)) return;
  const state = await laurel.log.recent(program.id, member);
  const reached = anniversaryBefore(program.document, state, now);
  if (!reached || reached.at <= now - LATE) return;
  const { at: occurredAt, years } = reached;
  const stored = await ownerOf(laurel, member);
  await submitOwn(
    laurel,
    program,
    { member, stored },
    { type: TYPE, key: `anniversary:${years}`, data: { years }, occurredAt },
  );
}
