import type { RedemptionView } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimId, findClaims } from '../../store/claims.ts';
import { told } from '../../store/faults.ts';
import { viewOf } from './view.ts';

/**
 * A redemption as it stands now, with how it goes with the shop's webhook.
 * @throws LaurelError `redemption_not_found`
 */
export async function getRedemption(laurel: Laurel, program: PublishedProgram, id: string): Promise<RedemptionView> {
  try {
    const claim = claimId(program.id, 'redemption', id);
    const member = (await findClaims(laurel.store, [claim])).get(claim)?.member;
    if (member === undefined) throw new LaurelError('redemption_not_found', { redemption: id });
    return await viewOf(laurel, program, { redemption: id, member, replayed: false });
  } catch (error) {
    throw told(error);
  }
}
