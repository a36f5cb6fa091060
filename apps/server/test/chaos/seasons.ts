import { setTimeout } from 'node:timers/promises';
import type { ProgramInput } from '@laurel/contract';
import type { Laurel } from '../../src/laurel.ts';
import type { ArchiveDocument, EntryDocument, PeriodDocument } from '../../src/store/documents.ts';
import { patienceOf } from './patience.ts';

/** Seasons that end while it storms, one after another: closed once by whoever holds the job then, with prizes for the first. */
export interface Seasons {
  count: number;
  /** Of each. */
  seconds: number;
}

type BoardInput = NonNullable<ProgramInput['boards']>[number];

const PRIZES = [
  { ranks: [1, 1], points: 500 },
  { ranks: [2, 3], points: 200 },
  { ranks: [4, 10], points: 50 },
] as const;
const HOLD = { minutes: 1 };
/** Milliseconds from the end of the last season: its hold, what the server waits beyond it, and time for the work. */
const CLOSED_WITHIN = 180_000;
const ASK_AGAIN = 500;

/** Boards of seasons: of every two, the second gives those who are level the same place and prize. */
export function seasonBoards({ count, seconds }: Seasons, start: number): BoardInput[] {
  const at = (n: number) => new Date(start + n * seconds * 1_000).toISOString();
  return Array.from(
    { length: count },
    (_, n): BoardInput => ({
      id: `season-${n}`,
      score: { count: 'review.published' },
      period: { season: `s${n}`, from: at(n), to: at(n + 1) },
      hold: HOLD,
      ties: n % 2 === 0 ? 'unique' : 'competition',
      prizes: PRIZES.map(({ ranks, points }) => ({ ranks: [...ranks], points })),
    }),
  );
}

/** Waits until every season is over, closed, and all that follows from that is done. @returns whether it came to that */
export async function allClosed({ store }: Laurel, program: string, { count, seconds }: Seasons, start: number) {
  const patient = patienceOf(Math.max(0, start + count * seconds * 1_000 - Date.now()) + CLOSED_WITHIN);
  while ((await store.periods.countDocuments({ program, board: /^season-/, state: 'closed', done: true })) < count) {
    if (!patient()) return false;
    await setTimeout(ASK_AGAIN);
  }
  return true;
}

/**
 * Holds archives and prizes of closed seasons against the facts in the log, by counting and sorting alone.
 * @returns what members must have won, and sentences about what is wrong
 */
export async function verifySeasons({ store }: Laurel, program: string) {
  const faults: string[] = [];
  const won = new Map<string, number>();
  let prizes = 0;
  const filter = { program, board: /^season-/, state: 'closed' as const };
  const periods = await store.periods.find(filter).lean<PeriodDocument[]>();
  for (const period of periods) {
    const { board, archive } = period;
    const must = ranked(await reviewsIn(store.entries.collection.find(inside(period) as never)), period);
    const documents = await store.archives.find({ archive, list: 'all' }).sort({ n: 1 }).lean<ArchiveDocument[]>();
    const rows = documents.flatMap((document) => document.rows);
    const asText = rows.map(({ id, score, place }) => `${place} ${id} ${score}`);
    const wrong = asText.findIndex((row, at) => row !== must[at]?.text);
    if (asText.length !== must.length) faults.push(`${board} archived ${asText.length} rows, and must ${must.length}`);
    else if (wrong >= 0) faults.push(`${board} archived "${asText[wrong]}", and must "${must[wrong]?.text}"`);
    const left = await store.archives.countDocuments({ owner: period._id, archive: { $ne: archive } });
    if (left > 0) faults.push(`${board} has ${left} documents of an archive that does not stand`);

    const due = new Map<string, number>();
    for (const { member, place } of must) {
      const points = PRIZES.find(({ ranks: [from, to] }) => from <= place && place <= to)?.points ?? 0;
      if (points > 0) due.set(member, points);
    }
    prizes += due.size;
    for (const [member, points] of due) won.set(member, (won.get(member) ?? 0) + points);
    const granted = store.entries.collection.find({ program, subjects: `prize:${board}:${period.period}` } as never);
    for await (const found of granted) {
      const entry = found as unknown as EntryDocument;
      const points = entry.postings.filter(({ from }) => from === 'issued').reduce((sum, each) => sum + each.points, 0);
      if (due.get(entry.member) !== points)
        faults.push(`${entry._id} won ${points} on ${board}, and ${due.get(entry.member) ?? 0} are due`);
      due.delete(entry.member);
    }
    for (const [member, points] of due) faults.push(`${member} did not win ${points} on ${board}`);
  }
  return { faults, won, prizes, closed: periods.length };
}

/** What counts for a season: it happened while that ran, and was recorded before it closed. */
function inside({ program, startsAt, endsAt, closesAt }: PeriodDocument): object {
  return {
    program,
    'fact.type': 'review.published',
    kind: 'fact.judged',
    occurredAt: { $gte: startsAt, $lt: endsAt },
    recordedAt: { $lt: closesAt },
  };
}

async function reviewsIn(found: AsyncIterable<unknown>): Promise<Map<string, { score: number; at: number }>> {
  const scores = new Map<string, { score: number; at: number }>();
  for await (const each of found) {
    const { member, occurredAt } = each as EntryDocument;
    const { score, at } = scores.get(member) ?? { score: 0, at: 0 };
    scores.set(member, { score: score + 1, at: Math.max(at, occurredAt.getTime()) });
  }
  return scores;
}

/** More comes first, then who had it first. */
function ranked(scores: Map<string, { score: number; at: number }>, { definition: { ties } }: PeriodDocument) {
  const sorted = [...scores].sort(
    ([a, one], [b, other]) => other.score - one.score || one.at - other.at || (a < b ? -1 : 1),
  );
  let place = 0;
  return sorted.map(([member, { score }], at) => {
    if (ties === 'unique' || sorted[at - 1]?.[1].score !== score) place = at + 1;
    return { member, place, text: `${place} ${member} ${score}` };
  });
}
