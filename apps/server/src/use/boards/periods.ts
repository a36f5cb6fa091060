import type { ClosedPeriodView, Page } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { periodId } from '../../periods/ids.ts';
import type { PeriodDocument } from '../../store/documents.ts';

/**
 * Closed periods of a board, newest first, also of one that the program has no more.
 * @throws LaurelError `bad_request` for a cursor that is none
 */
export async function listPeriods(
  laurel: Laurel,
  program: PublishedProgram,
  { board, cursor, limit }: { board: string; cursor?: string | undefined; limit: number },
): Promise<Page<ClosedPeriodView>> {
  const before = cursor === undefined ? null : new Date(cursor);
  if (before && Number.isNaN(before.getTime()))
    throw new LaurelError('bad_request', [{ path: 'cursor', message: 'not a cursor of this list' }]);
  const found = await laurel.store.periods
    .find({ program: program.id, board, archive: { $ne: null }, ...(before ? { endsAt: { $lt: before } } : {}) })
    .sort({ endsAt: -1 })
    .limit(limit)
    .lean<PeriodDocument[]>();
  const last = found.length === limit ? found.at(-1) : undefined;
  return { rows: found.map(viewOf), next: last ? last.endsAt.toISOString() : null };
}

/**
 * Has the prizes of a closed period granted that was history, and so won nothing by itself. Asked again, it changes nothing.
 * @throws LaurelError `board_not_found` where no such period is closed
 */
export async function grantPeriod(
  laurel: Laurel,
  program: PublishedProgram,
  { board, period }: { board: string; period: string },
): Promise<ClosedPeriodView> {
  const _id = periodId(program.id, board, period);
  const wanted = { _id, state: 'closed', prizes: 'none', 'definition.prizes.0': { $exists: true } };
  await laurel.store.periods.collection.updateOne(wanted as never, { $set: { prizes: 'due', done: false } });
  const found = await laurel.store.periods.findById(_id).lean<PeriodDocument>();
  if (!found?.archive) throw new LaurelError('board_not_found', { board, period });
  return viewOf(found);
}

function viewOf({
  period,
  startsAt,
  endsAt,
  closesAt,
  members,
  prizes,
  winners,
  points,
  history,
}: PeriodDocument): ClosedPeriodView {
  return {
    period,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    closedAt: closesAt.toISOString(),
    members,
    prizes,
    winners,
    points,
    history,
  };
}
