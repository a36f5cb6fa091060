import type { TransferInput, TransferView } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimAll, claimOf } from '../../store/claims.ts';
import { told } from '../../store/faults.ts';
import { hashOf } from '../hash.ts';
import { findMember } from '../members/find.ts';
import { deliverTransfer } from '../merges/deliver.ts';
import { submitFollowing } from '../merges/follow.ts';

/**
 * Sends points from one member to another (RULES 27): they leave the one log and arrive in the other, once.
 * @throws LaurelError `member_not_found`, `member_closed`, `idempotency_conflict`, or `refused` with the reason
 */
export async function transferPoints(
  laurel: Laurel,
  program: PublishedProgram,
  input: TransferInput,
): Promise<TransferView> {
  try {
    return await transfer(laurel, program, input);
  } catch (error) {
    throw told(error);
  }
}

async function transfer(laurel: Laurel, program: PublishedProgram, { key, from, to, points }: TransferInput) {
  const [sender, receiver] = await Promise.all([from, to].map((id) => findMember(laurel, program.id, id)));
  if (!sender || !receiver || sender._id === receiver._id)
    throw new LaurelError('bad_request', { reason: 'points are sent to another member' });
  const { entry: _, ...view } = await sendPoints(laurel, program, {
    key,
    body: hashOf({ transfer: [from, to, points] }),
    from: sender._id,
    to: receiver._id,
    points,
  });
  return { ...view, from, to, points };
}

/**
 * Has points leave one log and arrive in another, once for each key.
 * @throws LaurelError `idempotency_conflict`, `member_closed`, or `refused` with the reason
 */
export async function sendPoints(
  laurel: Laurel,
  program: PublishedProgram,
  { key, body, from, to, points }: { key: string; body: string; from: string; to: string; points: number },
) {
  const { status } = await laurel.log.state(program.id, to);
  if (status !== 'joined') throw new LaurelError('refused', { reason: 'not_joined' });
  const id = `tra_${hashOf([program.id, key])}`;
  const claim = claimOf(program.id, 'key', key, from, { body });
  const before = (await claimAll(laurel.store, [claim])).get(claim._id);
  await laurel.step('claimed');
  if (before && before.body !== body) throw new LaurelError('idempotency_conflict', { key });
  const sent = await submitFollowing(
    laurel,
    program,
    before?.member ?? from,
    { kind: 'send', key, body, transfer: id, to, points },
    { standing: before !== undefined },
  );
  const { entry, replayed } = sent;
  if (entry.outcome === 'refused') throw new LaurelError('refused', { reason: entry.reason });
  await laurel.step('sent');
  for (const effect of entry.effects)
    if (effect.kind === 'receive') await deliverTransfer(laurel, program, entry, effect);
  const left = sent.points ?? (await laurel.log.pointsAfter(entry));
  return { id, at: new Date(entry.recordedAt).toISOString(), replayed, left, entry };
}
