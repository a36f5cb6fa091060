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
import type { Draft } from '../decide/draft.ts';

/** The lots that so many available points are spent from, in the order of RULES 18. */
export function partsToSpend(draft: Draft, points: number): {
  lot: string;
  points: number;
}[] {
  if (stryMutAct_9fa48("3353")) {
    {}
  } else {
    stryCov_9fa48("3353");
    const parts: {
      lot: string;
      points: number;
    }[] = [];
    let left = points;
    for (const lot of draft.state.lots) {
      if (stryMutAct_9fa48("3355")) {
        {}
      } else {
        stryCov_9fa48("3355");
        if (left === 0 || lot.activeAt !== null) break;
        const taken = Math.min(left, lot.points);
        parts.push({
          lot: lot.id,
          points: taken
        });
        left -= taken;
      }
    }
    return parts;
  }
}