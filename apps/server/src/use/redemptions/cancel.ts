import type { RedemptionView } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { giveBack } from '../../log/stock.ts';
import { claimAll, claimId, claimOf, findClaims } from '../../store/claims.ts';
import { told } from '../../store/faults.ts';
import { hashOf } from '../hash.ts';
import { submitFollowing } from '../merges/follow.ts';
import { madeOf } from './made.ts';
import { redemptionView } from './view.ts';

/**
 * Gives the points of a redemption back, once, and its stock.
 * @throws LaurelError `redemption_not_found`, `idempotency_conflict`, or `refused` with the reason
 */
export async function cancelRedemption(
  laurel: Laurel,
  program: PublishedProgram,
  redemption: string,
  key: string,
): Promise<RedemptionView> {
  try {
    return await cancel(laurel, program, redemption, key);
  } catch (error) {
    throw told(error);
  }
}

async function cancel(
  laurel: Laurel,
  program: PublishedProgram,
  redemption: string,
  key: string,
): Promise<RedemptionView> {
  const claim = claimId(program.id, 'redemption', redemption);
  const member = (await findClaims(laurel.store, [claim])).get(claim)?.member;
  const made = member === undefined ? null : await madeOf(laurel, program.id, member, redemption);
  if (member === undefined || !made) throw new LaurelError('redemption_not_found', { redemption });
  const body = hashOf({ cancel: redemption });
  const keyClaim = claimOf(program.id, 'key', key, member, { body });
  const before = (await claimAll(laurel.store, [keyClaim])).get(keyClaim._id);
  await laurel.step('claimed');
  if (before && before.body !== body) throw new LaurelError('idempotency_conflict', { key });
  const submitted = await submitFollowing(
    laurel,
    program,
    member,
    { kind: 'cancel', key, body, redemption },
    { standing: before !== undefined },
  );
  if (submitted.entry.outcome === 'refused') throw new LaurelError('refused', { reason: submitted.entry.reason });
  if (made.reservation !== null) {
    await giveBack(laurel.store, program.id, made.reward, made.reservation, submitted.entry.recordedAt);
    await laurel.step('stock.freed');
  }
  return redemptionView(laurel, program, redemption, submitted);
}
