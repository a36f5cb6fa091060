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

/** Who the member is to the program, and what they have ordered. */
export function applyPerson(state: State, change: Extract<Change, {
  kind: 'created' | 'joined' | 'closed' | 'ordered';
}>, stamp: Stamp): void {
  if (stryMutAct_9fa48("2346")) {
    {}
  } else {
    stryCov_9fa48("2346");
    switch (change.kind) {
      case 'created':
        if (stryMutAct_9fa48("2347")) {} else {
          stryCov_9fa48("2347");
          state.status = 'guest';
          state.createdAt = stamp.occurredAt;
          state.draw = change.draw;
          return;
        }
      case 'joined':
        if (stryMutAct_9fa48("2350")) {} else {
          stryCov_9fa48("2350");
          state.status = 'joined';
          state.joinedAt = change.at;
          return;
        }
      case 'closed':
        if (stryMutAct_9fa48("2353")) {} else {
          stryCov_9fa48("2353");
          state.status = 'closed';
          state.into = change.into;
          return;
        }
      case 'ordered':
        if (stryMutAct_9fa48("2356")) {} else {
          stryCov_9fa48("2356");
          state.orders += change.orders;
          state.spent += change.spend;
          if (change.orders > 0) state.firstOrderAt = Math.min(state.firstOrderAt ?? change.at, change.at);
          return;
        }
    }
  }
}