import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { forgetSignals } from '../referrals/signals.ts';
import { findMemberId } from './find.ts';

/** The key of a log's last entry. */
export const CLOSE = '\u0001close';

/**
 * Erases a person: the log is closed by its last entry, then the profile is emptied. Entries, sums and the claim of the externalId
 * stay under a tombstone, which names nobody; facts that come later are refused. A second time changes nothing.
 * @throws LaurelError `member_not_found`
 */
export async function removeMember(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
): Promise<{ erased: true }> {
  const member = await findMemberId(laurel, program.id, externalId);
  if (member === null) throw new LaurelError('member_not_found', { externalId });
  await laurel.log.submit(
    program,
    member,
    { kind: 'close', key: CLOSE, body: '', reason: 'erased', into: null },
    { enrol: { guest: false, join: false }, standing: true },
  );
  await laurel.store.members.collection.updateMany({ $or: [{ _id: member }, { mergedInto: member }] } as never, [
    {
      $set: {
        externalId: null,
        profile: { $literal: {} },
        alias: null,
        birthday: null,
        onBoards: false,
        segments: [],
        erasedAt: { $ifNull: ['$erasedAt', new Date(laurel.now())] },
      },
    },
  ]);
  // What nobody asks for any more waits for nothing, and what was told goes.
  await laurel.store.missing.collection.deleteMany({ program: program.id, member, state: 'waiting' } as never);
  await laurel.store.missing.collection.updateMany({ program: program.id, member } as never, {
    $set: { told: { date: null, total: null, email: null, note: null } },
  });
  const merged = await laurel.store.members.collection
    .find({ program: program.id, mergedInto: member } as never, { projection: { _id: 1 } })
    .toArray();
  await forgetSignals(laurel, program.id, [member, ...merged.map(({ _id }) => String(_id))]);
  return { erased: true };
}
