import type { UpcomingView } from '@laurel/contract';
import { upcomingView } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { told } from '../../store/faults.ts';
import { findMember } from './find.ts';

/**
 * What becomes of a member's points by itself.
 * @throws LaurelError `member_not_found`, `member_closed`
 */
export async function upcomingOf(laurel: Laurel, program: PublishedProgram, externalId: string): Promise<UpcomingView> {
  try {
    const { _id: member } = await findMember(laurel, program.id, externalId);
    return upcomingView(program.document, await laurel.log.state(program.id, member), laurel.now());
  } catch (error) {
    throw told(error);
  }
}
