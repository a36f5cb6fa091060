import type { Laurel } from '../../laurel.ts';
import type { ClaimDocument } from '../../store/documents.ts';
import type { Findings } from './audit.ts';

/**
 * Every claim must name a member that the store has.
 * @returns how many claims were looked at
 */
export async function auditClaims(laurel: Laurel, findings: Findings): Promise<number> {
  const members = new Map<string, string>();
  for await (const { _id, program } of laurel.store.members.collection.find({}, { projection: { program: 1 } }))
    members.set(String(_id), String(program));
  let claims = 0;
  for await (const document of laurel.store.claims.collection.find({})) {
    const claim = document as unknown as ClaimDocument;
    claims += 1;
    if (members.get(claim.member) !== claim.program)
      findings.add('claims', claim._id, `it belongs to ${claim.member}, whom the program does not have`);
  }
  return claims;
}
