import type { Duration } from '@laurel/contract';
import { Temporal } from 'temporal-polyfill';
import { type Day, dayOf, dayOfDate } from './day.ts';

type Shift = 'days' | 'weeks' | 'months' | 'years';
export type Unit = 'minutes' | 'hours' | Shift;

/** By unit and number, the days that were asked for. A day is one object as long as it is remembered. */
const shifts: Record<Shift, Map<number, WeakMap<Day, Day>>> = {
  days: new Map(),
  weeks: new Map(),
  months: new Map(),
  years: new Map(),
};
/** Numbers that are remembered for each unit. */
const MOST = 5_000;

/** The one unit of a duration, and how many of it. */
export function partsOf(duration: Duration): { unit: Unit; n: number } {
  const [unit, n] = Object.entries(duration)[0] as [Unit, number];
  return { unit, n };
}

/**
 * The instant a length of time later: minutes and hours as time passes, all else at the same local time so many calendar days,
 * months or years later, the last day of a month where it has no such day.
 * @param at milliseconds
 * @param sign −1: earlier
 */
export function addDuration(timeZone: string, at: number, duration: Duration, sign: 1 | -1 = 1): number {
  const { unit, n } = partsOf(duration);
  if (unit === 'minutes') return at + sign * n * 60_000;
  if (unit === 'hours') return at + sign * n * 3_600_000;
  const day = dayOf(timeZone, at);
  const target = shifted(timeZone, day, unit, sign * n);
  if (day.regular && target.regular) return target.start + (at - day.start);
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .add({ [unit]: sign * n }).epochMilliseconds;
}

/** The local day so many calendar units later. */
export function shifted(timeZone: string, day: Day, unit: Shift, n: number): Day {
  if (n === 0) return day;
  let days = shifts[unit].get(n);
  const known = days?.get(day);
  if (known) return known;
  const made = dayOfDate(
    timeZone,
    Temporal.PlainDate.from({ year: day.year, month: day.month, day: day.day }).add({ [unit]: n }),
  );
  if (!days) {
    if (shifts[unit].size > MOST) shifts[unit].clear();
    days = new WeakMap();
    shifts[unit].set(n, days);
  }
  days.set(day, made);
  return made;
}
