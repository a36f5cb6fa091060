import type { Program } from '@laurel/contract';
import type { BoardOf } from '../earn/program.ts';
import type { Entry } from '../log/entry.ts';
import { type Contribution, combined, next } from './combine.ts';
import { boardsConcerned } from './concern.ts';
import { type Morning, morningBetween, morningOf } from './morning.ts';
import { closingAt } from './period.ts';
import { type Shift, shiftsOf } from './shift.ts';

/** A member's number on a board in a period, and when it was reached; above zero, or the member is not on the board. */
export interface Score {
  n: number;
  at: number;
  /** What the next fact needs to know of those before: hashes of values, or runs of days. Absent where the log is asked. */
  of?: readonly (string | number)[];
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
  if (closes(entry)) return leaveAll(scores);
  const result: Scored = { scores, touched: [], refold: false };
  for (const board of boardsConcerned(program, entry)) {
    for (const shift of shiftsOf(board, entry)) {
      const period = countedIn(program, board, shift, entry);
      if (period === null) continue;
      const before = result.scores[board.id]?.[period];
      const after = shift.back ? 'refold' : next(board, program.timeZone, before, shift);
      if (after === 'refold') return { scores, touched: [], refold: true };
      if (after === before) continue;
      result.scores = put(result.scores, board.id, period, after);
      result.touched.push({ board: board.id, period, n: after?.n ?? 0, at: after?.at ?? shift.at });
    }
  }
  return result;
}

/** Folds a member's whole log into their scores. */
export function scoreLog(program: Program, entries: Iterable<Entry>): Scores {
  const fold = new LogFold(program);
  for (const entry of entries) fold.take(entry);
  return fold.scores();
}

/** Folds a member's whole log into their scores, and into what these were when the day of its last entry began. */
export function scoreLogWithMorning(program: Program, entries: readonly Entry[]): { scores: Scores; morning: Morning } {
  const last = entries.at(-1);
  const day = last ? morningOf(program.timeZone, last.recordedAt) : 0;
  const fold = new LogFold(program);
  const first = entries.findIndex(({ recordedAt }) => recordedAt >= day);
  for (const entry of entries.slice(0, first)) fold.take(entry);
  const start = fold.scores();
  for (const entry of entries.slice(first)) fold.take(entry);
  const scores = fold.scores();
  if (fold.closed) return { scores, morning: { day, scores: {} } };
  return { scores, morning: morningBetween(day, start, scores) };
}

/** A log being folded: every contribution is remembered, so that what was undone is known. */
class LogFold {
  closed = false;
  private readonly cards = new Map<
    string,
    { board: BoardOf; period: string; of: Map<string, Contribution>; gone: Map<string, Contribution> }
  >();

  constructor(private readonly program: Program) {}

  take(entry: Entry): void {
    if (closes(entry)) this.closed = true;
    if (this.closed) return;
    for (const board of boardsConcerned(this.program, entry)) {
      for (const shift of shiftsOf(board, entry)) {
        const period = countedIn(this.program, board, shift, entry);
        // Without a subject a contribution is one entry's own, and numbers of merged logs are the same.
        const key = shift.key.startsWith('#') ? `${entry.member}${shift.key}` : shift.key;
        if (period !== null) this.shift(board, period, { ...shift, key }, entry.seq);
      }
    }
  }

  scores(): Scores {
    const scores: Scores = {};
    if (this.closed) return scores;
    for (const { board, period, of } of this.cards.values()) {
      const score = combined(board, this.program.timeZone, [...of.values()]);
      if (!score) continue;
      const periods = scores[board.id] ?? {};
      periods[period] = score;
      scores[board.id] = periods;
    }
    return scores;
  }

  private shift(board: BoardOf, period: string, shift: Shift, seq: number): void {
    const key = `${board.id} ${period}`;
    const card = this.cards.get(key) ?? {
      board,
      period,
      of: new Map<string, Contribution>(),
      gone: new Map<string, Contribution>(),
    };
    this.cards.set(key, card);
    const before = card.of.get(shift.key);
    const gone = card.gone.get(shift.key);
    if (shift.back && !before) {
      const again = gone ?? { n: 0, at: shift.at, value: null };
      const n = shift.n ?? again.n;
      if (n > 0) card.of.set(shift.key, { seq, ...again, n });
      return;
    }
    if (shift.n === null && before) card.gone.set(shift.key, before);
    const n = (before?.n ?? 0) + (shift.n ?? 0);
    if (shift.n === null || n <= 0) card.of.delete(shift.key);
    // What is refunded in part, or grows, keeps its place among what happened at the same instant.
    else card.of.set(shift.key, { ...(before ?? { at: shift.at, seq }), n, value: before?.value ?? shift.value });
  }
}

function closes({ changes }: Entry): boolean {
  return changes.some(({ kind }) => kind === 'closed');
}

/** The period that a shift counts in; null: none, because that is over and closed (RULES 16, 24). */
function countedIn(program: Program, board: BoardOf, { at }: Shift, { recordedAt }: Entry): string | null {
  const period = closingAt(board, program.timeZone, at);
  if (!period) return null;
  const { id, closesAt } = period;
  return closesAt !== null && recordedAt >= closesAt ? null : id;
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
