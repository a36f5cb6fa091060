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
import type { Stamp } from './apply.ts';
type RewardChange = Extract<Change, {
  kind: 'redeemed' | 'redemption.cancelled' | `coupon.${string}`;
}>;

/** Redemptions and coupons. What a redemption was paid with is added by the `lot.spent` that follow it. */
export function applyReward(state: State, change: RewardChange, stamp: Stamp): void {
  if (stryMutAct_9fa48("2390")) {
    {}
  } else {
    stryCov_9fa48("2390");
    switch (change.kind) {
      case 'redeemed':
        if (stryMutAct_9fa48("2391")) {} else {
          stryCov_9fa48("2391");
          {
            if (stryMutAct_9fa48("2393")) {
              {}
            } else {
              stryCov_9fa48("2393");
              const {
                redemption: id,
                reward,
                cost,
                reservation
              } = change;
              const at = stamp.recordedAt;
              state.redemptions[id] = {
                id,
                reward,
                cost,
                at,
                spent: [],
                coupon: null,
                reservation,
                cancelledAt: null
              };
              return;
            }
          }
        }
      case 'redemption.cancelled':
        if (stryMutAct_9fa48("2396")) {} else {
          stryCov_9fa48("2396");
          {
            if (stryMutAct_9fa48("2398")) {
              {}
            } else {
              stryCov_9fa48("2398");
              const standing = state.redemptions[change.redemption];
              if (standing) state.redemptions[change.redemption] = {
                ...standing,
                spent: [],
                cancelledAt: stamp.recordedAt
              };
              return;
            }
          }
        }
      case 'coupon.issued':
        if (stryMutAct_9fa48("2403")) {} else {
          stryCov_9fa48("2403");
          {
            if (stryMutAct_9fa48("2405")) {
              {}
            } else {
              stryCov_9fa48("2405");
              const {
                coupon
              } = change;
              state.coupons[coupon.code] = {
                ...coupon,
                usedOn: null,
                usedAt: null,
                cancelledAt: null
              };
              const redemption = coupon.redemption === null ? undefined : state.redemptions[coupon.redemption];
              if (redemption) state.redemptions[redemption.id] = stryMutAct_9fa48("2412") ? {} : (stryCov_9fa48("2412"), {
                ...redemption,
                coupon: coupon.code
              });
              return;
            }
          }
        }
    }
    const coupon = state.coupons[change.code];
    if (!coupon) return;
    if (change.kind === 'coupon.used') state.coupons[change.code] = {
      ...coupon,
      usedOn: change.subject,
      usedAt: change.at
    };else if (change.kind === 'coupon.returned') state.coupons[change.code] = {
      ...coupon,
      usedOn: null,
      usedAt: null
    };else state.coupons[change.code] = {
      ...coupon,
      cancelledAt: stamp.recordedAt
    };
  }
}