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
import type { Draft, Ending } from '../decide/draft.ts';
import type { Command } from '../log/command.ts';
import { giveBack } from './restore.ts';

/** Cancels a redemption whose coupon was not used: its points come back (RULES 19, 20). */
export function cancel(draft: Draft, {
  redemption: id
}: Extract<Command, {
  kind: 'cancel';
}>): Ending {
  if (stryMutAct_9fa48("3990")) {
    {}
  } else {
    stryCov_9fa48("3990");
    draft.subjects.add(`redemption:${id}`);
    const redemption = draft.state.redemptions[id];
    const coupon = redemption?.coupon ? draft.state.coupons[redemption.coupon] : undefined;
    const kind = 'redemption.cancelled';
    if (!redemption) return {
      kind,
      outcome: 'refused',
      reason: 'reward_unavailable'
    };
    if (redemption.cancelledAt !== null) return {
      kind,
      outcome: 'refused',
      reason: 'already_cancelled'
    };
    if (coupon?.usedOn) return {
      kind,
      outcome: 'refused',
      reason: 'coupon_used'
    };
    giveBack(draft, redemption);
    return {
      kind,
      outcome: 'applied',
      reason: null
    };
  }
}