import { Temporal } from 'temporal-polyfill';
import { shifted } from './add.ts';
import { type Day, dayOf, dayOfDate } from './day.ts';

export type SpanUnit = 'day' | 'week' | 'month' | 'year';

/** A stretch of time, [start, end). */
export interface Span {
  start: number;
  end: number;
}

const MONTHS = { month: 1, quarter: 3, year: 12 };

/** By day, the stretches that it lies in. */
const known = new WeakMap<Day, Partial<Record<SpanUnit | 'quarter', Span>>>();

/** The day, week (from Monday), month, quarter or year of a time zone that an instant lies in. */
export function spanOf(timeZone: string, at: number, unit: SpanUnit | 'quarter'): Span {
  const day = dayOf(timeZone, at);
  let spans = known.get(day);
  if (!spans) {
    spans = {};
    known.set(day, spans);
  }
  spans[unit] ??= spanWith(timeZone, day, unit);
  return spans[unit];
}

function spanWith(timeZone: string, day: Day, unit: SpanUnit | 'quarter'): Span {
  if (unit === 'day') return { start: day.start, end: day.end };
  if (unit === 'week') {
    const first = shifted(timeZone, day, 'days', 1 - day.weekday);
    return { start: first.start, end: shifted(timeZone, first, 'days', 7).start };
  }
  const months = MONTHS[unit];
  const month = Math.floor((day.month - 1) / months) * months + 1;
  const first = dayOfDate(timeZone, Temporal.PlainDate.from({ year: day.year, month, day: 1 }));
  return { start: first.start, end: shifted(timeZone, first, 'months', months).start };
}
