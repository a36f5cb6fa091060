import type { Program } from '@laurel/contract';
import type { BoardOf } from '../earn/program.ts';
import type { Entry } from '../log/entry.ts';
import { closesAt, periodOf } from './period.ts';
import { type Shift, shiftsOf } from './shift.ts';

/** A member's number on a board in a period, and when it was reached; above zero, or the member is not on the board. */
export interface Score {
  n: number;
  at: number;
}

/** One member's scores, by board and period. */
export type Scores = Record<string, Record<string, Score>>;

/** What one entry did to a member's scores. */
export interface Scored {
  scores: Scores;
  /** The scores that moved; `n` 0: no longer on the board. */
  touched: { board: string; period: string; n: number; at: number }[];
  /** True: one entry cannot tell what remains; the log has to be folded from its start (`scoreLog`). */
  refold: boolean;
}

/** Folds one entry into a member's scores. The scores that are passed in are not changed. */
export function scoreEntry(program: Program, scores: Scores, entry: Entry): Scored {
  if (entry.changes.some(({ kind }) => kind === 'closed')) return leaveAll(scores);
  const result: Scored = { scores, touched: [], refold: false };
  for (const board of program.boards) {
    for (const shift of shiftsOf(board, entry)) {
      const period = countedIn(program, board, shift, entry);
      if (period === null) continue;
      const before = result.scores[board.id]?.[period];
      const after = next(board, before, shift);
      if (after === 'refold') return { scores, touched: [], refold: true };
      if (after === before) continue;
      result.scores = put(result.scores, board.id, period, after);
      result.touched.push({ board: board.id, period, n: after?.n ?? 0, at: after?.at ?? shift.at });
    }
  }
  return result;
}

interface Contribution {
  n: number;
  at: number;
  seq: number;
}

/** Folds a member's whole log into their scores. */
export function scoreLog(program: Program, entries: Iterable<Entry>): Scores {
  const all = new Map<string, { board: BoardOf; period: string; of: Map<string, Contribution> }>();
  for (const entry of entries) {
    if (entry.changes.some(({ kind }) => kind === 'closed')) return {};
    for (const board of program.boards) {
      for (const shift of shiftsOf(board, entry)) {
        const period = countedIn(program, board, shift, entry);
        if (period === null) continue;
        const key = `${board.id} ${period}`;
        const card = all.get(key) ?? { board, period, of: new Map() };
        all.set(key, card);
        const n = (card.of.get(shift.key)?.n ?? 0) + (shift.n ?? 0);
        if (shift.n === null || n <= 0) card.of.delete(shift.key);
        else card.of.set(shift.key, { n, at: card.of.get(shift.key)?.at ?? shift.at, seq: entry.seq });
      }
    }
  }
  let scores: Scores = {};
  for (const { board, period, of } of all.values()) {
    const score = combined(board, [...of.values()]);
    if (score) scores = put(scores, board.id, period, score);
  }
  return scores;
}

/** The period that a shift counts in; null: none, because that is over and closed (RULES 16, 24). */
function countedIn(program: Program, board: BoardOf, { at }: Shift, { recordedAt }: Entry): string | null {
  const period = periodOf(board, program.timeZone, at);
  if (!period) return null;
  const closed = closesAt(board, program.timeZone, period);
  return closed !== null && recordedAt >= closed ? null : period.id;
}

/** A score after one shift, where that can be told without the others. */
function next(board: BoardOf, before: Score | undefined, { n, at }: Shift): Score | undefined | 'refold' {
  if (n === null || n <= 0) {
    if (n === 0 || !before) return before;
    if (n === null || !('sum' in board.score)) return 'refold';
    // What gave the score its time may be what is gone now.
    const left = before.n + n;
    if (left <= 0) return undefined;
    return before.at === at ? 'refold' : { n: left, at: before.at };
  }
  if (!before) return { n, at };
  if ('sum' in board.score || 'count' in board.score) return { n: before.n + n, at: Math.max(before.at, at) };
  if ('best' in board.score) {
    const isBetter = n > before.n || (n === before.n && at < before.at);
    return isBetter ? { n, at } : before;
  }
  return at >= before.at ? { n, at } : before;
}

/** A score from all contributions that survive. */
function combined({ score }: BoardOf, contributions: Contribution[]): Score | null {
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
  return others.reduce((sum, { n, at }) => ({ n: sum.n + n, at: Math.max(sum.at, at) }), { n: first.n, at: first.at });
}

function put(scores: Scores, board: string, period: string, score: Score | undefined): Scores {
  const { [period]: _, ...others } = scores[board] ?? {};
  const periods = score ? { ...others, [period]: score } : others;
  if (Object.keys(periods).length > 0) return { ...scores, [board]: periods };
  const { [board]: __, ...rest } = scores;
  return rest;
}

function leaveAll(scores: Scores): Scored {
  const touched = Object.entries(scores).flatMap(([board, periods]) =>
    Object.entries(periods).map(([period, { at }]) => ({ board, period, n: 0, at })),
  );
  return { scores: {}, touched, refold: false };
}
