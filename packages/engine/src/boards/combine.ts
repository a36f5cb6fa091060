import type { BoardOf } from '../earn/program.ts';
import { sumUp } from '../number/sum-up.ts';
import { hashOf } from './hash.ts';
import type { Score } from './score.ts';
import type { Shift } from './shift.ts';
import { extend, longest, type Run, unitOf } from './streak.ts';

/** What of a member's log counts on a board and is still there. */
export interface Contribution {
  n: number;
  at: number;
  seq: number;
  value: string | null;
}

/** Values told apart, and runs, that a score remembers: with more, the log is folded again for each. */
const MOST = { values: 300, runs: 60 };

/** A score from all contributions that survive; null: none does. */
export function combined({ score }: BoardOf, timeZone: string, contributions: Contribution[]): Score | null {
  const [first, ...others] = contributions;
  if (!first) return null;
  if ('best' in score) {
    const best = others.reduce((a, b) => (b.n > a.n || (b.n === a.n && b.at < a.at) ? b : a), first);
    return { n: best.n, at: best.at };
  }
  if ('latest' in score) {
    const latest = others.reduce((a, b) => (b.at > a.at || (b.at === a.at && b.seq > a.seq) ? b : a), first);
    return { n: latest.n, at: latest.at };
  }
  if ('distinct' in score) return distinct(contributions);
  if ('streak' in score) {
    const runs = contributions.reduce<Run[]>((so, { at }) => extend(so, unitOf(timeZone, at, score.per), at), []);
    return streak(runs);
  }
  const counts = 'count' in score;
  return contributions.reduce<Score>(
    (sum, { n, at }) => ({ n: sumUp(sum.n, counts ? 1 : n), at: Math.max(sum.at, at) }),
    {
      n: 0,
      at: first.at,
    },
  );
}

/** A score after one shift, where that can be told without the others; undefined: off the board. */
export function next(
  board: BoardOf,
  timeZone: string,
  before: Score | undefined,
  shift: Shift,
): Score | undefined | 'refold' {
  const { n, at } = shift;
  const { score } = board;
  if (n === null || n <= 0) return less(board, before, shift);
  if (!before) return combined(board, timeZone, [{ n, at, seq: 0, value: shift.value }]) ?? undefined;
  if ('sum' in score) return { n: sumUp(before.n, n), at: Math.max(before.at, at) };
  if ('count' in score) return shift.fresh ? { n: before.n + 1, at: Math.max(before.at, at) } : 'refold';
  if ('best' in score) {
    const isBetter = n > before.n || (n === before.n && at < before.at);
    // One contribution that grew may have been the best before: only the log knows.
    return shift.fresh ? (isBetter ? { n, at } : before) : 'refold';
  }
  if ('latest' in score) return shift.fresh ? (at >= before.at ? { n, at } : before) : 'refold';
  if (before.of === undefined) return 'refold';
  if ('streak' in score) return streak(extend(runsOf(before.of), unitOf(timeZone, at, score.per), at)) ?? undefined;
  const value = hashOf(shift.value ?? '');
  // A value that is known came earlier than was thought: when the number was reached may have moved.
  if (before.of.includes(value)) return at < before.at ? 'refold' : before;
  const of = [...before.of, value].sort();
  return remembered({ n: before.n + 1, at: Math.max(before.at, at) }, of, MOST.values);
}

/** A score after a contribution became smaller or went. */
function less({ score }: BoardOf, before: Score | undefined, { n, at }: Shift): Score | undefined | 'refold' {
  if (n === 0 || !before) return before;
  if (n === null || !('sum' in score)) return 'refold';
  // What gave the score its time may be what is gone now.
  const left = sumUp(before.n, n);
  if (left <= 0) return undefined;
  return before.at === at ? 'refold' : { n: left, at: before.at };
}

function distinct(contributions: Contribution[]): Score {
  const first = new Map<string, number>();
  for (const { value, at } of contributions) {
    const hash = hashOf(value ?? '');
    first.set(hash, Math.min(first.get(hash) ?? at, at));
  }
  const score = { n: first.size, at: Math.max(...first.values()) };
  return remembered(score, [...first.keys()].sort(), MOST.values);
}

function streak(runs: Run[]): Score | null {
  const best = longest(runs);
  return (
    best &&
    remembered(
      best,
      runs.flatMap(({ from, to, at }) => [from, to, at]),
      MOST.runs * 3,
    )
  );
}

function remembered(score: Score, of: (string | number)[], most: number): Score {
  return of.length <= most ? { ...score, of } : score;
}

function runsOf(of: readonly (string | number)[]): Run[] {
  return Array.from({ length: of.length / 3 }, (_, at) => ({
    from: Number(of[at * 3]),
    to: Number(of[at * 3 + 1]),
    at: Number(of[at * 3 + 2]),
  }));
}
