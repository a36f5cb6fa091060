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
import type { Entry } from '../log/entry.ts';
import type { State } from '../log/state.ts';
import { apply } from './apply.ts';
import { bound } from './bound.ts';
import { emptyState } from './empty.ts';

/**
 * Folds one entry into a state. The state is changed in place and given back: it must be the caller's own (`copyState`), and
 * nobody else may look at it meanwhile. Entries come in the order of their numbers.
 */
export function evolve(state: State, entry: Entry): State {
  if (stryMutAct_9fa48("2149")) {
    {}
  } else {
    stryCov_9fa48("2149");
    for (const change of entry.changes) apply(state, change, entry);
    state.seq = entry.seq;
    state.recordedAt = entry.recordedAt;
    bound(state);
    return state;
  }
}

/** Folds a log, or the part of it after `from`, which is changed in place. */
export function fold(entries: Iterable<Entry>, from: State = emptyState()): State {
  if (stryMutAct_9fa48("2150")) {
    {}
  } else {
    stryCov_9fa48("2150");
    let state = from;
    for (const entry of entries) state = evolve(state, entry);
    return state;
  }
}