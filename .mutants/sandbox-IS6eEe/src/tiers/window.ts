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
import { addDuration } from '../time/add.ts';

/** The instant at which what happened at `from` no longer counts: the same local time, the window later. */
export function leavesAt(timeZone: string, from: number, within: Duration): number {
  if (stryMutAct_9fa48("4465")) {
    {}
  } else {
    stryCov_9fa48("4465");
    return addDuration(timeZone, from, within);
  }
}
const SURE = 4 * 86_400_000;

/**
 * Whether an instant still counts in the rolling window that ends at `at`. The window is counted forward from each instant
 * (RULES 4), which months of different lengths make different from backward; only near its edge does it matter.
 */
export function windowEndingAt(timeZone: string, at: number, within: Duration): (from: number) => boolean {
  if (stryMutAct_9fa48("4467")) {
    {}
  } else {
    stryCov_9fa48("4467");
    const edge = addDuration(timeZone, at, within, -1);
    return from => from > edge + SURE || from > edge - SURE && leavesAt(timeZone, from, within) > at;
  }
}