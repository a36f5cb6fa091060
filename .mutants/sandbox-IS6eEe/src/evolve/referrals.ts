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
import type { Change } from '../log/change.ts';
import type { State } from '../log/state.ts';

/** By whom the member came, and whom they brought. */
export function applyReferral(state: State, change: Extract<Change, {
  kind: `referral.${string}` | 'friend.advanced';
}>): void {
  if (stryMutAct_9fa48("2366")) {
    {}
  } else {
    stryCov_9fa48("2366");
    switch (change.kind) {
      case 'referral.linked':
        if (stryMutAct_9fa48("2367")) {} else {
          stryCov_9fa48("2367");
          {
            if (stryMutAct_9fa48("2369")) {
              {}
            } else {
              stryCov_9fa48("2369");
              const {
                advocate,
                code,
                at,
                until
              } = change;
              state.referral = {
                advocate,
                code,
                at,
                until,
                qualifiedBy: null
              };
              return;
            }
          }
        }
      case 'referral.qualified':
        if (stryMutAct_9fa48("2371")) {} else {
          stryCov_9fa48("2371");
          if (state.referral) state.referral = {
            ...state.referral,
            qualifiedBy: change.subject
          };
          return;
        }
      case 'referral.unqualified':
        if (stryMutAct_9fa48("2376")) {} else {
          stryCov_9fa48("2376");
          if (state.referral) state.referral = stryMutAct_9fa48("2380") ? {} : (stryCov_9fa48("2380"), {
            ...state.referral,
            qualifiedBy: null
          });
          return;
        }
      case 'friend.advanced':
        if (stryMutAct_9fa48("2381")) {} else {
          stryCov_9fa48("2381");
          {
            if (stryMutAct_9fa48("2383")) {
              {}
            } else {
              stryCov_9fa48("2383");
              const {
                friend,
                stage,
                at,
                points,
                lot,
                effect
              } = change;
              const before = state.friends[friend];
              const counts = {
                ...state.friendCounts
              };
              if (before) counts[before.stage] -= 1;
              counts[stage] += 1;
              state.friendCounts = counts;
              state.friends[friend] = {
                stage,
                at,
                points,
                lot,
                effect
              };
              return;
            }
          }
        }
    }
  }
}