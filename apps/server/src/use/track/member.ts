import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { ensureMembers } from '../members/ensure.ts';
import { storedId } from '../members/person.ts';

/** The log of whoever a member token speaks of; made where nobody has heard of them. */
export async function ensureOwn(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
): Promise<{ member: string; stored: string }> {
  const stored = storedId({ kind: 'account', id: externalId });
  const member = (await ensureMembers(laurel, program, [stored])).get(stored) ?? '';
  return { member, stored };
}
