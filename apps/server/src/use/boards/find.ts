import type { Board, PeriodView } from '@laurel/contract';
import { closesAt, periodById } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { periodId } from '../../periods/ids.ts';
import type { Boards } from '../../project/boards/open.ts';
import { periodAt, periodView } from '../../project/boards/period.ts';
import { saltOf } from '../../project/boards/salt.ts';
import type { PeriodDocument } from '../../store/documents.ts';
import { archivedStandings } from './archived-standings.ts';
import { liveStandings } from './live-standings.ts';
import type { Standings } from './standings.ts';

/** What questions about boards need: a process with its boards in memory. */
export interface Hall {
  laurel: Laurel;
  boards: Boards;
}

/** A board in one period, found. */
export interface FoundBoard {
  board: Board;
  period: PeriodView;
  standings: Standings;
  /** The program's secret that makes row ids opaque. */
  salt: string;
}

/**
 * Finds a board of the published program, by default its first, and a period of it, by default the running one. A closed period comes from
 * its archive, also where the program has no such board any more.
 * @throws LaurelError `board_not_found`
 */
export async function findBoard(
  hall: Hall,
  program: PublishedProgram,
  asked: { board?: string | undefined; period?: string | undefined },
): Promise<FoundBoard> {
  const { laurel, boards } = hall;
  const { document } = program;
  const { timeZone } = document;
  const board = asked.board === undefined ? document.boards[0] : document.boards.find(({ id }) => id === asked.board);
  const now = laurel.now();
  const period =
    board && (asked.period === undefined ? periodAt(board, timeZone, now) : periodById(board, timeZone, asked.period));
  const closes = board && period ? closesAt(board, timeZone, period) : null;
  const name = board?.id ?? asked.board;
  const id = period?.id ?? asked.period;
  if (name !== undefined && id !== undefined && (!period || (closes !== null && closes <= now))) {
    const archived = await archivedBoard(laurel, program, name, id);
    if (archived) return archived;
  }
  if (!board || !period) throw new LaurelError('board_not_found', { board: name ?? null, period: id ?? null });
  const index = await boards.get(program, board, period.id);
  return {
    board,
    period: periodView(period, now),
    standings: liveStandings(index, timeZone, now),
    salt: index.salt,
  };
}

async function archivedBoard(
  { store }: Laurel,
  program: PublishedProgram,
  board: string,
  id: string,
): Promise<FoundBoard | null> {
  const found = await store.periods.findById(periodId(program.id, board, id)).lean<PeriodDocument>();
  if (!found?.archive) return null;
  const period = { id, startsAt: found.startsAt.getTime(), endsAt: found.endsAt.getTime() };
  return {
    board: found.definition,
    period: { ...periodView(period, found.endsAt.getTime()), state: 'closed' },
    standings: archivedStandings(store, found),
    salt: await saltOf(store, program.id),
  };
}
