import type { BoardView } from '@laurel/contract';
import { textOf } from '@laurel/engine';
import type { PublishedProgram } from '../../laurel.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { type FoundBoard, findBoard, type Hall } from './find.ts';
import { metricOf, rowsOf } from './rows.ts';

export interface PageQuestion {
  board?: string | undefined;
  period?: string | undefined;
  cursor?: string | undefined;
  limit: number;
  locale: string;
  /** Rows from the top that may be seen at all; by default every one. */
  most?: number;
}

/**
 * A page of a board, from the top or after a cursor.
 * @throws LaurelError `board_not_found`, `bad_request` for a cursor that is none
 */
export async function boardPage(hall: Hall, program: PublishedProgram, question: PageQuestion): Promise<BoardView> {
  return viewOf(hall, await findBoard(hall, program, question), question);
}

/** A page of a board that was found. */
export async function viewOf(hall: Hall, found: FoundBoard, question: PageQuestion): Promise<BoardView> {
  const { board, period, index } = found;
  const { locale, most = Number.POSITIVE_INFINITY } = question;
  const from = question.cursor === undefined ? 0 : readCursor(question.cursor);
  const limit = Math.max(0, Math.min(question.limit, most - from));
  // What is told together is read at one moment: names come later, but rows and version belong to each other.
  const { version } = index;
  const members = index.ranks.size;
  const ranks = index.ranks.page(from, limit);
  const end = from + ranks.length;
  return {
    board: board.id,
    name: textOf(board.name, locale, board.id),
    metric: metricOf(board),
    ties: board.ties,
    period,
    members,
    rows: await rowsOf(hall, found, ranks, locale),
    prizes: board.prizes ?? [],
    next: ranks.length > 0 && end < Math.min(members, most) ? writeCursor(end) : null,
    version: { process: hall.laurel.process, n: version },
  };
}
