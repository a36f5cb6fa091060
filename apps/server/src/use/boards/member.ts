import type { Board, BoardMeView, OwnPlaceView } from '@laurel/contract';
import type { Ranked } from '@laurel/engine';
import type { PublishedProgram } from '../../laurel.ts';
import { findMember } from '../members/find.ts';
import { type FoundBoard, findBoard, type Hall } from './find.ts';
import { type FoundList, findList, type ListQuestion } from './list.ts';
import { rowId, rowsOf, showsScores } from './rows.ts';

export interface MemberQuestion extends ListQuestion {
  board: string;
  externalId: string;
  period?: string | undefined;
  around: number;
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
  const list = await findList(hall, program, found, question, member._id);
  return placeOf(hall, found, list, member._id, question);
}

/** A member's place, or their group's, on a list that was found; `me` is null for somebody who is not on it. */
export async function placeOf(
  hall: Hall,
  found: FoundBoard,
  { list, standings, view }: FoundList,
  member: string,
  { around, locale }: { around: number; locale: string },
): Promise<BoardMeView> {
  const { board, period } = found;
  const id = list.kind === 'groups' ? await found.standings.part(member) : member;
  const rank = id === null ? null : await standings.get(list, id);
  const ranks = rank && around > 0 ? await standings.around(list, rank.id, around) : [];
  return {
    board: board.id,
    period,
    list: view,
    members: await standings.size(list),
    me: rank && (await ownPlace(found, { list, standings, view }, rank)),
    rows: await rowsOf(hall, found, list, ranks, locale),
  };
}

async function ownPlace(found: FoundBoard, { list, standings, view }: FoundList, rank: Ranked): Promise<OwnPlaceView> {
  const { board } = found;
  const scores = showsScores(board);
  const next = await standings.next(list, rank.id);
  const prize = nextPrize(board, list.kind === 'groups' ? 'groups' : 'members', view.level?.id ?? null, rank.place);
  const before = standings.placeBefore(list, rank.id);
  return {
    id: rowId(found, list, rank.id),
    place: rank.place,
    score: scores ? rank.score : null,
    toNext: scores ? (next?.points ?? null) : null,
    nextPlace: next?.place ?? null,
    toPrize: prize && {
      ...prize,
      missing: scores ? await standings.missing(list, rank.id, prize.place) : null,
    },
    moved: before === null ? null : before - rank.place,
  };
}

/** The nearest place that wins more than the present one does. */
function nextPrize({ prizes = [] }: Board, to: 'members' | 'groups', level: string | null, place: number) {
  const open = prizes.filter(
    (prize) => (prize.to ?? 'members') === to && (prize.level === undefined || prize.level === level),
  );
  const at = (there: number) =>
    open.reduce((sum, { ranks: [from, until], points }) => (from <= there && there <= until ? sum + points : sum), 0);
  const now = at(place);
  const steps = open.map(({ ranks: [, until] }) => until).filter((until) => until < place);
  const better = steps.filter((step) => at(step) > now).sort((a, b) => b - a)[0];
  return better === undefined ? null : { place: better, points: at(better) };
}
