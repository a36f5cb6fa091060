import { type Laurel, LaurelError } from '../../laurel.ts';
import { claimId } from '../../store/claims.ts';
import type { ClaimDocument, MemberDocument } from '../../store/documents.ts';
import { leadOf } from '../merges/follow.ts';
import { knownOf } from './known.ts';
import { type Person, storedId } from './person.ts';

/**
 * The member of an account.
 * @throws LaurelError `member_not_found`; `member_closed` when the profile was erased
 */
export async function findMember(laurel: Laurel, program: string, externalId: string): Promise<MemberDocument> {
  const claimed = await findClaimed(laurel, program, { kind: 'account', id: externalId });
  let document = claimed === null ? null : await laurel.store.members.findById(claimed).lean<MemberDocument>();
  while (document?.mergedInto)
    document = await laurel.store.members.findById(document.mergedInto).lean<MemberDocument>();
  if (!document) throw new LaurelError('member_not_found', { externalId });
  if (document.erasedAt) throw new LaurelError('member_closed', { externalId });
  return document;
}

/** The id of the member that an externalId leads to, by claims that outlive an erasure; null when nobody has this externalId. */
export async function findMemberId(laurel: Laurel, program: string, externalId: string): Promise<string | null> {
  const claimed = await findClaimed(laurel, program, { kind: 'account', id: externalId });
  return claimed === null ? null : leadOf(laurel, claimed);
}

/** The member who claimed an id, whether or not they were merged since; null: nobody did. */
export async function findClaimed(laurel: Laurel, program: string, person: Person): Promise<string | null> {
  const stored = storedId(person);
  const known = knownOf(laurel.store, program).get(stored);
  if (known !== undefined) return known;
  const claim = (await laurel.store.claims.collection.findOne({
    _id: claimId(program, 'externalId', stored),
  } as never)) as unknown as ClaimDocument | null;
  return claim?.member ?? null;
}
