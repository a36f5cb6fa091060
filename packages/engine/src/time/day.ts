import { Temporal } from 'temporal-polyfill';

/** One local day of a time zone. */
export interface Day {
  readonly start: number;
  readonly end: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 1 (Monday) to 7. */
  readonly weekday: number;
  /** Exactly 24 hours from midnight to midnight: a time of day is as far from its start as on any other such day. */
  readonly regular: boolean;
}

const UTC_DAY = 86_400_000;
/** Days remembered for each zone, and zones; past them all is asked anew. */
const MOST = 20_000;
const zones = new Map<string, Map<number, Day[]>>();

/** The local day that an instant lies in. */
export function dayOf(timeZone: string, at: number): Day {
  const days = remembered(timeZone);
  const slot = Math.floor(at / UTC_DAY);
  const found = days.get(slot)?.find((day) => day.start <= at && at < day.end);
  return found ?? remember(days, Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone));
}

/** The local day of a date. */
export function dayOfDate(timeZone: string, date: Temporal.PlainDate): Day {
  const days = remembered(timeZone);
  const noon = Date.UTC(date.year, date.month - 1, date.day, 12);
  const found = days
    .get(Math.floor(noon / UTC_DAY))
    ?.find((day) => day.day === date.day && day.month === date.month && day.year === date.year);
  return found ?? remember(days, date.toZonedDateTime(timeZone));
}

/** Hour and minute of an instant, as a clock on the wall shows them. */
export function timeOfDay(timeZone: string, at: number): { hour: number; minute: number } {
  const day = dayOf(timeZone, at);
  if (!day.regular) return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const minutes = Math.floor((at - day.start) / 60_000);
  return { hour: Math.floor(minutes / 60), minute: minutes % 60 };
}

function remembered(timeZone: string): Map<number, Day[]> {
  let days = zones.get(timeZone);
  if (!days || days.size > MOST) {
    if (zones.size > 500) zones.clear();
    days = new Map();
    zones.set(timeZone, days);
  }
  return days;
}

function remember(days: Map<number, Day[]>, moment: Temporal.ZonedDateTime): Day {
  const first = moment.startOfDay();
  const start = first.epochMilliseconds;
  const end = first.add({ days: 1 }).startOfDay().epochMilliseconds;
  const { year, month, day, dayOfWeek: weekday } = first;
  const regular = end - start === UTC_DAY && first.hour === 0 && first.minute === 0;
  const made = { start, end, year, month, day, weekday, regular };
  // The slots that the day overlaps, and the one of its date's noon, by which it is looked up as a date.
  const slots = new Set([
    Math.floor(start / UTC_DAY),
    Math.floor((end - 1) / UTC_DAY),
    Math.floor(Date.UTC(year, month - 1, day, 12) / UTC_DAY),
  ]);
  for (const slot of slots) {
    const standing = days.get(slot);
    if (!standing) days.set(slot, [made]);
    else if (!standing.some((other) => other.start === start)) standing.push(made);
  }
  return made;
}
