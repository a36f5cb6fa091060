import type { Board, Program } from '@laurel/contract';
import { type BoardPeriod, closesAt, levelAfter, periodById } from '@laurel/engine';
import type { Laurel } from '../../laurel.ts';
import type { ScoreDocument, SeatDocument } from '../../store/documents.ts';
import { isDuplicate } from '../../store/faults.ts';
import { People, PROFILE, type Profile } from '../boards/people.ts';
import type { Scored } from '../programs.ts';
import { cohortOf } from './seats.ts';

type League = NonNullable<Board['league']>;
type LeagueBoard = Board & { league: League };

interface Candidate {
  member: string;
  at: number;
  board: LeagueBoard;
  period: BoardPeriod;
}

/** Seats known to be given, so that nobody is asked about twice. */
const known = new WeakMap<Laurel, Set<string>>();
const MOST = 500_000;

/** Gives a seat to everybody of these who scored on a league in a period that is not closed, and has none yet. */
export async function giveSeats(
  laurel: Laurel,
  program: string,
  { document }: Scored,
  scores: Scorer[],
): Promise<void> {
  const leagues = document.boards.filter((board): board is LeagueBoard => board.league !== undefined);
  if (leagues.length === 0) return;
  const given = known.get(laurel) ?? new Set<string>();
  known.set(laurel, given);
  if (given.size > MOST) given.clear();
  const candidates = scores
    .flatMap((each) => candidatesOf(leagues, document, each, laurel.now()))
    .filter((candidate) => !given.has(idOf(program, candidate)))
    .sort((a, b) => a.at - b.at || (a.member < b.member ? -1 : 1));
  if (candidates.length === 0) return;
  const { seats, members } = laurel.store;
  const ids = candidates.map((candidate) => idOf(program, candidate));
  for (const { _id } of await seats.find({ _id: { $in: ids } }, { _id: 1 }).lean<{ _id: string }[]>()) given.add(_id);
  const left = candidates.filter((candidate) => !given.has(idOf(program, candidate)));
  const people = new People(laurel.store, program, document);
  const profiles = await members.find({ _id: { $in: left.map(({ member }) => member) } }, PROFILE).lean<Profile[]>();
  for (const profile of profiles) people.take(profile);
  const standing = new Map(scores.map((each) => [each._id, each]));
  for (const candidate of left) {
    const scored = standing.get(candidate.member);
    if (!scored || !people.takesPart(candidate.board, scored as ScoreDocument)) continue;
    await seat(laurel, program, candidate);
    given.add(idOf(program, candidate));
  }
}

/** Gives seats to all who scored before there was a league, or while nobody gave any. */
export async function giveAllSeats(laurel: Laurel, program: string, scored: Scored): Promise<void> {
  if (!scored.document.boards.some(({ league }) => league)) return;
  const all: Scorer[] = [];
  const cursor = laurel.store.scores.collection.find({ program, status: 'joined' });
  for await (const { _id, status, draw, tier, segments, scores } of cursor as unknown as AsyncIterable<ScoreDocument>)
    all.push({ _id, status, draw, tier, segments, scores });
  await giveSeats(laurel, program, scored, all);
}

type Scorer = Pick<ScoreDocument, '_id' | 'status' | 'draw' | 'tier' | 'segments' | 'scores'>;

function candidatesOf(
  leagues: LeagueBoard[],
  { timeZone }: Program,
  { _id, scores }: Scorer,
  now: number,
): Candidate[] {
  return leagues.flatMap((board) =>
    Object.entries(scores[board.id] ?? {}).flatMap(([id, { at }]) => {
      const period = periodById(board, timeZone, id);
      const closed = period && closesAt(board, timeZone, period);
      return period && closed !== null && now < closed ? [{ member: _id, at, board, period }] : [];
    }),
  );
}

/** The insert is the seat: whoever comes second takes what stands, and the number drawn in vain leaves a cohort one smaller. */
async function seat(laurel: Laurel, program: string, candidate: Candidate): Promise<void> {
  const { board, period, member, at } = candidate;
  const level = await levelFor(laurel, program, candidate);
  const counter = { _id: [program, board.id, period.id, `#${level}`].join('|') };
  const drawn = (await laurel.store.seats.collection.findOneAndUpdate(
    counter as never,
    { $inc: { taken: 1 } },
    { upsert: true, returnDocument: 'after' },
  )) as unknown as { taken: number };
  const cohort = Math.floor((drawn.taken - 1) / board.league.size);
  const document: SeatDocument = {
    _id: idOf(program, candidate),
    program,
    board: board.id,
    period: period.id,
    startsAt: period.startsAt ?? 0,
    member,
    level,
    part: cohortOf(level, cohort),
    at: new Date(at),
  };
  await laurel.store.seats.collection.insertOne(document as never).catch((error: unknown) => {
    if (!isDuplicate(error)) throw error;
  });
}

/**
 * The level that a member begins a period on: the one that their last period led to. While that one is still held for late facts, it
 * goes by how its cohort stands at this moment; what comes later moves nobody who is seated.
 */
async function levelFor({ store }: Laurel, program: string, { board, period, member }: Candidate): Promise<number> {
  const [last] = await store.seats
    .find({ program, board: board.id, member, startsAt: { $lt: period.startsAt ?? 0 } })
    .sort({ startsAt: -1 })
    .limit(1)
    .lean<SeatDocument[]>();
  const top = board.league.levels.length - 1;
  if (!last) return 0;
  if (last.next !== undefined) return Math.min(top, last.next);
  const mates = await store.seats
    .find({ program, board: board.id, period: last.period, part: last.part }, { member: 1 })
    .lean<Pick<SeatDocument, 'member'>[]>();
  const scores = await store.scores
    .find(
      { _id: { $in: mates.map((mate) => mate.member) }, status: 'joined' },
      { [`scores.${board.id}.${last.period}`]: 1 },
    )
    .lean<ScoreDocument[]>();
  const order = scores
    .flatMap(({ _id, scores: cards }) => {
      const card = cards?.[board.id]?.[last.period];
      return card ? [{ _id, ...card }] : [];
    })
    .sort((a, b) => b.n - a.n || a.at - b.at || (a._id < b._id ? -1 : 1));
  const position = order.findIndex(({ _id }) => _id === member);
  return Math.min(top, position < 0 ? last.level : levelAfter(board.league, last.level, position, order.length));
}

function idOf(program: string, { board, period, member }: Pick<Candidate, 'board' | 'period' | 'member'>): string {
  return [program, board.id, period.id, member].join('|');
}
