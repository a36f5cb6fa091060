import type { BoardSummaryView, RanksView } from '@laurel/contract';
import { textOf } from '@laurel/engine';
import type { PublishedProgram } from '../../laurel.ts';
import type { ScoreDocument } from '../../store/documents.ts';
import { findMember } from '../members/find.ts';
import { findBoard, type Hall } from './find.ts';
import { findList } from './list.ts';
import { placeOf } from './member.ts';
import { metricOf } from './rows.ts';

/**
 * A member's place on every board that they stand on now, each on their own list of it. It costs as much as the boards they are on.
 * @throws LaurelError `member_not_found`, `member_closed`
 */
export async function memberRanks(
  hall: Hall,
  program: PublishedProgram,
  externalId: string,
  locale: string,
): Promise<RanksView> {
  const { _id: member } = await findMember(hall.laurel, program.id, externalId);
  const scores = await hall.laurel.store.scores.findById(member, { scores: 1 }).lean<ScoreDocument>();
  const boards: RanksView['boards'] = [];
  for (const board of program.document.boards) {
    if (!scores?.scores?.[board.id]) continue;
    const found = await findBoard(hall, program, { board: board.id });
    const list = await findList(hall, program, found, { locale }, member);
    const { rows: _, ...place } = await placeOf(hall, found, list, member, { around: 0, locale });
    if (place.me) boards.push({ ...place, name: textOf(board.name, locale, board.id) });
  }
  return { boards };
}

/** Every board of the program, as it runs now. */
export async function listBoards(
  hall: Hall,
  program: PublishedProgram,
  locale: string,
): Promise<{ boards: BoardSummaryView[] }> {
  const filling = await hall.boards.filling(program.id);
  const boards: BoardSummaryView[] = [];
  for (const board of program.document.boards) {
    const { period, standings } = await findBoard(hall, program, { board: board.id });
    const name = textOf(board.name, locale, board.id);
    const members = await standings.size({ kind: 'all' });
    boards.push({ board: board.id, name, metric: metricOf(board), period, members, filling });
  }
  return { boards };
}
