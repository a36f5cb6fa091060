import { morningOf, type RankIndex } from '@laurel/engine';
import type { BoardIndex } from '../../project/boards/board-index.ts';
import type { Ladder } from '../../project/boards/ladder.ts';
import type { List, Standings } from './standings.ts';

/** A running board, from this process's memory. */
export function liveStandings(index: BoardIndex, timeZone: string, now: number): Standings {
  const day = morningOf(timeZone, now);
  const ladderOf = (list: List): Ladder | null =>
    list.kind === 'all' ? index.all : list.kind === 'part' ? index.within(list.part) : null;
  const ranksOf = (list: List): RankIndex | null =>
    list.kind === 'groups' ? index.groups : (ladderOf(list)?.ranks ?? null);
  return {
    get version() {
      return index.version;
    },
    size: (list) => ranksOf(list)?.size ?? 0,
    page: (list, from, limit) => ranksOf(list)?.page(from, limit) ?? [],
    get: (list, id) => ranksOf(list)?.get(id) ?? null,
    around: (list, id, each) => ranksOf(list)?.around(id, each) ?? [],
    next: (list, id) => ranksOf(list)?.next(id) ?? null,
    missing: (list, id, place) => ranksOf(list)?.missing(id, place) ?? null,
    placeBefore: (list, id) => ladderOf(list)?.placeBefore(id, day) ?? null,
    part: (member) => index.part(member),
    mark: ({ score, at, id }) => [score, at, id],
    after(list, mark) {
      if (mark.length === 1) return mark[0];
      const [score, at, id] = mark;
      return ranksOf(list)?.passed({ score, at, id }) ?? 0;
    },
  };
}
