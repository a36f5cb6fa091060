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
import type { Lot } from '../log/state.ts';
export interface Reversal {
  points: number;
  subject: string;
  /** Which lots are the very ones that the reversed points came in. */
  own(lot: Lot): boolean;
  /** What of them has expired, by lot. */
  expired: {
    lot: string;
    points: number;
  }[];
  /** How far it may go when its own are gone: on to other lots and debt, or no further. */
  beyond: 'debt' | 'stop';
}

/**
 * Takes points back: from the own pending ones, the own lot, the own expired part, other lots by soonest expiry, and what is
 * left is owed (RULES 13).
 * @returns how many points were taken back, and how many of them had still been pending
 */
export function reverse(draft: Draft, {
  points,
  subject,
  own,
  expired,
  beyond
}: Reversal): {
  points: number;
  pending: number;
} {
  if (stryMutAct_9fa48("3296")) {
    {}
  } else {
    stryCov_9fa48("3296");
    const {
      state
    } = draft;
    let left = points;
    const take = (lots: Lot[]): void => {
      for (const lot of lots) {
        if (left === 0) return;
        const taken = Math.min(left, lot.points);
        const from = lot.activeAt === null ? 'available' : 'pending';
        emit(draft, {
          kind: 'lot.reversed',
          lot: lot.id,
          points: taken,
          from,
          subject
        });
        left -= taken;
      }
    };
    take(state.lots.filter(lot => lot.activeAt !== null && own(lot)));
    const pending = points - left;
    take(state.lots.filter(lot => lot.activeAt === null && own(lot)));
    for (const part of expired) {
      if (stryMutAct_9fa48("3326")) {
        {}
      } else {
        stryCov_9fa48("3326");
        const taken = Math.min(left, part.points);
        if (taken > 0) emit(draft, {
          kind: 'expiry.reversed',
          lot: part.lot,
          points: taken,
          subject
        });
        left -= taken;
      }
    }
    if (beyond === 'stop') return {
      points: points - left,
      pending
    };
    take(state.lots.filter(lot => lot.activeAt === null));
    if (left > 0) emit(draft, {
      kind: 'owed.opened',
      points: left,
      subject
    });
    return {
      points,
      pending
    };
  }
}