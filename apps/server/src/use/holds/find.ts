import { type Laurel, LaurelError } from '../../laurel.ts';
import { claimId, findClaims } from '../../store/claims.ts';
import type { MemberDocument } from '../../store/documents.ts';

/**
 * The member who holds points under an id.
 * @throws LaurelError `hold_not_found`
 */
export async function findHolder(laurel: Laurel, program: string, hold: string): Promise<MemberDocument> {
  const claim = claimId(program, 'hold', hold);
  const id = (await findClaims(laurel.store, [claim])).get(claim)?.member;
  const member = id === undefined ? null : await laurel.store.members.findById(id).lean<MemberDocument>();
  if (!member) throw new LaurelError('hold_not_found', { hold });
  return member;
}
