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
import { applyChallenge } from './challenges.ts';
import { applyLot } from './lots.ts';
import { applyPerson } from './people.ts';
import { applyReferral } from './referrals.ts';
import { applyReward } from './rewards.ts';
import { applyTier } from './tiers.ts';
import { applyWindow } from './windows.ts';

/** The numbers of the entry that a change stands in. */
export interface Stamp {
  seq: number;
  occurredAt: number;
  recordedAt: number;
}

/** Applies one change to a state that is the caller's own. */
export function apply(state: State, change: Change, stamp: Stamp): void {
  if (stryMutAct_9fa48("1956")) {
    {}
  } else {
    stryCov_9fa48("1956");
    switch (change.kind) {
      case 'lot.opened':
      case 'lot.activated':
      case 'lot.expired':
      case 'lot.spent':
      case 'lot.restored':
      case 'lot.reversed':
      case 'expiry.reversed':
      case 'owed.opened':
      case 'owed.filled':
      case 'adjusted':
        if (stryMutAct_9fa48("1966")) {} else {
          stryCov_9fa48("1966");
          applyLot(state, change, stamp);
          return;
        }
      case 'window.used':
        if (stryMutAct_9fa48("1968")) {} else {
          stryCov_9fa48("1968");
          applyWindow(state, change);
          return;
        }
      case 'tier.counted':
      case 'tier.changed':
        if (stryMutAct_9fa48("1971")) {} else {
          stryCov_9fa48("1971");
          applyTier(state, change);
          return;
        }
      case 'challenge.progressed':
      case 'challenge.completed':
      case 'challenge.undone':
      case 'badge.granted':
      case 'badge.withdrawn':
        if (stryMutAct_9fa48("1977")) {} else {
          stryCov_9fa48("1977");
          applyChallenge(state, change);
          return;
        }
      case 'redeemed':
      case 'redemption.cancelled':
      case 'coupon.issued':
      case 'coupon.used':
      case 'coupon.returned':
      case 'coupon.cancelled':
        if (stryMutAct_9fa48("1984")) {} else {
          stryCov_9fa48("1984");
          applyReward(state, change, stamp);
          return;
        }
      case 'referral.linked':
      case 'referral.qualified':
      case 'referral.unqualified':
      case 'friend.advanced':
        if (stryMutAct_9fa48("1989")) {} else {
          stryCov_9fa48("1989");
          applyReferral(state, change);
          return;
        }
      case 'created':
      case 'joined':
      case 'closed':
      case 'ordered':
        if (stryMutAct_9fa48("1994")) {} else {
          stryCov_9fa48("1994");
          applyPerson(state, change, stamp);
          return;
        }
      // What stands in the log for boards, stock and readers only.
      case 'tallied':
      case 'reservation.released':
      case 'handed.over':
        if (stryMutAct_9fa48("1998")) {} else {
          stryCov_9fa48("1998");
          return;
        }
    }
  }
}