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
import type { Program } from '@laurel/contract';
import type { Draft } from '../decide/draft.ts';
import { isDated } from '../earn/program.ts';
import { copyState } from '../evolve/empty.ts';
import type { Change } from '../log/change.ts';
import type { State } from '../log/state.ts';
import { nextUncounted } from '../tiers/count.ts';
import { earliest, nextDue, settleDue } from './settle.ts';

/**
 * A state as it truly is at an instant, whether or not anybody has written down what fell due since. Its `recordedAt` is that
 * instant. The state that is passed in is not changed.
 * @param now milliseconds; earlier than the state's last entry counts as that entry
 */
export function settled(program: Program, state: State, now: number): {
  state: State;
  changes: Change[];
} {
  if (stryMutAct_9fa48("1345")) {
    {}
  } else {
    stryCov_9fa48("1345");
    const at = Math.max(now, state.recordedAt);
    const draft: Draft = {
      program,
      // Nothing that falls due looks at a context or a command.
      context: NOBODY,
      command: {
        kind: 'settle',
        key: '',
        body: ''
      },
      state: copyState(state),
      seq: state.seq + 1,
      recordedAt: at,
      occurredAt: at,
      opened: 0,
      keys: [],
      subjects: new Set(),
      tier: null,
      awards: [],
      silent: [],
      standing: null,
      seen: null,
      changes: [],
      effects: []
    };
    settleDue(draft, state.recordedAt, at);
    draft.state.recordedAt = at;
    return {
      state: draft.state,
      changes: draft.changes
    };
  }
}
const NOBODY: Draft['context'] = {
  program: '',
  member: '',
  version: 0,
  history: [],
  versions: new Map(),
  reservation: null,
  coupon: null,
  draw: null,
  attributes: {}
};

/**
 * The next instant at which what a member sees changes by itself: points activate, a lot or coupon expires, a tier lapses, points
 * leave a tier's window, a challenge or reward begins or ends.
 * @param state as of `recordedAt` (see `settled`)
 * @returns milliseconds, or null when nothing will
 */
export function changesAt(program: Program, state: State): number | null {
  if (stryMutAct_9fa48("1363")) {
    {}
  } else {
    stryCov_9fa48("1363");
    const now = state.recordedAt;
    const later = (at: number | null) => at !== null && at > now ? at : null;
    let next = later(nextDue({
      state
    }));
    for (const {
      expiresAt,
      usedOn,
      cancelledAt
    } of Object.values(state.coupons)) if (usedOn === null && cancelledAt === null) next = earliest(next, later(expiresAt));
    const held = program.tiers.findIndex(({
      id
    }) => id === state.tier.id);
    const above = program.tiers[held + 1];
    if (above) next = earliest(next, nextUncounted(above, state, program.timeZone, now));
    for (const dates of stryMutAct_9fa48("1388") ? [] : (stryCov_9fa48("1388"), [...program.challenges, ...program.rewards])) {
      if (stryMutAct_9fa48("1389")) {
        {}
      } else {
        stryCov_9fa48("1389");
        if (dates.from && !isDated({
          from: dates.from
        }, now)) next = earliest(next, Date.parse(dates.from));
        if (dates.until && isDated({
          until: dates.until
        }, now)) next = earliest(next, Date.parse(dates.until));
      }
    }
    return next;
  }
}