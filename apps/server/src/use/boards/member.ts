import type { Board, BoardMeView, OwnPlaceView } from '@laurel/contract';
import type { Ranked } from '@laurel/engine';
import type { PublishedProgram } from '../../laurel.ts';
import { findMember } from '../members/find.ts';
import { type FoundBoard, findBoard, type Hall } from './find.ts';
import { type FoundList, findList, type ListQuestion } from './list.ts';
import { rowId, rowsOf, showsScores } from './rows.ts';
import { onward, type Soon } from './standings.ts';

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
  list: FoundList,
  member: string,
  question: PlaceAsked,
): Promise<BoardMeView> {
  return tellPlace(hall, found, { list, read: await readPlace(found, list, member, question), question });
}

interface PlaceAsked {
  around: number;
  locale: string;
}

/** What of a place moves with the board. */
export interface PlaceRead {
  members: number;
  me: OwnPlaceView | null;
  ranks: Ranked[];
}

/** Reads a place and what is around it at one moment: where the board is in memory, before anything else happens. */
export function readPlace(
  found: FoundBoard,
  list: FoundList,
  member: string,
  { around }: Pick<PlaceAsked, 'around'>,
): Soon<PlaceRead> {
  const { standings } = list;
  const id = list.list.kind === 'groups' ? found.standings.part(member) : member;
  return onward(standings.size(list.list), (members) =>
    onward(id, (known) =>
      onward(known === null ? null : standings.get(list.list, known), (rank): Soon<PlaceRead> => {
        if (!rank) return { members, me: null, ranks: [] };
        return onward(ownPlace(found, list, rank), (me) =>
          onward(around > 0 ? standings.around(list.list, rank.id, around) : [], (ranks) => ({ members, me, ranks })),
        );
      }),
    ),
  );
}

/** A place that was read, with the names of who is around it. */
export async function tellPlace(
  hall: Hall,
  found: FoundBoard,
  {
    list: { list, view },
    read: { members, me, ranks },
    question,
  }: { list: FoundList; read: PlaceRead; question: PlaceAsked },
): Promise<BoardMeView> {
  const rows = await rowsOf(hall, found, list, ranks, question.locale);
  return { board: found.board.id, period: found.period, list: view, members, me, rows };
}

function ownPlace(found: FoundBoard, { list, standings, view }: FoundList, rank: Ranked): Soon<OwnPlaceView> {
  const { board } = found;
  const scores = showsScores(board);
  const prize = nextPrize(board, list.kind === 'groups' ? 'groups' : 'members', view.level?.id ?? null, rank.place);
  const before = standings.placeBefore(list, rank.id);
  return onward(standings.next(list, rank.id), (next) =>
    onward(prize && scores ? standings.missing(list, rank.id, prize.place) : null, (missing) => ({
      id: rowId(found, list, rank.id),
      place: rank.place,
      score: scores ? rank.score : null,
      toNext: scores ? (next?.points ?? null) : null,
      nextPlace: next?.place ?? null,
      toPrize: prize && { ...prize, missing },
      moved: before === null ? null : before - rank.place,
    })),
  );
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
