import type { BoardOf } from '../earn/program.ts';

export type LeagueOf = NonNullable<BoardOf['league']>;

/** How many of a cohort rise and go down: fewer in one that is not full, and nobody who is alone. */
export function movesOf({ size, up, down }: Pick<LeagueOf, 'size' | 'up' | 'down'>, members: number) {
  const share = (n: number) => Math.min(n, Math.floor((n * members) / size));
  if (members < 2) return { up: 0, down: 0 };
  return { up: up === 0 ? 0 : Math.max(1, share(up)), down: share(down) };
}

/** The level after a period, counted from 0: the first of a cohort rise, the last go down, at the ends one stays. */
export function levelAfter(league: LeagueOf, level: number, position: number, members: number): number {
  const { up, down } = movesOf(league, members);
  if (position < up) return Math.min(league.levels.length - 1, level + 1);
  return position >= members - down ? Math.max(0, level - 1) : level;
}

/** Fewer members than this are one plain board. */
export function leagueFrom({ from, size }: LeagueOf): number {
  return from ?? size * 2;
}
