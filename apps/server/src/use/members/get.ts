import type { MemberView } from '@laurel/contract';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { told } from '../../store/faults.ts';
import { findMember } from './find.ts';
import { viewMember } from './view.ts';

/**
 * A member as they stand now.
 * @param options the language of what is said; by default the member's own
 * @throws LaurelError `member_not_found`, or `member_closed` when the person was erased
 */
export async function getMember(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  options: { locale?: string } = {},
): Promise<MemberView> {
  try {
    const member = await findMember(laurel, program.id, externalId);
    return await viewMember(laurel, program, member, options.locale);
  } catch (error) {
    throw told(error);
  }
}
