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
import type { Account, Posting } from '@laurel/contract';
import type { Change } from '../log/change.ts';

/** The postings of an entry: those of its changes, summed by the two accounts they move between, in order of appearance. */
export function postingsOf(changes: readonly Change[]): Posting[] {
  if (stryMutAct_9fa48("2620")) {
    {}
  } else {
    stryCov_9fa48("2620");
    const postings: Posting[] = [];
    for (const change of changes) {
      if (stryMutAct_9fa48("2622")) {
        {}
      } else {
        stryCov_9fa48("2622");
        const moved = movedBy(change);
        if (!moved) continue;
        const [from, to, points] = moved;
        const standing = postings.find(posting => posting.from === from && posting.to === to);
        if (standing) standing.points += points;else postings.push({
          from,
          to,
          points
        });
      }
    }
    return postings;
  }
}

/** The account that a change takes from, the one that it gives to, and how many points. */
export function movedBy(change: Change): [from: Account, to: Account, points: number] | null {
  if (stryMutAct_9fa48("2638")) {
    {}
  } else {
    stryCov_9fa48("2638");
    switch (change.kind) {
      case 'lot.opened':
        if (stryMutAct_9fa48("2639")) {} else {
          stryCov_9fa48("2639");
          return [change.source.kind === 'adjustment' ? 'adjusted' : 'issued', change.activeAt === null ? 'available' : 'pending', change.points];
        }
      case 'lot.activated':
        if (stryMutAct_9fa48("2653")) {} else {
          stryCov_9fa48("2653");
          return ['pending', 'available', change.points];
        }
      case 'lot.expired':
        if (stryMutAct_9fa48("2658")) {} else {
          stryCov_9fa48("2658");
          return ['available', 'expired', change.points];
        }
      case 'lot.spent':
        if (stryMutAct_9fa48("2663")) {} else {
          stryCov_9fa48("2663");
          return ['available', 'redeemed', change.points];
        }
      case 'lot.restored':
        if (stryMutAct_9fa48("2668")) {} else {
          stryCov_9fa48("2668");
          return ['redeemed', 'available', change.points];
        }
      case 'lot.reversed':
        if (stryMutAct_9fa48("2673")) {} else {
          stryCov_9fa48("2673");
          return [change.from, 'issued', change.points];
        }
      case 'expiry.reversed':
        if (stryMutAct_9fa48("2677")) {} else {
          stryCov_9fa48("2677");
          return ['expired', 'issued', change.points];
        }
      case 'owed.opened':
        if (stryMutAct_9fa48("2682")) {} else {
          stryCov_9fa48("2682");
          return ['owed', 'issued', change.points];
        }
      case 'owed.filled':
        if (stryMutAct_9fa48("2687")) {} else {
          stryCov_9fa48("2687");
          return ['available', 'owed', change.points];
        }
      case 'adjusted':
        if (stryMutAct_9fa48("2692")) {} else {
          stryCov_9fa48("2692");
          return [change.lot === null ? 'owed' : 'available', 'adjusted', change.points];
        }
      default:
        if (stryMutAct_9fa48("2701")) {} else {
          stryCov_9fa48("2701");
          return null;
        }
    }
  }
}