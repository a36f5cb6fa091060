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
import type { Duration } from '@laurel/contract';
import { Temporal } from 'temporal-polyfill';
import { type Day, dayOf, dayOfDate } from './day.ts';
export type Unit = 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
const shifts = new Map<string, Day>();
const MOST = 50_000;

/** The one unit of a duration, and how many of it. */
export function partsOf(duration: Duration): {
  unit: Unit;
  n: number;
} {
  if (stryMutAct_9fa48("4486")) {
    {}
  } else {
    stryCov_9fa48("4486");
    const [unit, n] = Object.entries(duration)[0] as [Unit, number];
    return {
      unit,
      n
    };
  }
}

/**
 * The instant a length of time later: minutes and hours as time passes, all else at the same local time so many calendar days,
 * months or years later, the last day of a month where it has no such day.
 * @param at milliseconds
 * @param sign −1: earlier
 */
export function addDuration(timeZone: string, at: number, duration: Duration, sign: 1 | -1 = 1): number {
  if (stryMutAct_9fa48("4488")) {
    {}
  } else {
    stryCov_9fa48("4488");
    const {
      unit,
      n
    } = partsOf(duration);
    if (unit === 'minutes') return at + sign * n * 60_000;
    if (unit === 'hours') return at + sign * n * 3_600_000;
    const day = dayOf(timeZone, at);
    const target = shifted(timeZone, day, unit, sign * n);
    if (day.regular && target.regular) return target.start + (at - day.start);
    return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).add({
      [unit]: sign * n
    }).epochMilliseconds;
  }
}

/** The local day so many calendar units later. */
export function shifted(timeZone: string, day: Day, unit: 'days' | 'weeks' | 'months' | 'years', n: number): Day {
  if (stryMutAct_9fa48("4511")) {
    {}
  } else {
    stryCov_9fa48("4511");
    if (n === 0) return day;
    const key = `${timeZone} ${unit} ${n} ${day.start}`;
    const known = shifts.get(key);
    if (known) return known;
    const made = dayOfDate(timeZone, Temporal.PlainDate.from({
      year: day.year,
      month: day.month,
      day: day.day
    }).add({
      [unit]: n
    }));
    if (shifts.size > MOST) shifts.clear();
    shifts.set(key, made);
    return made;
  }
}