import type { Streak } from '@laurel/contract';
import { Temporal } from 'temporal-polyfill';
import { unitOf as dayOrWeekOf } from '../boards/streak.ts';
import { dayOf, dayOfDate } from '../time/day.ts';

export type StreakPer = Streak['per'];

/** The number of the local day, week (from Monday) or month of an instant: the next one has the next number, whatever the clocks do. */
export function unitAt(timeZone: string, at: number, per: StreakPer): number {
  if (per !== 'month') return dayOrWeekOf(timeZone, at, per);
  const { year, month } = dayOf(timeZone, at);
  return year * 12 + month - 1;
}

/** The instant at which a day, week or month is over where the member is. */
export function unitEnds(timeZone: string, unit: number, per: StreakPer): number {
  if (per === 'month') {
    const next = Temporal.PlainDate.from({ year: Math.floor(unit / 12), month: (unit % 12) + 1, day: 1 }).add({
      months: 1,
    });
    return dayOfDate(timeZone, next).start;
  }
  // Weeks are counted from the first Monday of 1970, the 5th of January.
  const day = per === 'day' ? unit + 1 : unit * 7 + 11;
  return dayOfDate(timeZone, Temporal.PlainDate.from('1970-01-01').add({ days: day })).start;
}
