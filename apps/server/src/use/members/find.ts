import { type Laurel, LaurelError } from '../../laurel.ts';
import { claimId } from '../../store/claims.ts';
import type { ClaimDocument, MemberDocument } from '../../store/documents.ts';
import { knownOf } from './known.ts';
import { storedId } from './person.ts';

/**
 * The member of an account.
 * @throws LaurelError `member_not_found`; `member_closed` when the profile was erased
 */
export async function findMember(laurel: Laurel, program: string, externalId: string): Promise<MemberDocument> {
  const member = await findMemberId(laurel, program, externalId);
  const document = member && (await laurel.store.members.findById(member).lean<MemberDocument>());
  if (!document) throw new LaurelError('member_not_found', { externalId });
  if (document.erasedAt) throw new LaurelError('member_closed', { externalId });
  return document;
}

/** The member's id by its claim, which outlives an erasure; null when nobody has this externalId. */
export async function findMemberId(laurel: Laurel, program: string, externalId: string): Promise<string | null> {
  const stored = storedId({ kind: 'account', id: externalId });
  const known = knownOf(laurel.store, program).get(stored);
  if (known !== undefined) return known;
  const claim = (await laurel.store.claims.collection.findOne({
    _id: claimId(program, 'externalId', stored),
  } as never)) as unknown as ClaimDocument | null;
  return claim?.member ?? null;
}
