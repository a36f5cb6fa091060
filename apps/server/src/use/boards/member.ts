import type { BoardMeView } from '@laurel/contract';
import type { PublishedProgram } from '../../laurel.ts';
import { findMember } from '../members/find.ts';
import { type FoundBoard, findBoard, type Hall } from './find.ts';
import { rowsOf, showsScores } from './rows.ts';

export interface MemberQuestion {
  board: string;
  externalId: string;
  period?: string | undefined;
  around: number;
  locale: string;
}

/**
 * A member's place on a board, and the rows on each side of it.
 * @throws LaurelError `board_not_found`, `member_not_found`, `member_closed`
 */
export async function boardMember(
  hall: Hall,
  program: PublishedProgram,
  question: MemberQuestion,
): Promise<BoardMeView> {
  const found = await findBoard(hall, program, question);
  const member = await findMember(hall.laurel, program.id, question.externalId);
  return placeOf(hall, found, member._id, question);
}

/** A member's place on a board that was found; `me` is null for somebody who is not on it. */
export async function placeOf(
  hall: Hall,
  found: FoundBoard,
  member: string,
  { around, locale }: { around: number; locale: string },
): Promise<BoardMeView> {
  const { board, period, index } = found;
  const rank = index.ranks.get(member);
  const next = rank && index.ranks.next(member);
  const scores = showsScores(board);
  const ranks = rank && around > 0 ? index.ranks.around(member, around) : [];
  const members = index.ranks.size;
  return {
    board: board.id,
    period,
    members,
    me: rank && {
      id: index.rowId(member),
      place: rank.place,
      score: scores ? rank.score : null,
      toNext: scores ? (next?.points ?? null) : null,
      nextPlace: next?.place ?? null,
    },
    rows: await rowsOf(hall, found, ranks, locale),
  };
}
