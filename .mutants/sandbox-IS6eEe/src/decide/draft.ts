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
import type { Program, Reason } from '@laurel/contract';
import { apply } from '../evolve/apply.ts';
import type { Change } from '../log/change.ts';
import type { Command, Context } from '../log/command.ts';
import type { Award, Effect, Entry, OrderStanding, Silence } from '../log/entry.ts';
import type { State } from '../log/state.ts';

/** An entry in the making, and the state as it is after the changes that it has so far. */
export interface Draft {
  readonly program: Program;
  readonly context: Context;
  readonly command: Command;
  readonly state: State;
  readonly seq: number;
  readonly recordedAt: number;
  occurredAt: number;
  /** Lots opened so far, for their ids. */
  opened: number;
  readonly keys: string[];
  readonly subjects: Set<string>;
  tier: string | null;
  awards: Award[];
  silent: Silence[];
  standing: OrderStanding | null;
  seen: Entry['seen'];
  readonly changes: Change[];
  readonly effects: Effect[];
}

/** How a command ended; what it changed stands in the draft. */
export interface Ending {
  kind: Entry['kind'];
  outcome: Entry['outcome'];
  reason: Reason | null;
}

/** Adds a change to the entry and brings the state up to it. */
export function emit(draft: Draft, change: Change): void {
  if (stryMutAct_9fa48("811")) {
    {}
  } else {
    stryCov_9fa48("811");
    draft.changes.push(change);
    apply(draft.state, change, draft);
  }
}

/** Notes a consequence for somebody else. History that is brought in has none. */
export function affect(draft: Draft, effect: Effect): void {
  if (stryMutAct_9fa48("812")) {
    {}
  } else {
    stryCov_9fa48("812");
    if (!draft.command.imported) draft.effects.push(effect);
  }
}

/** Whether the member is in the control group of the program's version that decides. */
export function inHoldout(draft: Pick<Draft, 'program' | 'state'>): boolean {
  if (stryMutAct_9fa48("816")) {
    {}
  } else {
    stryCov_9fa48("816");
    return draft.state.draw < draft.program.holdout.percent * 100;
  }
}

/** Whether, and why, somebody takes no part in the programme. */
export function apartBecause(draft: Draft): Reason | null {
  if (stryMutAct_9fa48("822")) {
    {}
  } else {
    stryCov_9fa48("822");
    if (draft.state.status !== 'joined') return 'not_joined';
    return inHoldout(draft) ? 'holdout' : null;
  }
}