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

/** Parts of a program document, as the engine names them. */
export type Rule = Program['rules'][number];
export type Campaign = Program['campaigns'][number];
export type ChallengeOf = Program['challenges'][number];
export type RewardOf = Program['rewards'][number];
export type BoardOf = Program['boards'][number];
export type LimitOf = {
  times?: number | undefined;
  points?: number | undefined;
  per: Per;
};
type Per = 'order' | 'day' | 'week' | 'month' | 'year' | 'ever';

/** Whether an instant lies in [from, until) of something dated; a side left out is open. */
export function isDated(dates: {
  from?: string | undefined;
  until?: string | undefined;
}, at: number): boolean {
  if (stryMutAct_9fa48("1909")) {
    {}
  } else {
    stryCov_9fa48("1909");
    return (!dates.from || at >= Date.parse(dates.from)) && (!dates.until || at < Date.parse(dates.until));
  }
}