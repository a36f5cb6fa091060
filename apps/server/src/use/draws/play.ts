import type { DrawnView } from '@laurel/contract';
import { drawnView } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimAll, claimOf } from '../../store/claims.ts';
import { told } from '../../store/faults.ts';
import { hashOf } from '../hash.ts';
import { findMember } from '../members/find.ts';
import { enrolOf, personOf } from '../members/person.ts';
import { submitFollowing } from '../merges/follow.ts';

/**
 * One try of a draw; the same key is the same try, and comes to the same.
 * @throws LaurelError `member_not_found`, `member_closed`, `idempotency_conflict`, or `refused` with the reason
 */
export async function playDraw(
  laurel: Laurel,
  program: PublishedProgram,
  { key, member: externalId, draw }: { key: string; member: string; draw: string },
  locale: string,
): Promise<DrawnView & { replayed: boolean }> {
  try {
    const member = await findMember(laurel, program.id, externalId);
    const body = hashOf({ draw, of: externalId });
    const claim = claimOf(program.id, 'key', key, member._id, { body });
    const before = (await claimAll(laurel.store, [claim])).get(claim._id);
    await laurel.step('claimed');
    if (before && before.body !== body) throw new LaurelError('idempotency_conflict', { key });
    const { entry, replayed } = await submitFollowing(
      laurel,
      program,
      before?.member ?? member._id,
      { kind: 'draw', key, body, draw },
      { standing: before !== undefined, enrol: enrolOf(program.document, personOf(member.externalId ?? '')) },
    );
    const judged = await laurel.programs.version(program.id, entry.version);
    const drawn = drawnView(judged ?? program.document, entry, locale);
    if (!drawn) throw new LaurelError('refused', { reason: entry.reason });
    return { ...drawn, replayed };
  } catch (error) {
    throw told(error);
  }
}
