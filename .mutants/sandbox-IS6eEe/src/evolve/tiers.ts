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

/** What counts for tiers, and the tier itself. A negative count takes from where the positive one stands. */
export function applyTier(state: State, change: Extract<Change, {
  kind: 'tier.counted' | 'tier.changed';
}>): void {
  if (stryMutAct_9fa48("2427")) {
    {}
  } else {
    stryCov_9fa48("2427");
    if (change.kind === 'tier.counted') {
      if (stryMutAct_9fa48("2432")) {
        {}
      } else {
        stryCov_9fa48("2432");
        const {
          count,
          at,
          points,
          subject,
          until
        } = change;
        state.qualified = {
          ...state.qualified,
          [count]: state.qualified[count] + points
        };
        if (points > 0) {
          if (stryMutAct_9fa48("2439")) {
            {}
          } else {
            stryCov_9fa48("2439");
            let place = state.qualifying.length;
            while (place > 0 && (state.qualifying[place - 1]?.at ?? 0) > at) place -= 1;
            state.qualifying.splice(place, 0, {
              count,
              at,
              points,
              subject,
              until
            });
            return;
          }
        }
        let left = -points;
        for (let place = 0; place < state.qualifying.length && left > 0; stryMutAct_9fa48("2462") ? place -= 1 : (stryCov_9fa48("2462"), place += 1)) {
          if (stryMutAct_9fa48("2463")) {
            {}
          } else {
            stryCov_9fa48("2463");
            const item = state.qualifying[place];
            if (!item || item.count !== count || item.at !== at || item.subject !== subject) continue;
            const taken = Math.min(left, item.points);
            left -= taken;
            if (taken === item.points) state.qualifying.splice(place--, 1);else state.qualifying[place] = {
              ...item,
              points: item.points - taken
            };
          }
        }
        return;
      }
    }
    const renewed = change.from === change.to;
    state.tier = {
      id: change.to,
      since: renewed ? state.tier.since : change.at,
      until: change.until
    };
    if (!renewed) state.tierHistory.push({
      id: change.to,
      from: change.at
    });
  }
}