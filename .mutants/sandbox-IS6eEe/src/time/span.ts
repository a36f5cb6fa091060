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
import { shifted } from './add.ts';
import { dayOf, dayOfDate } from './day.ts';
export type SpanUnit = 'day' | 'week' | 'month' | 'year';

/** A stretch of time, [start, end). */
export interface Span {
  start: number;
  end: number;
}

/** The day, week (from Monday), month or year of a time zone that an instant lies in. */
export function spanOf(timeZone: string, at: number, unit: SpanUnit): Span {
  if (stryMutAct_9fa48("4607")) {
    {}
  } else {
    stryCov_9fa48("4607");
    const day = dayOf(timeZone, at);
    if (unit === 'day') return {
      start: day.start,
      end: day.end
    };
    if (unit === 'week') {
      if (stryMutAct_9fa48("4617")) {
        {}
      } else {
        stryCov_9fa48("4617");
        const first = shifted(timeZone, day, 'days', 1 - day.weekday);
        return {
          start: first.start,
          end: shifted(timeZone, first, 'days', 7).start
        };
      }
    }
    const month = unit === 'month' ? day.month : 1;
    const first = dayOfDate(timeZone, Temporal.PlainDate.from({
      year: day.year,
      month,
      day: 1
    }));
    return {
      start: first.start,
      end: shifted(timeZone, first, unit === 'month' ? 'months' : 'years', 1).start
    };
  }
}