import type { Board, BoardListView, BoardViewName } from '@laurel/contract';
import { leagueFrom, movesOf, RankIndex, textOf } from '@laurel/engine';
import { LaurelError, type PublishedProgram } from '../../laurel.ts';
import { levelOf } from '../../project/leagues/seats.ts';
import type { FoundBoard, Hall } from './find.ts';
import type { List, Standings } from './standings.ts';

/** A list of a board, found for somebody. */
export interface FoundList {
  list: List;
  view: BoardListView;
  /** Of whom it tells: the board's own, or a member's friends. */
  standings: Standings;
}

export interface ListQuestion {
  view?: BoardViewName | undefined;
  group?: string | undefined;
  locale: string;
}

const ALL: List = { kind: 'all' };

/**
 * Finds the list that is asked for: a member's own group, cohort or friends unless another one is named; else groups where the board has
 * them, else everybody. A league with too few members is one plain board.
 * @param member whose own list it may be; null: nobody's
 * @throws LaurelError `bad_request` for groups of a board that has none
 */
export async function findList(
  hall: Hall,
  program: PublishedProgram,
  found: FoundBoard,
  { view, group, locale }: ListQuestion,
  member: string | null,
): Promise<FoundList> {
  const { board, standings } = found;
  if ((group !== undefined || view === 'groups') && !board.group)
    throw new LaurelError('bad_request', [
      { path: group === undefined ? 'view' : 'group', message: `the board ${board.id} has no groups` },
    ]);
  if (group !== undefined) return groupList(standings, group);
  if (view === 'groups') return groupsList(standings);
  if (view !== 'all') {
    const own = member === null ? null : await ownList(hall, program, found, member, locale);
    if (own) return own;
    if (board.group) return groupsList(standings);
    if (board.friends) return { list: ALL, standings: NOBODY, view: viewOf('friends', null) };
  }
  return { list: ALL, standings, view: viewOf('all', null) };
}

async function ownList(
  hall: Hall,
  program: PublishedProgram,
  { board, standings }: FoundBoard,
  member: string,
  locale: string,
): Promise<FoundList | null> {
  if (board.friends) {
    const friends = await amongFriends(hall, program, standings, member, board);
    return { list: ALL, standings: friends, view: viewOf('friends', null) };
  }
  const part = await standings.part(member);
  if (part === null) return null;
  if (board.group) return groupList(standings, part);
  return board.league && (await standings.size(ALL)) >= leagueFrom(board.league)
    ? await cohortList(board.league, standings, part, locale)
    : null;
}

function groupsList(standings: Standings): FoundList {
  return { list: { kind: 'groups' }, standings, view: viewOf('groups', null) };
}

function groupList(standings: Standings, part: string): FoundList {
  return { list: { kind: 'part', part }, standings, view: viewOf('group', part) };
}

async function cohortList(
  league: NonNullable<Board['league']>,
  standings: Standings,
  part: string,
  locale: string,
): Promise<FoundList> {
  const list: List = { kind: 'part', part };
  const n = Math.min(levelOf(part), league.levels.length - 1);
  const level = league.levels[n];
  const { up, down } = movesOf(league, await standings.size(list));
  const isTop = n === league.levels.length - 1;
  return {
    list,
    standings,
    view: {
      kind: 'cohort',
      name: textOf(level?.name, locale, level?.id ?? ''),
      level: {
        id: level?.id ?? '',
        n: n + 1,
        of: league.levels.length,
        up: isTop ? 0 : up,
        down: n === 0 ? 0 : down,
      },
    },
  };
}

function viewOf(kind: BoardListView['kind'], name: string | null): BoardListView {
  return { kind, name, level: null };
}

/** A member among the friends who followed their recommendation: as many as their log remembers. */
async function amongFriends(
  { laurel }: Hall,
  program: PublishedProgram,
  standings: Standings,
  member: string,
  { ties }: Board,
): Promise<Standings> {
  const { friends } = await laurel.log.recent(program.id, member);
  const circle = Object.entries(friends).flatMap(([id, { stage }]) =>
    stage === 'undone' || stage === 'refused' ? [] : [id],
  );
  const rows = await Promise.all([member, ...circle].map((id) => standings.get(ALL, id)));
  const ranks = RankIndex.of(
    rows.flatMap((row) => (row ? [row] : [])),
    ties,
  );
  return {
    ...NOBODY,
    version: standings.version,
    size: () => ranks.size,
    page: (_list, from, limit) => ranks.page(from, limit),
    get: (_list, id) => ranks.get(id),
    around: (_list, id, each) => ranks.around(id, each),
    next: (_list, id) => ranks.next(id),
    missing: (_list, id, place) => ranks.missing(id, place),
  };
}

/** What a guest sees of a board among friends. */
const NOBODY: Standings = {
  version: 0,
  size: () => 0,
  page: () => [],
  get: () => null,
  around: () => [],
  next: () => null,
  missing: () => null,
  placeBefore: () => null,
  part: () => null,
  mark: (_row, position) => [position],
  after: (_list, mark) => (mark.length === 1 ? mark[0] : null),
};
