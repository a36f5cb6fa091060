import type { MemberView } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimAll, claimOf } from '../../store/claims.ts';
import type { MemberDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import { findClaimed, findMember } from '../members/find.ts';
import { CLOSE } from '../members/remove.ts';
import { viewMember } from '../members/view.ts';
import { deliverEstate } from './deliver.ts';
import { leadOf } from './follow.ts';

/** Two members, by their own ids. */
interface Pair {
  from: string;
  into: string;
}

/**
 * Merges a member, or a visitor, into another member: all that the one has becomes the other's, and the old id leads on (RULES 26). The same
 * again changes nothing.
 * @returns the member that is left
 * @throws LaurelError `member_not_found`, `member_closed` when one of them was erased or the first was merged elsewhere, `bad_request`
 *   for a member and themselves
 */
export async function mergeMembers(
  laurel: Laurel,
  program: PublishedProgram,
  { from, into, locale }: { from: { member: string } | { guest: string }; into: string; locale?: string },
): Promise<MemberView> {
  try {
    const person =
      'guest' in from ? ({ kind: 'guest', id: from.guest } as const) : ({ kind: 'account', id: from.member } as const);
    const source = await findClaimed(laurel, program.id, person);
    if (source === null) throw new LaurelError('member_not_found', { externalId: person.id });
    const target = await findMember(laurel, program.id, into);
    await merge(laurel, program, { from: source, into: target._id });
    return await viewMember(laurel, program, await documentOf(laurel, target._id), locale);
  } catch (error) {
    throw told(error);
  }
}

/** Both are locked by a claim that says what is to be done, so that whoever finds it can finish it: merges never cross. */
async function merge(laurel: Laurel, program: PublishedProgram, pair: Pair): Promise<void> {
  if (pair.from === pair.into)
    throw new LaurelError('bad_request', { reason: 'a member is not merged with themselves' });
  const body = `${pair.from}>${pair.into}`;
  for (;;) {
    const claims = [pair.from, pair.into]
      .sort()
      .map((member) => claimOf(program.id, 'merge', member, member, { body }));
    const standing = await claimAll(laurel.store, claims);
    await laurel.step('claimed');
    const other = [...standing.values()].find((claim) => claim.body !== body)?.body;
    if (other === undefined) break;
    // What of our own was claimed beside it is given up, so that nobody waits for us.
    await release(laurel, program, pair);
    const [from = '', into = ''] = (other ?? '').split('>');
    await finish(laurel, program, { from, into }).catch((error: unknown) => {
      if (!(error instanceof LaurelError) || error.code !== 'member_closed') throw error;
    });
  }
  await finish(laurel, program, pair);
}

/** Does what a lock says, and opens it. Any number of processes may do it at once. */
async function finish(laurel: Laurel, program: PublishedProgram, pair: Pair): Promise<void> {
  try {
    await close(laurel, program, pair);
  } finally {
    await release(laurel, program, pair);
  }
}

async function close(laurel: Laurel, program: PublishedProgram, { from, into }: Pair): Promise<void> {
  const [source, target] = await Promise.all([from, into].map((member) => laurel.log.state(program.id, member)));
  // A merge that was done leads on, even where its target was merged since.
  const isDone = source?.status === 'closed' && source.into === into;
  if (!isDone && target?.status === 'closed') throw new LaurelError('member_closed', { externalId: into });
  const closing = await laurel.log
    .submit(
      program,
      from,
      { kind: 'close', key: CLOSE, body: into, reason: 'merged', into },
      { enrol: { guest: true, join: false }, standing: true },
    )
    .catch((error: unknown) => {
      if (error instanceof LaurelError && error.code === 'idempotency_conflict')
        throw new LaurelError('member_closed', { externalId: from });
      throw error;
    });
  await laurel.step('merged');
  for (const effect of closing.entry.effects)
    if (effect.kind === 'absorb') await deliverEstate(laurel, program, closing.entry, effect);
}

async function release({ store }: Laurel, program: PublishedProgram, { from, into }: Pair): Promise<void> {
  const claims = [from, into].map((member) => claimOf(program.id, 'merge', member, member));
  await store.claims.collection.deleteMany({
    _id: { $in: claims.map(({ _id }) => _id) },
    body: `${from}>${into}`,
  } as never);
}

async function documentOf(laurel: Laurel, member: string): Promise<MemberDocument> {
  const document = await laurel.store.members.findById(await leadOf(laurel, member)).lean<MemberDocument>();
  if (!document) throw new LaurelError('member_not_found');
  // Erased while the two were merged: nobody is left to tell of.
  if (document.erasedAt) throw new LaurelError('member_closed');
  return document;
}
