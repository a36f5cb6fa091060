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
import { LIMITS } from '@laurel/contract';
import type { Lot, State } from '../log/state.ts';
const DAY = 86_400_000;
/** How long after it no late fact can come any more. */
const LATE = (LIMITS.lateDays + 1) * DAY;
/** How long a coupon that was used, ran out or was cancelled may still be asked about. */
const COUPON_KEPT = 400 * DAY;
/** Active lots without expiry that are kept apart; older ones are one. */
const LOTS_KEPT = 64;
const FRIENDS_KEPT = 200;

/** Lets go of what no later decision can need, so that a state does not grow with its log. */
export function bound(state: State): void {
  if (stryMutAct_9fa48("2003")) {
    {}
  } else {
    stryCov_9fa48("2003");
    const now = state.recordedAt;
    for (const [key, {
      closesAt
    }] of Object.entries(state.windows)) {
      if (stryMutAct_9fa48("2004")) {
        {}
      } else {
        stryCov_9fa48("2004");
        if (closesAt !== null && closesAt + LATE <= now) delete state.windows[key];
      }
    }
    while ((state.tierHistory[1]?.from ?? now) <= now - LATE) state.tierHistory.shift();
    if (state.qualifying.some(({
      until
    }) => until <= now)) state.qualifying = state.qualifying.filter(({
      until
    }) => until > now);
    boundCoupons(state, now - COUPON_KEPT);
    boundFriends(state);
    mergeLots(state);
  }
}
function boundCoupons(state: State, before: number): void {
  if (stryMutAct_9fa48("2035")) {
    {}
  } else {
    stryCov_9fa48("2035");
    for (const coupon of Object.values(state.coupons)) {
      if (stryMutAct_9fa48("2036")) {
        {}
      } else {
        stryCov_9fa48("2036");
        const over = coupon.usedAt ?? coupon.cancelledAt ?? coupon.expiresAt;
        if (over === null || over > before) continue;
        delete state.coupons[coupon.code];
        if (coupon.redemption !== null) delete state.redemptions[coupon.redemption];
      }
    }
  }
}

/** The oldest whose reward no longer waits go; they stay in the counts. */
function boundFriends(state: State): void {
  if (stryMutAct_9fa48("2050")) {
    {}
  } else {
    stryCov_9fa48("2050");
    const friends = Object.entries(state.friends);
    if (friends.length <= FRIENDS_KEPT) return;
    const done = friends.filter(([, {
      stage
    }]) => stage !== 'ordered').sort(([, a], [, b]) => a.at - b.at);
    for (const [friend] of stryMutAct_9fa48("2064") ? done : (stryCov_9fa48("2064"), done.slice(0, stryMutAct_9fa48("2065") ? friends.length + FRIENDS_KEPT : (stryCov_9fa48("2065"), friends.length - FRIENDS_KEPT)))) delete state.friends[friend];
  }
}

/** Old active lots that never expire are spent one after another and may as well be one. */
function mergeLots(state: State): void {
  if (stryMutAct_9fa48("2066")) {
    {}
  } else {
    stryCov_9fa48("2066");
    if (state.lots.length <= LOTS_KEPT) return;
    const lasting = state.lots.filter(lot => lot.activeAt === null && lot.expiresAt === null);
    const old = lasting.slice(0, lasting.length - LOTS_KEPT);
    const first = old[0];
    if (!first || old.length < 2) return;
    const gone = new Set(old);
    const merged: Lot = {
      ...first,
      id: 'merged',
      points: old.reduce((sum, {
        points
      }) => sum + points, 0),
      source: {
        kind: 'merged'
      },
      subject: null,
      graced: false
    };
    state.lots = state.lots.flatMap(lot => lot === first ? [merged] : gone.has(lot) ? [] : [lot]);
  }
}