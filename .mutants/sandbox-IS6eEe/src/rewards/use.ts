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
import type { Reason } from '@laurel/contract';
import { type Draft, emit } from '../decide/draft.ts';

/** Marks the coupons that came with an order as used. The order stands, whatever becomes of them. */
export function useCoupons(draft: Draft, codes: readonly string[], subject: string, at: number): void {
  if (stryMutAct_9fa48("4185")) {
    {}
  } else {
    stryCov_9fa48("4185");
    for (const code of new Set(codes)) {
      if (stryMutAct_9fa48("4186")) {
        {}
      } else {
        stryCov_9fa48("4186");
        const reason = refusal(draft, code, at);
        if (reason) draft.silent.push({
          rule: code,
          reason,
          of: 'coupon'
        });else emit(draft, {
          kind: 'coupon.used',
          code,
          subject,
          at
        });
      }
    }
  }
}
function refusal({
  state
}: Draft, code: string, at: number): Reason | null {
  if (stryMutAct_9fa48("4193")) {
    {}
  } else {
    stryCov_9fa48("4193");
    const coupon = state.coupons[code];
    if (!coupon) return 'coupon_not_yours';
    if (coupon.cancelledAt !== null) return 'already_cancelled';
    if (coupon.usedOn !== null) return 'coupon_used';
    return coupon.expiresAt !== null && coupon.expiresAt <= at ? 'coupon_expired' : null;
  }
}