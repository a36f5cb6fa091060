import { type Laurel, LaurelError } from '../../laurel.ts';
import { claimId, findClaims } from '../../store/claims.ts';
import type { MemberDocument } from '../../store/documents.ts';

/** A code as it was issued, and the member whose coupon it is. */
export interface FoundCoupon {
  code: string;
  member: MemberDocument;
}

/**
 * Finds a coupon by its code, however it was typed: as it stands, or in capitals without blanks.
 * @throws LaurelError `coupon_not_found`
 */
export async function findCoupon(laurel: Laurel, program: string, typed: string): Promise<FoundCoupon> {
  const codes = [...new Set([typed, typed.trim().toUpperCase(), typed.replace(/\s/g, '').toUpperCase()])];
  const claims = await findClaims(
    laurel.store,
    codes.map((code) => claimId(program, 'coupon', code)),
  );
  for (const code of codes) {
    const claim = claims.get(claimId(program, 'coupon', code));
    const member = claim && (await laurel.store.members.findById(claim.member).lean<MemberDocument>());
    if (member) return { code, member };
  }
  throw new LaurelError('coupon_not_found');
}
