import type { EntitledView } from '@laurel/contract';
import { grantOf, settled } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
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
    const state = await laurel.log.state(program.id, member._id);
    const grant = grantOf(settled(program.document, state, nowOf(laurel, member)).state, entitlement);
    const iso = (at: number | null | undefined) => (at == null ? null : new Date(at).toISOString());
    return { entitlement, entitled: grant !== null, since: iso(grant?.at), until: iso(grant?.until) };
  } catch (error) {
    throw told(error);
  }
}
