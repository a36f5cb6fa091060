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
import type { Program } from '@laurel/contract';
import { type Draft, emit } from '../decide/draft.ts';
import type { State } from '../log/state.ts';
import { partsOf } from '../time/add.ts';
import { leavesAt, windowEndingAt } from './window.ts';
const DAY = 86_400_000;
/** Counts are kept at least so long, so that a tier that is published later finds them. */
const KEPT_DAYS = 760;
const DAYS = {
  minutes: 1,
  hours: 1,
  days: 1,
  weeks: 7,
  months: 31,
  years: 366
};

/** Notes that points count for tiers from an instant on. */
export function count(draft: Draft, counted: {
  count: 'active' | 'earned';
  at: number;
  points: number;
  subject: string | null;
}): void {
  if (stryMutAct_9fa48("4344")) {
    {}
  } else {
    stryCov_9fa48("4344");
    emit(draft, {
      kind: 'tier.counted',
      ...counted,
      until: counted.at + keptDays(draft.program) * DAY
    });
  }
}

/** Takes so many points back out of what a subject counted, the latest first. */
export function uncount(draft: Draft, {
  count: kind,
  subject,
  points,
  at
}: {
  count: 'active' | 'earned';
  subject: string;
  points: number;
  at: number;
}): void {
  if (stryMutAct_9fa48("4349")) {
    {}
  } else {
    stryCov_9fa48("4349");
    const items = draft.state.qualifying.filter(item => item.count === kind && item.subject === subject);
    let left = points;
    for (const item of stryMutAct_9fa48("4359") ? items : (stryCov_9fa48("4359"), items.reverse())) {
      if (stryMutAct_9fa48("4360")) {
        {}
      } else {
        stryCov_9fa48("4360");
        const taken = Math.min(left, item.points);
        if (taken === 0) break;
        emit(draft, {
          kind: 'tier.counted',
          count: kind,
          at: item.at,
          points: -taken,
          subject,
          until: item.until
        });
        left -= taken;
      }
    }
    // What no window reaches any more still leaves the lifetime's sum.
    if (left > 0) emit(draft, {
      kind: 'tier.counted',
      count: kind,
      at,
      points: -left,
      subject,
      until: at
    });
  }
}

/** The sum that a tier asks for, at an instant. */
export function countedFor(tier: Program['tiers'][number], state: State, timeZone: string, at: number): number {
  if (stryMutAct_9fa48("4376")) {
    {}
  } else {
    stryCov_9fa48("4376");
    const {
      count: kind,
      within
    } = tier.from;
    if (!within) return state.qualified[kind];
    const counts = windowEndingAt(timeZone, at, within);
    let sum = 0;
    for (const item of state.qualifying) if (item.count === kind && counts(item.at)) sum += item.points;
    return sum;
  }
}

/** The next instant after `at` when something that counts for a tier leaves its window; null: none will. */
export function nextUncounted(tier: Program['tiers'][number], state: State, timeZone: string, at: number): number | null {
  if (stryMutAct_9fa48("4386")) {
    {}
  } else {
    stryCov_9fa48("4386");
    const {
      count: kind,
      within
    } = tier.from;
    if (!within) return null;
    for (const item of state.qualifying) {
      if (stryMutAct_9fa48("4390")) {
        {}
      } else {
        stryCov_9fa48("4390");
        if (item.count !== kind) continue;
        const leaves = leavesAt(timeZone, item.at, within);
        if (leaves > at) return leaves;
      }
    }
    return null;
  }
}
function keptDays({
  tiers
}: Program): number {
  if (stryMutAct_9fa48("4398")) {
    {}
  } else {
    stryCov_9fa48("4398");
    let most = KEPT_DAYS;
    for (const {
      from
    } of tiers) {
      if (stryMutAct_9fa48("4399")) {
        {}
      } else {
        stryCov_9fa48("4399");
        if (!from.within) continue;
        const {
          unit,
          n
        } = partsOf(from.within);
        most = Math.max(most, DAYS[unit] * n + 7);
      }
    }
    return most;
  }
}