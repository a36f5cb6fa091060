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
import type { CouponView, Program, RewardView } from '@laurel/contract';
import type { RewardOf } from '../earn/program.ts';
import type { CouponState } from '../log/state.ts';
import { iso, textOf } from './text.ts';

/** The name of the coupon that a friend begins with, which has no reward to be named after. */
const WELCOME = {
  en: 'Welcome',
  fr: 'Bienvenue'
};

/** A reward, how many are left of it, and what is still missing for it. */
export function rewardView({
  id,
  name,
  description,
  cost
}: RewardOf, {
  balance,
  left
}: {
  balance: number;
  left: number | null;
}, locale: string): RewardView {
  if (stryMutAct_9fa48("4959")) {
    {}
  } else {
    stryCov_9fa48("4959");
    return {
      id,
      name: textOf(name, locale, id),
      description: description === undefined ? null : textOf(description, locale, ''),
      cost,
      left,
      missing: Math.max(0, cost - balance)
    };
  }
}

/** A coupon as it stands at an instant. */
export function couponView(program: Program, coupon: CouponState, now: number, locale: string): CouponView {
  if (stryMutAct_9fa48("4967")) {
    {}
  } else {
    stryCov_9fa48("4967");
    const {
      code,
      redemption,
      reward,
      give,
      minimum,
      issuedAt,
      expiresAt
    } = coupon;
    const of = program.rewards.find(({
      id
    }) => id === reward);
    return {
      code,
      redemption,
      reward,
      name: textOf(of?.name, locale, reward ?? textOf(WELCOME, locale, code)),
      discount: 'amount' in give || 'percent' in give ? {
        ...give
      } : null,
      minimum,
      state: stateOf(coupon, now),
      issuedAt: iso(issuedAt),
      expiresAt: iso(expiresAt)
    };
  }
}
function stateOf({
  usedOn,
  cancelledAt,
  expiresAt
}: CouponState, now: number): CouponView['state'] {
  if (stryMutAct_9fa48("4981")) {
    {}
  } else {
    stryCov_9fa48("4981");
    if (cancelledAt !== null) return 'cancelled';
    if (usedOn !== null) return 'used';
    return expiresAt !== null && expiresAt <= now ? stryMutAct_9fa48("4998") ? "" : (stryCov_9fa48("4998"), 'expired') : stryMutAct_9fa48("4999") ? "" : (stryCov_9fa48("4999"), 'open');
  }
}