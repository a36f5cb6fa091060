import type { BoardView } from '@laurel/contract';
import { type Ranked, textOf } from '@laurel/engine';
import { LaurelError, type PublishedProgram } from '../../laurel.ts';
import { readBoardCursor, writeBoardCursor } from './cursor.ts';
import { type FoundBoard, findBoard, type Hall } from './find.ts';
import { type FoundList, findList, type ListQuestion } from './list.ts';
import { metricOf, prizesOf, rowsOf } from './rows.ts';
import { onward, type Soon } from './standings.ts';

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
  list: FoundList,
  question: PageAsked,
): Promise<BoardView> {
  return tellPage(hall, program, found, { list, read: await readPage(found, list, question), question });
}

type PageAsked = Omit<PageQuestion, 'board' | 'period' | 'view' | 'group'>;

/** What of a page moves with the board. */
export interface PageRead {
  ranks: Ranked[];
  members: number;
  next: string | null;
  version: number;
}

/** Reads a page at one moment: where the board is in memory, before anything else happens. */
export function readPage(found: FoundBoard, list: FoundList, question: PageAsked): Soon<PageRead> {
  const { salt } = found;
  const { standings } = list;
  const { most = Number.POSITIVE_INFINITY, cursor } = question;
  const of = cursorOf(found, list);
  const from = cursor === undefined ? 0 : standings.after(list.list, readBoardCursor(salt, of, cursor));
  return onward(from, (start) => {
    if (start === null)
      throw new LaurelError('bad_request', [{ path: 'cursor', message: 'not a cursor of this list' }]);
    const { version } = found.standings;
    return onward(standings.size(list.list), (members) =>
      onward(standings.page(list.list, start, Math.max(0, Math.min(question.limit, most - start))), (ranks) => {
        const end = start + ranks.length;
        const last = ranks.at(-1);
        const goesOn = last && end < Math.min(members, most);
        const next = goesOn ? writeBoardCursor(salt, of, standings.mark(last, end)) : null;
        return { ranks, members, next, version };
      }),
    );
  });
}

function cursorOf({ board, period }: FoundBoard, { list, view }: FoundList): string {
  return JSON.stringify([board.id, period.id, view.kind, list]);
}

/** A page that was read, with names. */
export async function tellPage(
  hall: Hall,
  program: PublishedProgram,
  found: FoundBoard,
  { list: { list, view }, read, question }: { list: FoundList; read: PageRead; question: PageAsked },
): Promise<BoardView> {
  const { board, period } = found;
  const { locale } = question;
  return {
    board: board.id,
    name: textOf(board.name, locale, board.id),
    metric: metricOf(board),
    ties: board.ties,
    period,
    list: view,
    members: read.members,
    rows: await rowsOf(hall, found, list, read.ranks, locale),
    prizes: prizesOf(board),
    filling: await hall.boards.filling(program.id),
    next: read.next,
    version: { process: hall.laurel.process, n: read.version },
  };
}
