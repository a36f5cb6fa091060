import type { Board } from '@laurel/contract';
import { type BoardPeriod, closesAt, periodById, periodOf } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../laurel.ts';
import type { PeriodDocument } from '../store/documents.ts';
import { periodId } from './ids.ts';

/** Periods before the running one that may still be held, at most so many. */
const HELD = 62;

/**
 * Notes which periods of a program's boards run or are held, so that each is closed whatever becomes of its board until then: a board
 * that is changed or taken away is closed as it was. A period that was over before anybody noted it is history, which wins nothing by itself.
 */
export async function registerPeriods(laurel: Laurel, program: PublishedProgram, known: Set<string>): Promise<void> {
  const { timeZone, boards } = program.document;
  const now = laurel.now();
  const writes: object[] = [];
  for (const board of boards) {
    for (const period of openPeriods(board, timeZone, now)) {
      const _id = periodId(program.id, board.id, period.id);
      const seen = `${_id} ${program.version}`;
      if (known.has(seen)) continue;
      known.add(seen);
      const closes = new Date(closesAt(board, timeZone, period) ?? 0);
      // While it runs, the newest version says how it is scored and what it wins.
      const set = { definition: board, timeZone, version: program.version, closesAt: closes };
      const fresh: Omit<PeriodDocument, keyof typeof set> = {
        ...blank(_id, program.id, board.id, period),
        history: (period.endsAt ?? 0) <= now,
      };
      const { _id: __, ...rest } = fresh;
      writes.push(
        { updateOne: { filter: { _id }, update: { $setOnInsert: { ...rest, ...set } }, upsert: true } },
        { updateOne: { filter: { _id, state: 'open', version: { $lt: program.version } }, update: { $set: set } } },
      );
    }
  }
  if (writes.length > 0) await laurel.store.periods.collection.bulkWrite(writes as never[], { ordered: true });
}

function openPeriods(board: Board, timeZone: string, now: number): BoardPeriod[] {
  const open: BoardPeriod[] = [];
  const { period } = board;
  const season = typeof period === 'object' ? periodById(board, timeZone, period.season) : null;
  let at = season ? season : periodOf(board, timeZone, now);
  for (let n = 0; at && n < HELD; n += 1) {
    const closes = closesAt(board, timeZone, at);
    if (closes === null || closes <= now || (at.startsAt ?? 0) > now) break;
    open.push(at);
    at = season ? null : periodOf(board, timeZone, (at.startsAt ?? 0) - 1);
  }
  return open;
}

/** A period of which nothing is known yet but when it is. */
export function blank(
  _id: string,
  program: string,
  board: string,
  period: BoardPeriod,
): Omit<PeriodDocument, 'definition' | 'timeZone' | 'version' | 'closesAt' | 'history'> {
  return {
    _id,
    program,
    board,
    period: period.id,
    startsAt: new Date(period.startsAt ?? 0),
    endsAt: new Date(period.endsAt ?? 0),
    state: 'open',
    archive: null,
    archivedAt: null,
    members: 0,
    prizes: 'none',
    winners: 0,
    points: 0,
    done: false,
  };
}
