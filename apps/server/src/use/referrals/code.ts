import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { claimCode, plain } from '../../log/codes.ts';
import type { MemberDocument } from '../../store/documents.ts';
import { CODE_LETTERS } from '../members/ensure.ts';

/** The member's referral code, made where there is none yet; null where the program has no referral. */
export async function referralCodeOf(
  laurel: Laurel,
  program: PublishedProgram,
  member: Pick<MemberDocument, '_id' | 'referralCode'>,
): Promise<string | null> {
  return program.document.referral ? ownCode(laurel, program, member) : member.referralCode;
}

/** The code by which others find a member, made where there is none yet. */
export async function ownCode(
  laurel: Laurel,
  program: PublishedProgram,
  member: Pick<MemberDocument, '_id' | 'referralCode'>,
): Promise<string> {
  if (member.referralCode !== null) return member.referralCode;
  const code = await claimCode(laurel.store, program.id, 'code', member._id, plain(CODE_LETTERS));
  const { modifiedCount } = await laurel.store.members.collection.updateOne(
    { _id: member._id, referralCode: null } as never,
    { $set: { referralCode: code } },
  );
  if (modifiedCount === 1) return code;
  // Another process was first; its code is the one that is told, and ours leads to the same member.
  const standing = await laurel.store.members.findById(member._id).lean<MemberDocument>();
  return standing?.referralCode ?? code;
}
