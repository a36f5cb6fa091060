import type { Duration, Expiry } from '@laurel/contract';
import { Temporal } from 'temporal-polyfill';
import type { Draft } from '../decide/draft.ts';
import type { LotExpiry } from '../log/change.ts';
import { addDuration, partsOf } from '../time/add.ts';
import { dayOf, dayOfDate } from '../time/day.ts';
import { spanOf } from '../time/span.ts';

/** An expiry of the program document as a lot records it. */
export function lotExpiryOf(expiry: Expiry | undefined, timeZone: string): LotExpiry {
  if (!expiry) return null;
  if ('after' in expiry) return { ...partsOf(expiry.after), timeZone, endOf: expiry.endOf };
  if ('dates' in expiry) {
    const least = expiry.atLeast ? partsOf(expiry.atLeast) : { unit: 'days' as const, n: 0 };
    return { ...least, timeZone, dates: expiry.dates.toSorted() };
  }
  if ('inactive' in expiry) {
    const { inactive, activities: on, of, endOf } = expiry;
    return { ...partsOf(inactive), timeZone, idle: { of, on }, ...(endOf ? { endOf } : {}) };
  }
  return { ...partsOf(expiry), timeZone };
}

/**
 * When points expire whose time starts at an instant: the time after it, rounded up to the end of a period or day where so
 * recorded. An instant that is such an end already stays.
 * @param from milliseconds
 */
export function expiresAtOf({ unit, n, timeZone, endOf, dates }: NonNullable<LotExpiry>, from: number): number {
  const at = addDuration(timeZone, from, { [unit]: n } as Duration);
  if (endOf) return spanOf(timeZone, at - 1, endOf).end;
  return dates ? nextDate(timeZone, dates, at, from) : at;
}

/** The end of the first of some days of the year that is not before `at` and is after `from`. */
function nextDate(timeZone: string, dates: readonly string[], at: number, from: number): number {
  const { year } = dayOf(timeZone, at);
  for (let y = year - 1; ; y += 1) {
    for (const date of dates) {
      const [month = 1, day = 1] = date.split('-').map(Number);
      const { end } = dayOfDate(timeZone, Temporal.PlainDate.from({ year: y, month, day }));
      if (end >= at && end > from) return end;
    }
  }
}

/**
 * When points end: their time runs from activation. Where the whole balance goes by the member's activity, they end with the rest
 * of it, unless that is before they begin.
 */
export function lifeEnd(
  { state }: Pick<Draft, 'state'>,
  how: NonNullable<LotExpiry>,
  at: number,
  activeAt: number | null,
): number {
  const own = expiresAtOf(how, activeAt ?? at);
  if (how.idle?.of !== 'balance') return own;
  let end: number | null = null;
  for (const { expiry, expiresAt } of state.lots)
    if (expiry?.idle?.of === 'balance' && expiresAt !== null) end = Math.max(end ?? 0, expiresAt);
  const shared = end ?? expiresAtOf(how, at);
  return shared > (activeAt ?? at) ? shared : own;
}
