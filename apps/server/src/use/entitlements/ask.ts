import type { EntitledView } from '@laurel/contract';
import { rightOf, settled } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { standingsOf } from '../../log/standings.ts';
import { told } from '../../store/faults.ts';
import { nowOf } from '../members/clock.ts';
import { findMember } from '../members/find.ts';

/**
 * Whether a member may do a thing now: early access and the like.
 * @throws LaurelError `member_not_found`, `member_closed`
 */
export async function isEntitled(
  laurel: Laurel,
  program: PublishedProgram,
  { externalId, entitlement }: { externalId: string; entitlement: string },
): Promise<EntitledView> {
  try {
    const member = await findMember(laurel, program.id, externalId);
    const [folded, standings] = await Promise.all([
      laurel.log.state(program.id, member._id),
      standingsOf(laurel.store, program),
    ]);
    const { document } = program;
    const { state } = settled(document, folded, nowOf(laurel, member));
    const { attributes = {} } = member.profile;
    const grant = rightOf({ program: document, state, attributes, standings, at: state.recordedAt }, entitlement);
    const iso = (at: number | null | undefined) => (at == null ? null : new Date(at).toISOString());
    return { entitlement, entitled: grant !== null, since: iso(grant?.at), until: iso(grant?.until) };
  } catch (error) {
    throw told(error);
  }
}
