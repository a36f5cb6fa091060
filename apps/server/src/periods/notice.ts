import type { Laurel } from '../laurel.ts';
import type { NoticeDocument, PeriodDocument } from '../store/documents.ts';
import { isDuplicate } from '../store/faults.ts';
import { toldId } from '../use/members/person.ts';
import { winnersOf } from './prizes.ts';

/** Winners that a notice names; all of them are in the archive. */
const NAMED = 100;

/**
 * Writes down that a period was closed, for whoever sends it to the shop: under an id that follows from the period, so that there is one
 * of it however often the job begins anew.
 */
export async function writeNotice(laurel: Laurel, period: PeriodDocument): Promise<void> {
  const { _id, program, board, startsAt, endsAt, closesAt, members, winners, points } = period;
  const named: { member: string; place: number; points: number }[] = [];
  for await (const { member, place, points: won } of winnersOf(laurel, period)) {
    named.push({ member, place, points: won });
    if (named.length === NAMED) break;
  }
  const known = await laurel.store.members
    .find({ _id: { $in: named.map(({ member }) => member) } }, { externalId: 1 })
    .lean<{ _id: string; externalId: string | null }[]>();
  const ids = new Map(known.map((member) => [member._id, member.externalId]));
  const notice: NoticeDocument = {
    _id: `board.period_closed:${_id}`,
    program,
    type: 'board.period_closed',
    at: new Date(laurel.now()),
    data: {
      board,
      period: period.period,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      closedAt: closesAt.toISOString(),
      members,
      prizes: { winners, points },
      winners: named.map(({ member, ...won }) => {
        const stored = ids.get(member) ?? null;
        return { externalId: stored === null ? null : toldId(stored), ...won };
      }),
    },
    sentAt: null,
  };
  await laurel.store.outbox.collection.insertOne(notice as never).catch((error: unknown) => {
    if (!isDuplicate(error)) throw error;
  });
}
