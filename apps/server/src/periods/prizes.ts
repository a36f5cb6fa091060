import { lastPrizePlace, leagueFrom, prizesFor, type Ranked, type Reaction } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../laurel.ts';
import { levelOf } from '../project/leagues/seats.ts';
import type { PeriodDocument } from '../store/documents.ts';
import { hashOf } from '../use/hash.ts';
import { archivedParts, archivedRows } from './archive.ts';
import { ALL, GROUPS, partKey } from './ids.ts';

/** Somebody who wins: the place is theirs, or their group's. */
export interface Winner {
  member: string;
  place: number;
  points: number;
  /** As what they win: what makes the entry's key. */
  as: 'member' | 'group';
}

const TOGETHER = 50;

/** Everybody who wins by an archived period, in the order of the archive. */
export async function* winnersOf(
  laurel: Laurel,
  { definition: board, archive, members }: PeriodDocument,
): AsyncGenerator<Winner> {
  const { prizes = [], league, group } = board;
  if (prizes.length === 0 || archive === null) return;
  const { store } = laurel;
  const own = prizes.filter(({ to }) => to !== 'groups');
  const isLeague = league !== undefined && members >= leagueFrom(league);
  const parts = group || isLeague ? await archivedParts(store, archive) : [];
  const lists = group || isLeague ? parts.map(({ part }) => partKey(part)) : [ALL];
  for (const list of lists) {
    const level = isLeague ? league.levels[levelOf(list.slice('part:'.length))]?.id : undefined;
    const open = own.filter((prize) => prize.level === undefined || prize.level === level);
    for (const { row, points } of await wonIn(laurel, board, archive, list, open))
      yield { member: row.id, place: row.place, points, as: 'member' };
  }
  for (const { row, points } of await wonIn(
    laurel,
    board,
    archive,
    GROUPS,
    prizes.filter(({ to }) => to === 'groups'),
  )) {
    for await (const { id } of archivedRows(store, archive, partKey(row.id)))
      yield { member: id, place: row.place, points, as: 'group' };
  }
}

async function wonIn(
  { store }: Laurel,
  board: PeriodDocument['definition'],
  archive: string,
  list: string,
  prizes: NonNullable<PeriodDocument['definition']['prizes']>,
): Promise<{ row: Ranked; points: number }[]> {
  const last = lastPrizePlace(prizes);
  if (last === 0) return [];
  const rows: Ranked[] = [];
  for await (const row of archivedRows(store, archive, list)) {
    if (row.place > last) break;
    rows.push(row);
  }
  const won = prizesFor(
    board,
    prizes,
    rows.map(({ place }) => place),
  );
  return rows.flatMap((row, at) => (won[at] ? [{ row, points: won[at] }] : []));
}

/**
 * Grants the prizes of a period, each by an entry under a key of its own: once, however often it is tried.
 * @returns how many won, and how many points
 */
export async function grantPrizes(
  laurel: Laurel,
  program: PublishedProgram,
  period: PeriodDocument,
): Promise<{ winners: number; points: number }> {
  const sum = { winners: 0, points: 0 };
  let batch: Promise<number>[] = [];
  const settle = async () => {
    for (const points of await Promise.all(batch)) {
      if (points > 0) sum.winners += 1;
      sum.points += points;
    }
    batch = [];
  };
  for await (const winner of winnersOf(laurel, period)) {
    batch.push(grantOne(laurel, program, period, winner));
    if (batch.length >= TOGETHER) await settle();
  }
  await settle();
  return sum;
}

/** @returns the points that the entry gave; 0 where the member has gone */
async function grantOne(
  laurel: Laurel,
  program: PublishedProgram,
  { board, period }: PeriodDocument,
  { member, place, points, as }: Winner,
): Promise<number> {
  const reaction: Reaction = { kind: 'prize.won', board, period, place, points };
  const key = `\u0001prize:${board}:${period}:${as}`;
  try {
    const { entry } = await laurel.log.submit(
      program,
      member,
      { kind: 'react', key, body: hashOf(reaction), reaction },
      { enrol: { guest: false, join: false }, standing: true },
    );
    return entry.outcome === 'applied' ? points : 0;
  } catch (error) {
    if (error instanceof LaurelError && error.code === 'member_closed') return 0;
    throw error;
  }
}
