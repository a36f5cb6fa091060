import { dayOf } from '../time/day.ts';
import type { SpanUnit } from '../time/span.ts';

const DAY = 86_400_000;

/** Days or weeks one after the other, by their numbers; `at` is the first fact of the last one. */
export interface Run {
  from: number;
  to: number;
  at: number;
}

/** The number of the local day or week (from Monday) of an instant: the next one has the next number, whatever the clocks do. */
export function unitOf(timeZone: string, at: number, per: Extract<SpanUnit, 'day' | 'week'>): number {
  const { year, month, day, weekday } = dayOf(timeZone, at);
  const number = Date.UTC(year, month - 1, day) / DAY;
  // 1970 began on a Thursday: the first Monday has the number 4.
  return per === 'day' ? number : (number - (weekday - 1) - 4) / 7;
}

/** The runs after one more fact, in order. */
export function extend(runs: readonly Run[], unit: number, at: number): Run[] {
  const inside = runs.find(({ from, to }) => from <= unit && unit <= to);
  if (inside)
    return inside.to === unit && at < inside.at
      ? runs.map((run) => (run === inside ? { ...run, at } : run))
      : [...runs];
  const before = runs.find(({ to }) => to === unit - 1);
  const after = runs.find(({ from }) => from === unit + 1);
  const joined: Run = { from: before?.from ?? unit, to: after?.to ?? unit, at: after?.at ?? at };
  return [...runs.filter((run) => run !== before && run !== after), joined].sort((a, b) => a.from - b.from);
}

/** The length of the longest run, and when the first of that length was reached; null without any. */
export function longest(runs: readonly Run[]): { n: number; at: number } | null {
  let best: { n: number; at: number } | null = null;
  for (const { from, to, at } of runs) {
    const n = to - from + 1;
    if (!best || n > best.n || (n === best.n && at < best.at)) best = { n, at };
  }
  return best;
}
