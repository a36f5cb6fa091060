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
import { type Draft, emit } from '../decide/draft.ts';
import { capsOf } from '../earn/caps.ts';
import type { RedemptionState } from '../log/state.ts';
import { fillOwed } from '../points/owed.ts';
import { addDuration } from '../time/add.ts';

/**
 * Gives back what a redemption cost: each lot with its old expiry, but with some days of grace from now, once per lot. The coupon
 * is void, and what was reserved is free.
 */
export function giveBack(draft: Draft, redemption: RedemptionState): void {
  if (stryMutAct_9fa48("4117")) {
    {}
  } else {
    stryCov_9fa48("4117");
    const {
      program,
      recordedAt,
      state
    } = draft;
    const {
      id,
      spent,
      coupon,
      reservation,
      reward,
      cost,
      at
    } = redemption;
    const grace = addDuration(program.timeZone, recordedAt, {
      days: program.points.restore.graceDays
    });
    for (const part of spent) {
      if (stryMutAct_9fa48("4119")) {
        {}
      } else {
        stryCov_9fa48("4119");
        const isGraced = part.expiresAt !== null && part.expiresAt < grace && !part.graced;
        const expiresAt = isGraced ? grace : part.expiresAt;
        const standing = state.lots.find(lot => lot.id === part.lot);
        const into = !standing || standing.expiresAt === expiresAt ? part.lot : `${part.lot}+${draft.seq}`;
        const graced = part.graced || isGraced;
        emit(draft, {
          kind: 'lot.restored',
          lot: part.lot,
          into,
          points: part.points,
          expiresAt,
          redemption: id,
          graced
        });
        if (part.subject) draft.subjects.add(part.subject);
      }
    }
    if (coupon) emit(draft, {
      kind: 'coupon.cancelled',
      code: coupon
    });
    emit(draft, {
      kind: 'redemption.cancelled',
      redemption: id
    });
    if (reservation) emit(draft, {
      kind: 'reservation.released',
      reservation
    });
    const limit = program.rewards.find(one => one.id === reward)?.limit;
    for (const {
      window,
      closesAt
    } of capsOf(stryMutAct_9fa48("4164") ? `` : (stryCov_9fa48("4164"), `reward:${reward}`), limit, program.timeZone, at)) if (state.windows[window]) emit(draft, {
      kind: 'window.used',
      window,
      closesAt,
      times: -1,
      points: -cost
    });
    fillOwed(draft, recordedAt);
  }
}

/** An order that was given back in full gives back the points of the rewards that were used on it. */
export function giveBackCoupons(draft: Draft, subject: string): void {
  if (stryMutAct_9fa48("4171")) {
    {}
  } else {
    stryCov_9fa48("4171");
    for (const {
      usedOn,
      redemption: id,
      cancelledAt
    } of Object.values(draft.state.coupons)) {
      if (stryMutAct_9fa48("4172")) {
        {}
      } else {
        stryCov_9fa48("4172");
        const redemption = id === null ? undefined : draft.state.redemptions[id];
        if (usedOn === subject && cancelledAt === null && redemption) giveBack(draft, redemption);
      }
    }
  }
}