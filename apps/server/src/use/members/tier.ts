import type { MemberView, TierGrantInput } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimAll, claimOf } from '../../store/claims.ts';
import { told } from '../../store/faults.ts';
import { hashOf } from '../hash.ts';
import { submitFollowing } from '../merges/follow.ts';
import { findMember } from './find.ts';
import { getMember } from './get.ts';
import { enrolOf, personOf } from './person.ts';

/**
 * Grants a tier by hand until an instant, or, with no tier, ends what was granted by hand.
 * @throws LaurelError `member_not_found`, `member_closed`, `idempotency_conflict`, or `refused` with the reason
 */
export async function grantTier(
  laurel: Laurel,
  program: PublishedProgram,
  input: TierGrantInput,
  options: { locale?: string } = {},
): Promise<MemberView> {
  try {
    const { key, member: externalId, tier, by, why } = input;
    const until = input.until ? Date.parse(input.until) : null;
    const member = await findMember(laurel, program.id, externalId);
    const body = hashOf({ tier, until, by, why, of: externalId });
    const claim = claimOf(program.id, 'key', key, member._id, { body });
    const before = (await claimAll(laurel.store, [claim])).get(claim._id);
    await laurel.step('claimed');
    if (before && before.body !== body) throw new LaurelError('idempotency_conflict', { key });
    const { entry } = await submitFollowing(
      laurel,
      program,
      before?.member ?? member._id,
      { kind: 'grantTier', key, body, tier, until, by, why },
      {
        standing: before !== undefined,
        enrol: enrolOf(program.document, personOf(member.externalId ?? '')),
      },
    );
    if (entry.outcome === 'refused') throw new LaurelError('refused', { reason: entry.reason });
    return await getMember(laurel, program, externalId, options);
  } catch (error) {
    throw told(error);
  }
}
