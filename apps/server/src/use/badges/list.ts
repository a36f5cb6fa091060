import type { BadgeStandView } from '@laurel/contract';
import { badgeStands } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { told } from '../../store/faults.ts';
import { nowOf } from '../members/clock.ts';
import { findMember } from '../members/find.ts';
import { badgeStandOf } from './stand.ts';

/**
 * Every badge of a program: how it is had, how many have it, and, with a member, since when they do.
 * @throws LaurelError `member_not_found`
 */
export async function listBadges(
  laurel: Laurel,
  program: PublishedProgram,
  { member, locale }: { member: string | undefined; locale: string },
): Promise<BadgeStandView[]> {
  try {
    const found = member === undefined ? null : await findMember(laurel, program.id, member);
    const [stand, state] = await Promise.all([
      badgeStandOf(laurel, program),
      found ? laurel.log.state(program.id, found._id) : null,
    ]);
    const now = found ? nowOf(laurel, found) : laurel.now();
    return badgeStands(program.document, stand, { now, locale, held: state?.badges ?? null });
  } catch (error) {
    throw told(error);
  }
}
