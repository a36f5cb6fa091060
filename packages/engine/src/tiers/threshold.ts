import { type Program, type TierFrom, thresholdOf } from '@laurel/contract';
import type { State } from '../log/state.ts';
import { firstOf } from '../number/first.ts';
import { addDuration } from '../time/add.ts';
import { dayOf } from '../time/day.ts';
import { type Span, spanOf } from '../time/span.ts';
import { instantsOf, pointsSince } from './qualified.ts';
import { leavesAt, windowEndingAt } from './window.ts';

export type TierOf = Program['tiers'][number];
type YearOf = Extract<TierFrom['within'], string>;

/** Under which name a state keeps what is counted for a measure. */
function measureOf(from: TierFrom): string {
  const { of, counter } = thresholdOf(from);
  return of === 'counter' ? `counter:${counter}` : of;
}

/** The year of a tier that an instant lies in. A membership's years begin on the day of joining. */
export function yearOf(kind: YearOf, { joinedAt, createdAt }: State, timeZone: string, at: number): Span {
  if (kind === 'calendar-year') return spanOf(timeZone, at, 'year');
  const first = dayOf(timeZone, joinedAt ?? createdAt ?? at).start;
  let years = Math.max(0, dayOf(timeZone, at).year - dayOf(timeZone, first).year);
  while (years > 0 && addDuration(timeZone, first, { years }) > at) years -= 1;
  return {
    start: addDuration(timeZone, first, { years }),
    end: addDuration(timeZone, first, { years: years + 1 }),
  };
}

/** What counts for a tier at an instant: of its lifetime, of the rolling window that ends there, or of the year so far. */
export function countedAt(from: TierFrom, state: State, timeZone: string, at: number): number {
  const { within } = from;
  if (within === undefined) return lifetimeOf(from, state);
  if (typeof within !== 'string') return sumOf(from, state, windowEndingAt(timeZone, at, within));
  return countedIn(from, state, yearOf(within, state, timeZone, at));
}

/** What counts for a tier between two instants. */
export function countedIn(from: TierFrom, state: State, { start, end }: Span): number {
  return sumOf(from, state, (at) => at >= start) - sumOf(from, state, (at) => at >= end);
}

function lifetimeOf(from: TierFrom, { qualified, measured }: State): number {
  return from.points === undefined ? (measured[measureOf(from)]?.total ?? 0) : qualified[from.count];
}

/** What counts of all since the first that does. */
function sumOf(from: TierFrom, state: State, counts: (at: number) => boolean): number {
  if (from.points !== undefined) return pointsSince(state, from.count, counts);
  const items = measuredItems(from, state);
  let sum = 0;
  for (let place = firstOf(items, ([at]) => counts(at)); place < items.length; place += 1)
    sum += items[place]?.[1] ?? 0;
  return sum;
}

/** The next instant after `at` when something that counts leaves the window; null: none will. */
export function nextUncounted(from: TierFrom, state: State, timeZone: string, at: number): number | null {
  const { within } = from;
  if (within === undefined) return null;
  if (typeof within === 'string')
    return countedAt(from, state, timeZone, at) > 0 ? yearOf(within, state, timeZone, at).end : null;
  const instants =
    from.points === undefined
      ? (measuredItems(from, state).map(([instant]) => instant) as number[])
      : instantsOf(state, from.count);
  for (const instant of instants) {
    const leaves = leavesAt(timeZone, instant, within);
    if (leaves > at) return leaves;
  }
  return null;
}

function measuredItems(from: TierFrom, { measured }: State): readonly (readonly [number, number])[] {
  return measured[measureOf(from)]?.items ?? [];
}

/** Until when a tier is held that is reached, or kept, by what was counted at an instant; null: it does not lapse. */
export function heldUntil(tier: TierOf, state: State, timeZone: string, basis: number, at: number): number | null {
  const within = tier.from?.within;
  if (within === undefined || tier.downgrade === 'none') return null;
  if (typeof within !== 'string') return addDuration(timeZone, at, within);
  if (within === 'tier-year') return addDuration(timeZone, at, { years: 1 });
  const year = yearOf(within, state, timeZone, basis);
  return tier.from?.keeps === 'end' ? year.end : yearOf(within, state, timeZone, year.end).end;
}

/** What counts for keeping a tier at the instant when it is looked at: its window, or the year that ends then. */
export function countedToKeep(tier: TierOf, state: State, timeZone: string, at: number): number {
  const { from } = tier;
  if (!from) return 0;
  const now = countedAt(from, state, timeZone, at);
  if (typeof from.within !== 'string') return now;
  // What is in grace may still be met by the year that had ended.
  const ends = [at, ...(state.tierGrace === null ? [] : [state.tierGrace])];
  if (from.within === 'tier-year')
    return Math.max(
      ...ends.map((end) => countedIn(from, state, { start: addDuration(timeZone, end, { years: 1 }, -1), end: at })),
    );
  if (from.keeps === 'end') return now;
  const years = ends.map((end) => countedIn(from, state, yearOf(from.within as YearOf, state, timeZone, end - 1)));
  return Math.max(now, ...years);
}
