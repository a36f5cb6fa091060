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
import { fillOwed } from '../points/owed.ts';
import { count } from '../tiers/count.ts';
import { lapseTier, raiseTier } from '../tiers/raise.ts';

/**
 * Writes down everything that falls due up to an instant, that instant included, in the order in which it is due.
 * @param from what is due earlier (a late fact brought it) takes its place at this instant
 */
export function settleDue(draft: Draft, from: number, upTo: number): void {
  if (stryMutAct_9fa48("1244")) {
    {}
  } else {
    stryCov_9fa48("1244");
    const {
      state
    } = draft;
    if (state.status === 'closed') return;
    for (let due = nextDue(draft); due !== null && due <= upTo; due = nextDue(draft)) {
      if (stryMutAct_9fa48("1256")) {
        {}
      } else {
        stryCov_9fa48("1256");
        const at = Math.max(due, from);
        activate(draft, at);
        fillOwed(draft, at);
        raiseTier(draft, at);
        expire(draft, at);
        if (state.tier.until !== null && state.tier.until <= at) lapseTier(draft, at);
      }
    }
    // A version that was published meanwhile may have a lower threshold.
    if (state.status === 'joined') raiseTier(draft, upTo);
  }
}

/** The next instant at which something is due; null: nothing will be. */
export function nextDue({
  state
}: Pick<Draft, 'state'>): number | null {
  if (stryMutAct_9fa48("1270")) {
    {}
  } else {
    stryCov_9fa48("1270");
    const first = state.lots[0];
    const expires = first && first.activeAt === null ? first.expiresAt : null;
    const activates = state.lots.find(lot => lot.activeAt !== null)?.activeAt ?? null;
    return earliest(expires, activates, state.tier.until);
  }
}

/** The earliest of some instants; null: there is none. */
export function earliest(...instants: (number | null | undefined)[]): number | null {
  if (stryMutAct_9fa48("1282")) {
    {}
  } else {
    stryCov_9fa48("1282");
    let first: number | null = null;
    for (const at of instants) if (at !== null && at !== undefined && (first === null || at < first)) first = at;
    return first;
  }
}
function activate(draft: Draft, at: number): void {
  if (stryMutAct_9fa48("1299")) {
    {}
  } else {
    stryCov_9fa48("1299");
    if (stryMutAct_9fa48("1300")) {
      for (; false;) {
        const lot = draft.state.lots.find(({
          activeAt
        }) => activeAt !== null);
        if (!lot || lot.activeAt === null || lot.activeAt > at) return;
        const {
          id,
          points,
          activeAt,
          expiresAt,
          source,
          subject
        } = lot;
        emit(draft, {
          kind: 'lot.activated',
          lot: id,
          points,
          at: activeAt,
          expiresAt
        });
        if (source.kind === 'rule') count(draft, {
          count: 'active',
          at: activeAt,
          points,
          subject
        });
      }
    } else {
      stryCov_9fa48("1300");
      for (;;) {
        if (stryMutAct_9fa48("1301")) {
          {}
        } else {
          stryCov_9fa48("1301");
          const lot = draft.state.lots.find(({
            activeAt
          }) => activeAt !== null);
          if (!lot || lot.activeAt === null || lot.activeAt > at) return;
          const {
            id,
            points,
            activeAt,
            expiresAt,
            source,
            subject
          } = lot;
          emit(draft, {
            kind: 'lot.activated',
            lot: id,
            points,
            at: activeAt,
            expiresAt
          });
          if (source.kind === 'rule') count(draft, {
            count: 'active',
            at: activeAt,
            points,
            subject
          });
        }
      }
    }
  }
}
function expire(draft: Draft, at: number): void {
  if (stryMutAct_9fa48("1325")) {
    {}
  } else {
    stryCov_9fa48("1325");
    if (stryMutAct_9fa48("1326")) {
      for (; false;) {
        const lot = draft.state.lots[0];
        if (!lot || lot.activeAt !== null || lot.expiresAt === null || lot.expiresAt > at) return;
        const {
          id,
          points,
          expiresAt,
          subject
        } = lot;
        emit(draft, {
          kind: 'lot.expired',
          lot: id,
          points,
          at: expiresAt,
          subject
        });
      }
    } else {
      stryCov_9fa48("1326");
      for (;;) {
        if (stryMutAct_9fa48("1327")) {
          {}
        } else {
          stryCov_9fa48("1327");
          const lot = draft.state.lots[0];
          if (!lot || lot.activeAt !== null || lot.expiresAt === null || lot.expiresAt > at) return;
          const {
            id,
            points,
            expiresAt,
            subject
          } = lot;
          emit(draft, {
            kind: 'lot.expired',
            lot: id,
            points,
            at: expiresAt,
            subject
          });
        }
      }
    }
  }
}