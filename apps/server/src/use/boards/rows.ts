import type { Board, BoardRow, PrizeView } from '@laurel/contract';
import type { Ranked } from '@laurel/engine';
import { rowIdOf } from '../../project/boards/board-index.ts';
import { aliasOf } from '../members/alias.ts';
import type { FoundBoard, Hall } from './find.ts';
import type { List } from './standings.ts';

/** Whether a board tells scores; over money only places, unless the program says so. */
export function showsScores(board: Board): boolean {
  return (board.show ?? (isMoney(board) ? 'place' : 'score')) === 'score';
}

/** What a board counts, as the program names it. */
export function metricOf({ score }: Board): string {
  if ('count' in score) return score.count;
  if ('distinct' in score) return score.distinct;
  if ('streak' in score) return score.streak;
  return 'sum' in score ? score.sum : 'best' in score ? score.best : score.latest;
}

/** Amounts of orders are money under whatever name they are counted; how many there were is none. */
function isMoney({ score }: Board): boolean {
  if ('count' in score || 'distinct' in score || 'streak' in score) return false;
  const of = 'sum' in score ? score.sum : 'best' in score ? score.best : score.latest;
  return of === 'spend' || (score.on === 'order.paid' && of.startsWith('data.'));
}

/** What the places of a board win, as anybody may know. */
export function prizesOf({ prizes = [] }: Board): PrizeView[] {
  return prizes.map(({ ranks, points, level, to }) => ({ ranks, points, level: level ?? null, to: to ?? 'members' }));
}

/** The id of a row, of this board and period alone. */
export function rowId({ board, period, salt }: FoundBoard, list: List, id: string): string {
  return rowIdOf(salt, board.id, period.id, list.kind === 'groups' ? 'group' : 'member', id);
}

/** Ranks as rows that anybody may see: an id of this board and period, an alias, never who it is. */
export async function rowsOf(
  { boards }: Hall,
  found: FoundBoard,
  list: List,
  ranks: Ranked[],
  locale: string,
): Promise<BoardRow[]> {
  const { board, salt } = found;
  const isGroups = list.kind === 'groups';
  const names = isGroups ? null : await boards.names.of(ranks.map(({ id }) => id));
  const scores = showsScores(board);
  return ranks.map(({ id, place, score }) => ({
    id: rowId(found, list, id),
    place,
    // Who has chosen no name has another one on each board, or a name would lead from one to the next.
    alias: isGroups ? id : (names?.get(id) ?? aliasOf(`${salt} ${board.id} ${id}`, locale)),
    score: scores ? score : null,
  }));
}
