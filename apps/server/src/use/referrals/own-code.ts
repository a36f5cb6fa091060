import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimAll, claimOf } from '../../store/claims.ts';
import { told } from '../../store/faults.ts';
import { findMember } from '../members/find.ts';
import { normalCode } from './resolve.ts';

/** How often a member may take another code. */
const CODES = 10;

/**
 * Gives a member a code of their own wish. The codes that they had before go on leading to them, so that no link that was sent breaks.
 * @throws LaurelError `member_not_found`, `member_closed`; `claim_conflict` when somebody else has it; `bad_request` for a word that
 *   the program refuses, or after ten codes; `not_found` where the program has no recommendations
 */
export async function takeOwnCode(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  wish: string,
): Promise<{ code: string }> {
  try {
    if (!program.document.referral) throw new LaurelError('not_found');
    const { _id: member, ownCodes = 0, referralCode } = await findMember(laurel, program.id, externalId);
    const code = wish.trim().toUpperCase();
    if (referralCode !== null && code === referralCode) return { code };
    const plain = normalCode(code).toLowerCase();
    if (program.document.names?.refuse.some((word) => plain.includes(word.toLowerCase().replace(/[\s-]/g, ''))))
      throw new LaurelError('bad_request', [{ path: 'code', message: 'this word may not stand in a code' }]);
    if (ownCodes >= CODES)
      throw new LaurelError('bad_request', [{ path: 'code', message: `a member takes at most ${CODES} codes` }]);
    const claim = claimOf(program.id, 'code', normalCode(code), member);
    const standing = (await claimAll(laurel.store, [claim])).get(claim._id);
    if (standing && standing.member !== member) throw new LaurelError('claim_conflict', { code });
    await laurel.store.members.collection.updateOne(
      { _id: member } as never,
      { $set: { referralCode: code }, $inc: { ownCodes: standing ? 0 : 1 } } as never,
    );
    return { code };
  } catch (error) {
    throw told(error);
  }
}
