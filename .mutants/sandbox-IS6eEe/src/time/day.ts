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
  if (stryMutAct_9fa48("4524")) {
    {}
  } else {
    stryCov_9fa48("4524");
    const days = remembered(timeZone);
    const slot = Math.floor(at / UTC_DAY);
    const found = days.get(slot)?.find(day => day.start <= at && at < day.end);
    return stryMutAct_9fa48("4537") ? found && remember(days, Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)) : (stryCov_9fa48("4537"), found ?? remember(days, Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)));
  }
}

/** The local day of a date. */
export function dayOfDate(timeZone: string, date: Temporal.PlainDate): Day {
  if (stryMutAct_9fa48("4538")) {
    {}
  } else {
    stryCov_9fa48("4538");
    const days = remembered(timeZone);
    const noon = Date.UTC(date.year, date.month - 1, date.day, 12);
    const found = days.get(Math.floor(noon / UTC_DAY))?.find(day => day.day === date.day && day.month === date.month && day.year === date.year);
    return found ?? remember(days, date.toZonedDateTime(timeZone));
  }
}

/** The instant of a local time in hours on a day, 0 to 23, as a clock on the wall shows it. */
export function hourOf(timeZone: string, at: number): number {
  if (stryMutAct_9fa48("4555")) {
    {}
  } else {
    stryCov_9fa48("4555");
    const day = dayOf(timeZone, at);
    if (day.regular) return Math.floor((at - day.start) / 3_600_000);
    return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).hour;
  }
}
function remembered(timeZone: string): Map<number, Day[]> {
  if (stryMutAct_9fa48("4560")) {
    {}
  } else {
    stryCov_9fa48("4560");
    let days = zones.get(timeZone);
    if (!days || days.size > MOST) {
      if (stryMutAct_9fa48("4568")) {
        {}
      } else {
        stryCov_9fa48("4568");
        if (zones.size > 500) zones.clear();
        days = new Map();
        zones.set(timeZone, days);
      }
    }
    return days;
  }
}
function remember(days: Map<number, Day[]>, moment: Temporal.ZonedDateTime): Day {
  if (stryMutAct_9fa48("4573")) {
    {}
  } else {
    stryCov_9fa48("4573");
    const first = moment.startOfDay();
    const start = first.epochMilliseconds;
    const end = first.add({
      days: 1
    }).startOfDay().epochMilliseconds;
    const {
      year,
      month,
      day,
      dayOfWeek: weekday
    } = first;
    const regular = end - start === UTC_DAY && first.hour === 0 && first.minute === 0;
    const made = {
      start,
      end,
      year,
      month,
      day,
      weekday,
      regular
    };
    // The slots that the day overlaps, and the one of its date's noon, by which it is looked up as a date.
    const slots = new Set([Math.floor(start / UTC_DAY), Math.floor((end - 1) / UTC_DAY), Math.floor(Date.UTC(year, month - 1, day, 12) / UTC_DAY)]);
    for (const slot of slots) {
      if (stryMutAct_9fa48("4594")) {
        {}
      } else {
        stryCov_9fa48("4594");
        const standing = days.get(slot);
        if (!standing) days.set(slot, [made]);else if (!standing.some(other => other.start === start)) standing.push(made);
      }
    }
    return made;
  }
}