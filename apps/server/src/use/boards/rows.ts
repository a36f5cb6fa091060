import type { Board, BoardRow } from '@laurel/contract';
import type { Ranked } from '@laurel/engine';
import { aliasOf } from '../members/alias.ts';
import type { FoundBoard, Hall } from './find.ts';

/** Whether a board tells scores; over money only places, unless the program says so. */
export function showsScores(board: Board): boolean {
  return (board.show ?? (metricOf(board) === 'spend' ? 'place' : 'score')) === 'score';
}

/** What a board counts, as the program names it. */
export function metricOf({ score }: Board): string {
  if ('count' in score) return score.count;
  if ('distinct' in score) return score.distinct;
  if ('streak' in score) return score.streak;
  return 'sum' in score ? score.sum : 'best' in score ? score.best : score.latest;
}

/** Ranks as rows that anybody may see: an id of this board and period, an alias, never who it is. */
export async function rowsOf(
  { boards }: Hall,
  { board, index }: FoundBoard,
  ranks: Ranked[],
  locale: string,
): Promise<BoardRow[]> {
  const names = await boards.names.of(ranks.map(({ id }) => id));
  const scores = showsScores(board);
  return ranks.map(({ id, place, score }) => ({
    id: index.rowId(id),
    place,
    alias: names.get(id) ?? aliasOf(id, locale),
    score: scores ? score : null,
  }));
}
