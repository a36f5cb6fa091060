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
import type { Entry } from '../log/entry.ts';

/** What an entry adds to the sums of its program and day, by name; money in minor units. Names that it does not touch are left out. */
export function sumsOf(entry: Entry): Record<string, number> {
  if (stryMutAct_9fa48("4215")) {
    {}
  } else {
    stryCov_9fa48("4215");
    const sums: Record<string, number> = {};
    const add = (name: string, n: number) => {
      if (n !== 0) sums[name] = (sums[name] ?? 0) + n;
    };
    add('entries', 1);
    for (const change of entry.changes) addChange(add, change);
    const {
      fact,
      kind,
      outcome
    } = entry;
    if (outcome === 'refused') add('refused', 1);
    if (!fact) return sums;
    add('facts', 1);
    add(`facts:${fact.type}`, 1);
    if (kind === 'fact.kept') add('kept', 1);
    return sums;
  }
}
function addChange(add: (name: string, n: number) => void, change: Change): void {
  if (stryMutAct_9fa48("4238")) {
    {}
  } else {
    stryCov_9fa48("4238");
    switch (change.kind) {
      case 'lot.opened':
        if (stryMutAct_9fa48("4239")) {} else {
          stryCov_9fa48("4239");
          if (change.source.kind === 'adjustment') {
            if (stryMutAct_9fa48("4245")) {
              {}
            } else {
              stryCov_9fa48("4245");
              add('pointsAdjusted', change.points);
              return;
            }
          }
          add('pointsIssued', change.points);
          add(`pointsIssued:${change.source.kind}`, change.points);
          return;
        }
      case 'lot.activated':
        if (stryMutAct_9fa48("4249")) {} else {
          stryCov_9fa48("4249");
          add('pointsActivated', change.points);
          return;
        }
      case 'lot.expired':
        if (stryMutAct_9fa48("4252")) {} else {
          stryCov_9fa48("4252");
          add(stryMutAct_9fa48("4254") ? "" : (stryCov_9fa48("4254"), 'pointsExpired'), change.points);
          return;
        }
      case 'lot.spent':
        if (stryMutAct_9fa48("4255")) {} else {
          stryCov_9fa48("4255");
          add('pointsRedeemed', change.points);
          return;
        }
      case 'lot.restored':
        if (stryMutAct_9fa48("4258")) {} else {
          stryCov_9fa48("4258");
          add('pointsRestored', change.points);
          return;
        }
      case 'lot.reversed':
        if (stryMutAct_9fa48("4261")) {} else {
          stryCov_9fa48("4261");
          add('pointsReversed', change.points);
          return;
        }
      case 'expiry.reversed':
        if (stryMutAct_9fa48("4264")) {} else {
          stryCov_9fa48("4264");
          add('pointsReversed', change.points);
          add('pointsExpired', -change.points);
          return;
        }
      case 'owed.opened':
        if (stryMutAct_9fa48("4269")) {} else {
          stryCov_9fa48("4269");
          add('pointsReversed', change.points);
          add('pointsOwed', change.points);
          return;
        }
      case 'owed.filled':
        if (stryMutAct_9fa48("4273")) {} else {
          stryCov_9fa48("4273");
          add('pointsOwed', -change.points);
          return;
        }
      case 'adjusted':
        if (stryMutAct_9fa48("4277")) {} else {
          stryCov_9fa48("4277");
          add('pointsAdjusted', -change.points);
          add('pointsOwed', change.lot === null ? change.points : 0);
          return;
        }
      case 'ordered':
        if (stryMutAct_9fa48("4285")) {} else {
          stryCov_9fa48("4285");
          add('orders', Math.max(0, change.orders));
          add('ordersUndone', Math.max(0, -change.orders));
          add('spend', Math.max(0, change.spend));
          add('refunded', Math.max(0, -change.spend));
          return;
        }
      case 'created':
        if (stryMutAct_9fa48("4297")) {} else {
          stryCov_9fa48("4297");
          add('created', 1);
          return;
        }
      case 'joined':
        if (stryMutAct_9fa48("4300")) {} else {
          stryCov_9fa48("4300");
          add('joined', 1);
          return;
        }
      case 'closed':
        if (stryMutAct_9fa48("4303")) {} else {
          stryCov_9fa48("4303");
          add('closed', 1);
          return;
        }
      case 'challenge.completed':
        if (stryMutAct_9fa48("4306")) {} else {
          stryCov_9fa48("4306");
          add(stryMutAct_9fa48("4308") ? "" : (stryCov_9fa48("4308"), 'challengesCompleted'), 1);
          return;
        }
      case 'challenge.undone':
        if (stryMutAct_9fa48("4309")) {} else {
          stryCov_9fa48("4309");
          add('challengesUndone', 1);
          return;
        }
      case 'badge.granted':
        if (stryMutAct_9fa48("4312")) {} else {
          stryCov_9fa48("4312");
          add('badgesGranted', 1);
          return;
        }
      case 'tier.changed':
        if (stryMutAct_9fa48("4315")) {} else {
          stryCov_9fa48("4315");
          add('tierChanges', change.from === change.to ? 0 : 1);
          return;
        }
      case 'redeemed':
        if (stryMutAct_9fa48("4321")) {} else {
          stryCov_9fa48("4321");
          add('redemptions', 1);
          return;
        }
      case 'redemption.cancelled':
        if (stryMutAct_9fa48("4324")) {} else {
          stryCov_9fa48("4324");
          add('redemptionsCancelled', 1);
          return;
        }
      case 'coupon.issued':
        if (stryMutAct_9fa48("4327")) {} else {
          stryCov_9fa48("4327");
          add('couponsIssued', 1);
          return;
        }
      case 'coupon.used':
        if (stryMutAct_9fa48("4330")) {} else {
          stryCov_9fa48("4330");
          add('couponsUsed', 1);
          return;
        }
      case 'referral.linked':
        if (stryMutAct_9fa48("4333")) {} else {
          stryCov_9fa48("4333");
          add('friendsLinked', 1);
          return;
        }
      case 'referral.qualified':
        if (stryMutAct_9fa48("4336")) {} else {
          stryCov_9fa48("4336");
          add('friendsQualified', 1);
          return;
        }
      case 'referral.unqualified':
        if (stryMutAct_9fa48("4339")) {} else {
          stryCov_9fa48("4339");
          add('friendsUnqualified', 1);
          return;
        }
      default:
        if (stryMutAct_9fa48("4342")) {} else {
          stryCov_9fa48("4342");
          return;
        }
    }
  }
}