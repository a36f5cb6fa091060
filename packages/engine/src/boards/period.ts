import { Temporal } from 'temporal-polyfill';
import type { BoardOf } from '../earn/program.ts';
import { addDuration } from '../time/add.ts';
import { dayOf, dayOfDate } from '../time/day.ts';
import { type SpanUnit, spanOf } from '../time/span.ts';

/** One window of a board, [startsAt, endsAt). */
export interface BoardPeriod {
  /** "2026-11-22", "2026-W47", "2026-11", "2026", the season's name, or "all". */
  id: string;
  startsAt: number | null;
  endsAt: number | null;
}

type Timed = Pick<BoardOf, 'period'>;

/** The period of a board that an instant lies in; null outside its season. */
export function periodOf({ period }: Timed, timeZone: string, at: number): BoardPeriod | null {
  if (period === 'all') return { id: 'all', startsAt: null, endsAt: null };
  if (typeof period === 'object') {
    const season = seasonOf(period, timeZone);
    return season.startsAt <= at && at < season.endsAt ? season : null;
  }
  const { start, end } = spanOf(timeZone, at, period);
  return { id: nameOf(timeZone, start, period), startsAt: start, endsAt: end };
}

/** The period of a board by its id; null for an id that is none of this board's. */
export function periodById(board: Timed, timeZone: string, id: string): BoardPeriod | null {
  const { period } = board;
  if (period === 'all') return id === 'all' ? { id, startsAt: null, endsAt: null } : null;
  if (typeof period === 'object') return id === period.season ? seasonOf(period, timeZone) : null;
  const date = dateOf(id, period);
  if (!date) return null;
  const found = periodOf(board, timeZone, dayOfDate(timeZone, date).start);
  return found?.id === id ? found : null;
}

/** When a period closes for good: its end, and the time that late facts are waited for; null: never. */
export function closesAt({ hold }: Pick<BoardOf, 'hold'>, timeZone: string, { endsAt }: BoardPeriod): number | null {
  return endsAt === null ? null : addDuration(timeZone, endsAt, hold);
}

/** A period and when it closes for good. */
type Closing = BoardPeriod & { closesAt: number | null };

/** Periods that were met of each board, oldest first: facts come close to each other, and a calendar is dear to ask. */
const met = new WeakMap<Timed, { timeZone: string; periods: Closing[] }>();
const MOST = 2_000;

/** The period that an instant lies in, and when it closes for good; null outside the board's season. */
export function closingAt(board: Timed & Pick<BoardOf, 'hold'>, timeZone: string, at: number): Closing | null {
  let known = met.get(board);
  if (known?.timeZone !== timeZone) {
    known = { timeZone, periods: [] };
    met.set(board, known);
  }
  const { periods } = known;
  let [from, to] = [0, periods.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((periods[middle]?.endsAt ?? Infinity) <= at) from = middle + 1;
    else to = middle;
  }
  const next = periods[from];
  if (next && (next.startsAt ?? -Infinity) <= at) return next;
  const period = periodOf(board, timeZone, at);
  if (!period) return null;
  const found = { ...period, closesAt: closesAt(board, timeZone, period) };
  if (periods.length >= MOST) periods.length = 0;
  else periods.splice(from, 0, found);
  return found;
}

/** A season; one that is given by dates begins and ends with the local day. */
export function seasonOf({ season, from, to }: Exclude<BoardOf['period'], string>, timeZone: string) {
  const begin = (when: string) =>
    when.includes('T') ? Date.parse(when) : dayOfDate(timeZone, Temporal.PlainDate.from(when)).start;
  return { id: season, startsAt: begin(from), endsAt: begin(to) };
}

function nameOf(timeZone: string, start: number, unit: SpanUnit): string {
  const { year, month, day } = dayOf(timeZone, start);
  const [y, m, d] = [String(year).padStart(4, '0'), two(month), two(day)];
  if (unit === 'day') return `${y}-${m}-${d}`;
  if (unit === 'month') return `${y}-${m}`;
  if (unit === 'year') return y;
  const { weekOfYear = 0, yearOfWeek = 0 } = Temporal.PlainDate.from({ year, month, day });
  return `${String(yearOfWeek).padStart(4, '0')}-W${two(weekOfYear)}`;
}

/** The first date of a period by its id, or null. */
function dateOf(id: string, unit: SpanUnit): Temporal.PlainDate | null {
  const match = PATTERNS[unit].exec(id);
  if (!match) return null;
  const [year = 0, second = 1, third = 1] = match.slice(1).map(Number);
  try {
    if (unit !== 'week') return Temporal.PlainDate.from({ year, month: second, day: third }, { overflow: 'reject' });
    // The week that 4 January lies in is the first of its year.
    const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
    return fourth.add({ days: (second - 1) * 7 - (fourth.dayOfWeek - 1) });
  } catch {
    return null;
  }
}

const PATTERNS: Record<SpanUnit, RegExp> = {
  day: /^(\d{4})-(\d{2})-(\d{2})$/,
  week: /^(\d{4})-W(\d{2})$/,
  month: /^(\d{4})-(\d{2})$/,
  year: /^(\d{4})$/,
};

function two(n: number): string {
  return String(n).padStart(2, '0');
}
