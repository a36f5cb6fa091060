import { dayOf } from '../time/day.ts';
import type { Scores } from './score.ts';

/**
 * The scores that are not what they were when the local day of the newest entry began, as they were then; null: not on the
 * board. With them, a rank as of this morning is exact at any time of the day.
 */
export interface Morning {
  /** When that day began. */
  day: number;
  scores: Record<string, Record<string, { n: number; at: number } | null>>;
}

/** The day that an entry belongs to, by when it was written. */
export function morningOf(timeZone: string, recordedAt: number): number {
  return dayOf(timeZone, recordedAt).start;
}

/** The morning after one more entry. */
export function nextMorning(
  before: Morning | null,
  day: number,
  scores: Scores,
  touched: Touched,
  after: Scores,
): Morning {
  const known = before?.day === day ? before.scores : {};
  if (touched.length === 0) return { day, scores: known };
  const marks = structuredClone(known);
  for (const { board, period } of touched) {
    const mark = known[board]?.[period];
    const was = mark === undefined ? markOf(scores[board]?.[period]) : mark;
    put(marks, board, period, same(was, after[board]?.[period]) ? undefined : was);
  }
  return { day, scores: marks };
}

type Touched = { board: string; period: string }[];

/** The morning that lies between two folds of a log: one up to the day's beginning, one up to its end. */
export function morningBetween(day: number, start: Scores, end: Scores): Morning {
  const morning: Morning = { day, scores: {} };
  for (const side of [start, end]) {
    for (const [board, periods] of Object.entries(side)) {
      for (const period of Object.keys(periods)) {
        const was = markOf(start[board]?.[period]);
        if (!same(was, end[board]?.[period])) put(morning.scores, board, period, was);
      }
    }
  }
  return morning;
}

function markOf(score: { n: number; at: number } | undefined): { n: number; at: number } | null {
  return score ? { n: score.n, at: score.at } : null;
}

function same(was: { n: number; at: number } | null, is: { n: number; at: number } | undefined): boolean {
  return was ? is !== undefined && is.n === was.n && is.at === was.at : is === undefined;
}

function put(
  marks: Morning['scores'],
  board: string,
  period: string,
  mark: { n: number; at: number } | null | undefined,
): void {
  const periods = marks[board] ?? {};
  if (mark === undefined) delete periods[period];
  else periods[period] = mark;
  if (Object.keys(periods).length === 0) delete marks[board];
  else marks[board] = periods;
}
