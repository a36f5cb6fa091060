import type { Board, PeriodView } from '@laurel/contract';
import { periodById } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import type { Boards } from '../../project/boards/open.ts';
import { periodAt, periodView } from '../../project/boards/period.ts';
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
 * Finds a board of the published program, by default its first, and a period of it, by default the running one.
 * @throws LaurelError `board_not_found`
 */
export async function findBoard(
  { laurel, boards }: Hall,
  program: PublishedProgram,
  asked: { board?: string | undefined; period?: string | undefined },
): Promise<FoundBoard> {
  const { document } = program;
  const { timeZone } = document;
  const board = asked.board === undefined ? document.boards[0] : document.boards.find(({ id }) => id === asked.board);
  if (!board) throw new LaurelError('board_not_found', { board: asked.board ?? null });
  const now = laurel.now();
  const period =
    asked.period === undefined ? periodAt(board, timeZone, now) : periodById(board, timeZone, asked.period);
  if (!period) throw new LaurelError('board_not_found', { board: board.id, period: asked.period ?? null });
  const index = await boards.get(program, board, period.id);
  return {
    board,
    period: periodView(board, timeZone, period, now),
    standings: liveStandings(index, timeZone, now),
    salt: index.salt,
  };
}
