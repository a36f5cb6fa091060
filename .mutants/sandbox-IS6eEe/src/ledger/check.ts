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
import type { Posting } from '@laurel/contract';
import { copyState } from '../evolve/empty.ts';
import { evolve } from '../evolve/evolve.ts';
import type { Entry } from '../log/entry.ts';
import type { State } from '../log/state.ts';
import { movedBy, postingsOf } from './postings.ts';

/**
 * What is wrong with an entry, given the state before it: sentences, none when it is sound. Nothing is changed.
 */
export function checkEntry(before: State, entry: Entry): string[] {
  if (stryMutAct_9fa48("2516")) {
    {}
  } else {
    stryCov_9fa48("2516");
    const faults: string[] = [];
    if (entry.seq !== before.seq + 1) faults.push(`its number is ${entry.seq}, after ${before.seq}`);
    if (entry.recordedAt < before.recordedAt) faults.push('it was recorded before the entry that it follows');
    if (entry.keys.length === 0) faults.push('it has no key');
    if (!samePostings(postingsOf(entry.changes), entry.postings)) faults.push('its postings are not those of its changes');
    for (const change of entry.changes) {
      if (stryMutAct_9fa48("2536")) {
        {}
      } else {
        stryCov_9fa48("2536");
        const points = movedBy(change)?.[2];
        if (points !== undefined && !(Number.isSafeInteger(points) && points > 0)) faults.push(`${change.kind} moves ${points} points`);
      }
    }
    const after = evolve(copyState(before), entry);
    return [...faults, ...checkState(after)];
  }
}

/** What does not add up in a state: accounts below zero, lots that are not the sum of their account. */
function checkState(state: State): string[] {
  if (stryMutAct_9fa48("2552")) {
    {}
  } else {
    stryCov_9fa48("2552");
    const faults: string[] = [];
    for (const account of ['pending', 'available', 'held', 'owed'] as const) {
      if (stryMutAct_9fa48("2554")) {
        {}
      } else {
        stryCov_9fa48("2554");
        if (!(Number.isSafeInteger(state[account]) && state[account] >= 0)) faults.push(`${account} is ${state[account]}`);
      }
    }
    const sums = {
      pending: 0,
      available: 0
    };
    for (const lot of state.lots) {
      if (stryMutAct_9fa48("2566")) {
        {}
      } else {
        stryCov_9fa48("2566");
        sums[lot.activeAt === null ? 'available' : 'pending'] += lot.points;
        if (!(Number.isSafeInteger(lot.points) && lot.points > 0)) faults.push(`lot ${lot.id} has ${lot.points} points`);
      }
    }
    for (const account of ['pending', 'available'] as const) {
      if (stryMutAct_9fa48("2583")) {
        {}
      } else {
        stryCov_9fa48("2583");
        if (sums[account] !== state[account]) faults.push(`${account} is ${state[account]}, its lots sum to ${sums[account]}`);
      }
    }
    if (state.owed > 0 && state.available > 0) faults.push('points are owed while others are available');
    return faults;
  }
}
function samePostings(a: Posting[], b: Posting[]): boolean {
  if (stryMutAct_9fa48("2598")) {
    {}
  } else {
    stryCov_9fa48("2598");
    return a.length === b.length && a.every(({
      from,
      to,
      points
    }, at) => b[at]?.from === from && b[at]?.to === to && b[at]?.points === points);
  }
}