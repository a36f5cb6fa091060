import type { Board, PeriodView } from '@laurel/contract';
import { type BoardPeriod, closesAt, periodById, periodOf } from '@laurel/engine';

/** The period of a board that runs at an instant; a season also before it begins and after it has ended. */
export function periodAt(board: Board, timeZone: string, at: number): BoardPeriod | null {
  const running = periodOf(board, timeZone, at);
  return running ?? (typeof board.period === 'object' ? periodById(board, timeZone, board.period.season) : null);
}

/** A period as it is told. Held: it has ended, and late facts are still taken. */
export function periodView(board: Board, timeZone: string, period: BoardPeriod, now: number): PeriodView {
  const { id, startsAt, endsAt } = period;
  const closed = closesAt(board, timeZone, period);
  return {
    id,
    startsAt: startsAt === null ? null : new Date(startsAt).toISOString(),
    endsAt: endsAt === null ? null : new Date(endsAt).toISOString(),
    state: endsAt === null || now < endsAt ? 'open' : closed !== null && now >= closed ? 'closed' : 'held',
  };
}
