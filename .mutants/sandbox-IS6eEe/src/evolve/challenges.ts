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
const BEGINNING = {
  steps: [],
  completedAt: null,
  lot: null,
  points: 0,
  expired: 0
};

/** Progress, completion and badges. */
export function applyChallenge(state: State, change: Extract<Change, {
  kind: `challenge.${string}` | `badge.${string}`;
}>): void {
  if (stryMutAct_9fa48("2105")) {
    {}
  } else {
    stryCov_9fa48("2105");
    switch (change.kind) {
      case 'challenge.progressed':
        if (stryMutAct_9fa48("2106")) {} else {
          stryCov_9fa48("2106");
          {
            if (stryMutAct_9fa48("2108")) {
              {}
            } else {
              stryCov_9fa48("2108");
              const standing = state.challenges[change.challenge] ?? BEGINNING;
              const steps = standing.steps.slice();
              while (steps.length <= change.step) steps.push(0);
              steps[change.step] = change.value;
              state.challenges[change.challenge] = {
                ...standing,
                steps
              };
              return;
            }
          }
        }
      case 'challenge.completed':
        if (stryMutAct_9fa48("2115")) {} else {
          stryCov_9fa48("2115");
          {
            if (stryMutAct_9fa48("2117")) {
              {}
            } else {
              stryCov_9fa48("2117");
              const standing = state.challenges[change.challenge] ?? BEGINNING;
              const {
                at: completedAt,
                lot,
                points
              } = change;
              state.challenges[change.challenge] = {
                ...standing,
                completedAt,
                lot,
                points,
                expired: 0
              };
              return;
            }
          }
        }
      case 'challenge.undone':
        if (stryMutAct_9fa48("2120")) {} else {
          stryCov_9fa48("2120");
          {
            if (stryMutAct_9fa48("2122")) {
              {}
            } else {
              stryCov_9fa48("2122");
              const {
                steps
              } = state.challenges[change.challenge] ?? BEGINNING;
              state.challenges[change.challenge] = {
                ...BEGINNING,
                steps
              };
              return;
            }
          }
        }
      case 'badge.granted':
        if (stryMutAct_9fa48("2125")) {} else {
          stryCov_9fa48("2125");
          state.badges[change.badge] = change.at;
          return;
        }
      case 'badge.withdrawn':
        if (stryMutAct_9fa48("2127")) {} else {
          stryCov_9fa48("2127");
          delete state.badges[change.badge];
          return;
        }
    }
  }
}