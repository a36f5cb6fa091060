import type { Board, PeriodView } from '@laurel/contract';
import { type BoardPeriod, periodById, periodOf } from '@laurel/engine';

/** The period of a board that runs at an instant; a season also before it begins and after it has ended. */
export function periodAt(board: Board, timeZone: string, at: number): BoardPeriod | null {
  const running = periodOf(board, timeZone, at);
  return running ?? (typeof board.period === 'object' ? periodById(board, timeZone, board.period.season) : null);
}

/** A period as it is told, as long as it is not closed. Held: it has ended, and late facts are still taken. */
export function periodView({ id, startsAt, endsAt }: BoardPeriod, now: number): PeriodView {
  return {
    id,
    startsAt: startsAt === null ? null : new Date(startsAt).toISOString(),
    endsAt: endsAt === null ? null : new Date(endsAt).toISOString(),
    state: endsAt === null || now < endsAt ? 'open' : 'held',
  };
}
