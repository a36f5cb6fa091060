import type { HoldView } from '@laurel/contract';
import type { Command } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimAll, claimOf } from '../../store/claims.ts';
import { told } from '../../store/faults.ts';
import { hashOf } from '../hash.ts';
import { submitFollowing } from '../merges/follow.ts';
import { findHolder } from './find.ts';
import { holdView } from './view.ts';

/**
 * Pays an order with the points of a hold; once, and again for the same order changes nothing.
 * @throws LaurelError `hold_not_found`, `idempotency_conflict`, or `refused` with the reason
 */
export function confirmHold(
  laurel: Laurel,
  program: PublishedProgram,
  { id: hold, orderId, key = `confirm:${hold}` }: { id: string; orderId: string; key?: string | undefined },
): Promise<HoldView> {
  return end(laurel, program, hold, key, { kind: 'confirm', hold, subject: `order:${orderId}` });
}

/**
 * Lets go of the points of a hold before its time is over.
 * @throws LaurelError `hold_not_found`, `idempotency_conflict`, or `refused` with the reason
 */
export function releaseHold(
  laurel: Laurel,
  program: PublishedProgram,
  { id: hold, key = `release:${hold}` }: { id: string; key?: string | undefined },
): Promise<HoldView> {
  return end(laurel, program, hold, key, { kind: 'unhold', hold });
}

type Ending =
  | Omit<Extract<Command, { kind: 'confirm' }>, 'key' | 'body'>
  | Omit<Extract<Command, { kind: 'unhold' }>, 'key' | 'body'>;

async function end(
  laurel: Laurel,
  program: PublishedProgram,
  hold: string,
  key: string,
  ending: Ending,
): Promise<HoldView> {
  try {
    const member = await findHolder(laurel, program.id, hold);
    const body = hashOf(ending);
    const keyClaim = claimOf(program.id, 'key', key, member._id, { body });
    const before = (await claimAll(laurel.store, [keyClaim])).get(keyClaim._id);
    await laurel.step('claimed');
    if (before && before.body !== body) throw new LaurelError('idempotency_conflict', { key });
    const command: Command = { ...ending, key, body };
    const { entry, replayed } = await submitFollowing(laurel, program, member._id, command, {
      standing: before !== undefined,
    });
    if (entry.outcome === 'refused') throw new LaurelError('refused', { reason: entry.reason });
    return await holdView(laurel, program, member, hold, replayed);
  } catch (error) {
    throw told(error);
  }
}
