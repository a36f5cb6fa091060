import { Temporal } from 'temporal-polyfill';
import { dayOfDate } from './day.ts';

/**
 * The first instant of somebody's birthday in a year, where they are; 29 February is kept on 28 February in a year without one.
 * @param monthDay `MM-DD`
 */
export function birthdayIn(monthDay: string, timeZone: string, year: number): number {
  const [month = 1, day = 1] = monthDay.split('-').map(Number);
  return dayOfDate(timeZone, Temporal.PlainDate.from({ year, month, day })).start;
}
