import type { Laurel } from '../../laurel.ts';
import { claimId } from '../../store/claims.ts';
import type { ClaimDocument } from '../../store/documents.ts';
import type { ExpectedClaims } from './expected.ts';
import type { Findings } from './findings.ts';

const FIRST: readonly ClaimDocument['kind'][] = ['externalId', 'code'];

/** Whether a member was being made when the process was stopped: what is claimed before the profile is all there is. */
async function isBegun(
  { store }: Laurel,
  { kind, member, program }: Pick<ClaimDocument, 'kind' | 'member' | 'program'>,
  members: Map<string, string>,
): Promise<boolean> {
  if (members.has(member) || !FIRST.includes(kind)) return false;
  return (await store.entries.collection.findOne({ program, member } as never, { projection: { _id: 1 } })) === null;
}

/**
 * Every claim must name a member that the store has, and every claim that the logs and profiles tell of must be held by whom
 * they say. A claim that no entry tells of is no fault: its writer was stopped before the entry and will come back for it. So is one on an id
 * or a code whose member is not made yet and has no log: the next who needs that member makes it.
 * @returns how many claims were looked at
 */
export async function auditClaims(laurel: Laurel, expected: ExpectedClaims, findings: Findings): Promise<number> {
  const { store } = laurel;
  const members = new Map<string, string>();
  for await (const { _id, program } of store.members.collection.find({}, { projection: { program: 1 } })) {
    members.set(String(_id), String(program));
  }
  const held = new Map<string, Pick<ClaimDocument, 'member' | 'kind'>>();
  for await (const document of store.claims.collection.find({}, { projection: { member: 1, program: 1, kind: 1 } })) {
    const claim = document as unknown as Pick<ClaimDocument, '_id' | 'member' | 'program' | 'kind'>;
    held.set(claim._id, claim);
    if (members.get(claim.member) !== claim.program && !(await isBegun(laurel, claim, members))) {
      findings.add('claims', claim._id, `it belongs to ${claim.member}, whom the program does not have`);
    }
  }
  for (const [claim, holders] of expected.all()) {
    const holder = held.get(claim);
    if (holder === undefined) findings.add('claims', claim, `it is missing; ${[...holders].join(' or ')} must hold it`);
    else if (!expected.leadToOne(holder.member, holders))
      findings.add(
        'claims',
        claim,
        `${holder.member} holds this ${holder.kind}, and the logs say ${[...holders].join(' or ')}`,
      );
  }
  for await (const document of store.members.collection.find({ externalId: { $type: 'string' } })) {
    const claim = claimId(String(document.program), 'externalId', String(document.externalId));
    const holder = held.get(claim)?.member;
    if (holder !== String(document._id)) {
      findings.add(
        'members',
        String(document._id),
        `its externalId is ${holder === undefined ? 'nobody’s' : `that of ${holder}`} by claim`,
      );
    }
  }
  return held.size;
}
