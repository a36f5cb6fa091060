// @ts-nocheck
function stryNS_9fa48() {
  var g = typeof globalThis === 'object' && globalThis && globalThis.Math === Math && globalThis || new Function("return this")();
  var ns = g.__stryker__ || (g.__stryker__ = {});
  if (ns.activeMutant === undefined && g.process && g.process.env && g.process.env.__STRYKER_ACTIVE_MUTANT__) {
    ns.activeMutant = g.process.env.__STRYKER_ACTIVE_MUTANT__;
  }
  function retrieveNS() {
    return ns;
  }
  stryNS_9fa48 = retrieveNS;
  return retrieveNS();
}
stryNS_9fa48();
function stryCov_9fa48() {
  var ns = stryNS_9fa48();
  var cov = ns.mutantCoverage || (ns.mutantCoverage = {
    static: {},
    perTest: {}
  });
  function cover() {
    var c = cov.static;
    if (ns.currentTestId) {
      c = cov.perTest[ns.currentTestId] = cov.perTest[ns.currentTestId] || {};
    }
    var a = arguments;
    for (var i = 0; i < a.length; i++) {
      c[a[i]] = (c[a[i]] || 0) + 1;
    }
  }
  stryCov_9fa48 = cover;
  cover.apply(null, arguments);
}
function stryMutAct_9fa48(id) {
  var ns = stryNS_9fa48();
  function isActive(id) {
    if (ns.activeMutant === id) {
      if (ns.hitCount !== void 0 && ++ns.hitCount > ns.hitLimit) {
        throw new Error('Stryker: Hit count limit reached (' + ns.hitCount + ')');
      }
      return true;
    }
    return false;
  }
  stryMutAct_9fa48 = isActive;
  return isActive(id);
}
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
export function periodOf({
  period
}: Timed, timeZone: string, at: number): BoardPeriod | null {
  if (stryMutAct_9fa48("7")) {
    {}
  } else {
    stryCov_9fa48("7");
    if (period === 'all') return {
      id: 'all',
      startsAt: null,
      endsAt: null
    };
    if (typeof period === 'object') {
      if (stryMutAct_9fa48("18")) {
        {}
      } else {
        stryCov_9fa48("18");
        const season = seasonOf(period);
        return season.startsAt <= at && at < season.endsAt ? season : null;
      }
    }
    const {
      start,
      end
    } = spanOf(timeZone, at, period);
    return {
      id: nameOf(timeZone, start, period),
      startsAt: start,
      endsAt: end
    };
  }
}

/** The period of a board by its id; null for an id that is none of this board's. */
export function periodById(board: Timed, timeZone: string, id: string): BoardPeriod | null {
  if (stryMutAct_9fa48("29")) {
    {}
  } else {
    stryCov_9fa48("29");
    const {
      period
    } = board;
    if (period === 'all') return id === 'all' ? {
      id,
      startsAt: null,
      endsAt: null
    } : null;
    if (typeof period === 'object') return id === period.season ? seasonOf(period) : null;
    const date = dateOf(id, period);
    if (!date) return null;
    const found = periodOf(board, timeZone, dayOfDate(timeZone, date).start);
    return found?.id === id ? found : null;
  }
}

/** When a period closes for good: its end, and the time that late facts are waited for; null: never. */
export function closesAt({
  hold
}: Pick<BoardOf, 'hold'>, timeZone: string, {
  endsAt
}: BoardPeriod): number | null {
  if (stryMutAct_9fa48("53")) {
    {}
  } else {
    stryCov_9fa48("53");
    return endsAt === null ? null : addDuration(timeZone, endsAt, hold);
  }
}
function seasonOf({
  season,
  from,
  to
}: Exclude<BoardOf['period'], string>) {
  if (stryMutAct_9fa48("57")) {
    {}
  } else {
    stryCov_9fa48("57");
    return {
      id: season,
      startsAt: Date.parse(from),
      endsAt: Date.parse(to)
    };
  }
}
function nameOf(timeZone: string, start: number, unit: SpanUnit): string {
  if (stryMutAct_9fa48("59")) {
    {}
  } else {
    stryCov_9fa48("59");
    const {
      year,
      month,
      day
    } = dayOf(timeZone, start);
    const [y, m, d] = [String(year).padStart(4, '0'), two(month), two(day)];
    if (unit === 'day') return `${y}-${m}-${d}`;
    if (unit === 'month') return `${y}-${m}`;
    if (unit === 'year') return y;
    const {
      weekOfYear = 0,
      yearOfWeek = 0
    } = Temporal.PlainDate.from({
      year,
      month,
      day
    });
    return `${String(yearOfWeek).padStart(4, '0')}-W${two(weekOfYear)}`;
  }
}

/** The first date of a period by its id, or null. */
function dateOf(id: string, unit: SpanUnit): Temporal.PlainDate | null {
  if (stryMutAct_9fa48("79")) {
    {}
  } else {
    stryCov_9fa48("79");
    const match = PATTERNS[unit].exec(id);
    if (!match) return null;
    const [year = 0, second = 1, third = 1] = match.slice(1).map(Number);
    try {
      if (stryMutAct_9fa48("84")) {
        {}
      } else {
        stryCov_9fa48("84");
        if (unit !== 'week') return Temporal.PlainDate.from({
          year,
          month: second,
          day: third
        }, {
          overflow: 'reject'
        });
        // The week that 4 January lies in is the first of its year.
        const fourth = Temporal.PlainDate.from({
          year,
          month: 1,
          day: 4
        });
        return fourth.add({
          days: (second - 1) * 7 - (fourth.dayOfWeek - 1)
        });
      }
    } catch {
      if (stryMutAct_9fa48("98")) {
        {}
      } else {
        stryCov_9fa48("98");
        return null;
      }
    }
  }
}
const PATTERNS: Record<SpanUnit, RegExp> = {
  day: /^(\d{4})-(\d{2})-(\d{2})$/,
  week: /^(\d{4})-W(\d{2})$/,
  month: /^(\d{4})-(\d{2})$/,
  year: /^(\d{4})$/
};
function two(n: number): string {
  if (stryMutAct_9fa48("124")) {
    {}
  } else {
    stryCov_9fa48("124");
    return String(n).padStart(2, '0');
  }
}