import { randomUUID } from 'node:crypto';
import type { MemberView } from '@laurel/contract';
import type { Command } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimAll, claimOf } from '../../store/claims.ts';
import { told } from '../../store/faults.ts';
import { hashOf } from '../hash.ts';
import { submitFollowing } from '../merges/follow.ts';
import { findMember } from './find.ts';
import { getMember } from './get.ts';
import { enrolOf, personOf } from './person.ts';

/** What a member does, or the shop for them, that needs nothing but itself and comes to the same when it is done twice. */
export type Act =
  Extract<Command, { kind: 'joinChallenge' | 'pauseStreak' | 'giveFreezes' | 'handBadge' }> extends infer Of
    ? Of extends Command
      ? Omit<Of, 'key' | 'body' | 'imported'>
      : never
    : never;

/**
 * Does something on a member's log. @returns the member after it
 * @throws LaurelError `member_not_found`, `member_closed`, `idempotency_conflict`, or `refused` with the reason
 */
export async function actFor(
  laurel: Laurel,
  program: PublishedProgram,
  { key: said, member: externalId, act }: { key?: string; member: string; act: Act },
  options: { locale?: string } = {},
): Promise<MemberView> {
  try {
    const member = await findMember(laurel, program.id, externalId);
    const key = said ?? `\u0001act:${randomUUID()}`;
    const body = hashOf({ act, of: externalId });
    const claim = claimOf(program.id, 'key', key, member._id, { body });
    const before = said === undefined ? undefined : (await claimAll(laurel.store, [claim])).get(claim._id);
    if (before && before.body !== body) throw new LaurelError('idempotency_conflict', { key });
    const enrol = enrolOf(program.document, personOf(member.externalId ?? ''));
    const { entry } = await submitFollowing(
      laurel,
      program,
      before?.member ?? member._id,
      { ...act, key, body },
      { standing: before !== undefined, enrol },
    );
    if (entry.outcome === 'refused') throw new LaurelError('refused', { reason: entry.reason });
    return await getMember(laurel, program, externalId, options);
  } catch (error) {
    throw told(error);
  }
}
