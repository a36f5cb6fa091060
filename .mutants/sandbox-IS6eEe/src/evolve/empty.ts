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
import type { State } from '../log/state.ts';

/** The state of a log without entries. */
export function emptyState(): State {
  if (stryMutAct_9fa48("2129")) {
    {}
  } else {
    stryCov_9fa48("2129");
    return {
      seq: 0,
      recordedAt: 0,
      status: 'none',
      joinedAt: null,
      createdAt: null,
      draw: 0,
      pending: 0,
      available: 0,
      held: 0,
      owed: 0,
      lots: [],
      windows: {},
      tier: {
        id: null,
        since: null,
        until: null
      },
      tierHistory: [],
      qualifying: [],
      qualified: {
        active: 0,
        earned: 0
      },
      challenges: {},
      badges: {},
      orders: 0,
      spent: 0,
      firstOrderAt: null,
      redemptions: {},
      coupons: {},
      referral: null,
      friends: {},
      friendCounts: {
        joined: 0,
        ordered: 0,
        rewarded: 0,
        undone: 0,
        refused: 0
      },
      into: null
    };
  }
}

/**
 * A private copy, to fold further. Only the containers are copied: what they hold is never changed, only replaced.
 */
export function copyState(state: State): State {
  if (stryMutAct_9fa48("2138")) {
    {}
  } else {
    stryCov_9fa48("2138");
    return {
      ...state,
      lots: state.lots.slice(),
      windows: {
        ...state.windows
      },
      tierHistory: state.tierHistory.slice(),
      qualifying: state.qualifying.slice(),
      challenges: {
        ...state.challenges
      },
      badges: {
        ...state.badges
      },
      redemptions: {
        ...state.redemptions
      },
      coupons: {
        ...state.coupons
      },
      friends: {
        ...state.friends
      }
    };
  }
}