import type { ReferralCaseView, ReferralDecisionInput } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimAll, claimId, claimOf } from '../../store/claims.ts';
import type { ReferralDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import { hashOf } from '../hash.ts';
import { findMember } from '../members/find.ts';
import { viewsOf } from './list.ts';
import { noteReferral } from './note.ts';

/**
 * Somebody's word over a recommendation, with who and why in the friend's log. It stands over the score, and may be turned round again.
 * @throws LaurelError `member_not_found`, `member_closed`, `referral_not_found`, `idempotency_conflict`
 */
export async function decideReferral(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  { key, decision, by, why }: ReferralDecisionInput,
  locale: string,
): Promise<{ view: ReferralCaseView; replayed: boolean }> {
  try {
    const { _id: member } = await findMember(laurel, program.id, externalId);
    const { referral } = await laurel.log.state(program.id, member);
    if (!referral) throw new LaurelError('referral_not_found', { externalId });
    const body = hashOf({ referral: { decision, by, why } });
    const claim = claimOf(program.id, 'key', key, member, { body: `${body}.${hashOf(externalId)}` });
    const standing = (await claimAll(laurel.store, [claim])).get(claimId(program.id, 'key', key));
    if (standing && standing.body !== claim.body) throw new LaurelError('idempotency_conflict', { key });
    const verdict = decision === 'approve' ? 'passed' : 'refused';
    const { entry, replayed } = await laurel.log.submit(
      program,
      member,
      { kind: 'decideReferral', key, body, verdict, by, why },
      { standing: standing !== undefined },
    );
    await noteReferral(laurel, entry);
    const found = await laurel.store.referrals.findById(member).lean<ReferralDocument>();
    const [view] = found ? await viewsOf(laurel, [found], locale) : [];
    if (!view) throw new LaurelError('referral_not_found', { externalId });
    return { view, replayed };
  } catch (error) {
    throw told(error);
  }
}
