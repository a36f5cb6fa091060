import type { HoldInput, HoldView } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimAll, claimOf } from '../../store/claims.ts';
import { told } from '../../store/faults.ts';
import { hashOf } from '../hash.ts';
import { findMember } from '../members/find.ts';
import { enrolOf, personOf } from '../members/person.ts';
import { holdView } from './view.ts';

/**
 * Puts points by for a checkout; once for its key.
 * @throws LaurelError `member_not_found`, `member_closed`, `idempotency_conflict`, or `refused` with the reason
 */
export async function createHold(laurel: Laurel, program: PublishedProgram, input: HoldInput): Promise<HoldView> {
  try {
    return await create(laurel, program, input);
  } catch (error) {
    throw told(error);
  }
}

async function create(
  laurel: Laurel,
  program: PublishedProgram,
  { key, member: externalId, points, goods }: HoldInput,
): Promise<HoldView> {
  const member = await findMember(laurel, program.id, externalId);
  const hold = `hold_${hashOf([program.id, key])}`;
  const body = hashOf({ hold: points, goods });
  const said = `${body}.${hashOf(externalId)}`;
  const keyClaim = claimOf(program.id, 'key', key, member._id, { body: said });
  const standing = await claimAll(laurel.store, [keyClaim, claimOf(program.id, 'hold', hold, member._id)]);
  await laurel.step('claimed');
  const before = standing.get(keyClaim._id);
  if (before && before.body !== said) throw new LaurelError('idempotency_conflict', { key });
  const submitted = await laurel.log.submit(
    program,
    member._id,
    { kind: 'hold', key, body, hold, points, goods },
    { standing: before !== undefined, enrol: enrolOf(program.document, personOf(member.externalId ?? '')) },
  );
  const { entry } = submitted;
  if (entry.outcome === 'refused')
    throw new LaurelError('refused', { reason: entry.reason, entry: `${entry.member}:${entry.seq}` });
  return holdView(laurel, program, member, hold, submitted.replayed);
}
