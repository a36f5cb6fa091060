import type { BoardView } from '@laurel/contract';
import { textOf } from '@laurel/engine';
import { LaurelError, type PublishedProgram } from '../../laurel.ts';
import { readBoardCursor, writeBoardCursor } from './cursor.ts';
import { type FoundBoard, findBoard, type Hall } from './find.ts';
import { type FoundList, findList, type ListQuestion } from './list.ts';
import { metricOf, prizesOf, rowsOf } from './rows.ts';

export interface PageQuestion extends ListQuestion {
  board?: string | undefined;
  period?: string | undefined;
  cursor?: string | undefined;
  limit: number;
  /** Rows from the top that may be seen at all; by default every one. */
  most?: number;
}

/**
 * A page of a board, from the top or after a cursor.
 * @throws LaurelError `board_not_found`, `bad_request` for a cursor that is none, or groups where there are none
 */
export async function boardPage(hall: Hall, program: PublishedProgram, question: PageQuestion): Promise<BoardView> {
  const found = await findBoard(hall, program, question);
  return viewOf(hall, program, found, await findList(hall, program, found, question, null), question);
}

/** A page of a list that was found. */
export async function viewOf(
  hall: Hall,
  program: PublishedProgram,
  found: FoundBoard,
  { list, standings, view }: FoundList,
  question: Omit<PageQuestion, 'board' | 'period' | 'view' | 'group'>,
): Promise<BoardView> {
  const { board, period, salt } = found;
  const { locale, most = Number.POSITIVE_INFINITY } = question;
  const of = JSON.stringify([board.id, period.id, view.kind, list]);
  const from =
    question.cursor === undefined ? 0 : await standings.after(list, readBoardCursor(salt, of, question.cursor));
  if (from === null) throw new LaurelError('bad_request', [{ path: 'cursor', message: 'not a cursor of this list' }]);
  const limit = Math.max(0, Math.min(question.limit, most - from));
  // What is told together is read at one moment: names come later, but rows and version belong to each other.
  const { version } = found.standings;
  const size = standings.size(list);
  const [ranks, members] = await Promise.all([standings.page(list, from, limit), size]);
  const end = from + ranks.length;
  const last = ranks.at(-1);
  return {
    board: board.id,
    name: textOf(board.name, locale, board.id),
    metric: metricOf(board),
    ties: board.ties,
    period,
    list: view,
    members,
    rows: await rowsOf(hall, found, list, ranks, locale),
    prizes: prizesOf(board),
    filling: await hall.boards.filling(program.id),
    next: last && end < Math.min(members, most) ? writeBoardCursor(salt, of, standings.mark(last, end)) : null,
    version: { process: hall.laurel.process, n: version },
  };
}
