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
import { addDuration } from '../time/add.ts';
import { countedFor } from './count.ts';

/** Raises the tier when a higher one is met; one that the program no longer has gives way to whatever is met. */
export function raiseTier(draft: Draft, at: number): void {
  if (stryMutAct_9fa48("4406")) {
    {}
  } else {
    stryCov_9fa48("4406");
    const {
      program,
      state
    } = draft;
    const held = program.tiers.findIndex(({
      id
    }) => id === state.tier.id);
    const met = highestMet(draft, at, held + 1);
    if (met > held) change(draft, met, at);else if (held < 0 && state.tier.id !== null) change(draft, -1, at);
  }
}

/** Looks at the tier again when its time has come: it stays, or falls to the highest that is still met. */
export function lapseTier(draft: Draft, at: number): void {
  if (stryMutAct_9fa48("4425")) {
    {}
  } else {
    stryCov_9fa48("4425");
    change(draft, highestMet(draft, at, 0), at);
  }
}

/** After a refund: the tier falls at once where the program says so (RULES 16). */
export function lowerTier(draft: Draft, at: number): void {
  if (stryMutAct_9fa48("4426")) {
    {}
  } else {
    stryCov_9fa48("4426");
    const {
      program,
      state
    } = draft;
    const held = program.tiers.findIndex(({
      id
    }) => id === state.tier.id);
    if (program.tiers[held]?.onRefund !== 'now') return;
    const met = highestMet(draft, at, 0);
    if (met < held) change(draft, met, at);
  }
}

/** The place of the highest tier met among those from `lowest` up; −1: none. */
function highestMet({
  program,
  state
}: Draft, at: number, lowest: number): number {
  if (stryMutAct_9fa48("4440")) {
    {}
  } else {
    stryCov_9fa48("4440");
    for (let place = program.tiers.length - 1; place >= lowest; stryMutAct_9fa48("4445") ? place += 1 : (stryCov_9fa48("4445"), place -= 1)) {
      if (stryMutAct_9fa48("4446")) {
        {}
      } else {
        stryCov_9fa48("4446");
        const tier = program.tiers[place];
        if (tier && countedFor(tier, state, program.timeZone, at) >= tier.from.points) return place;
      }
    }
    return -1;
  }
}
function change(draft: Draft, place: number, at: number): void {
  if (stryMutAct_9fa48("4454")) {
    {}
  } else {
    stryCov_9fa48("4454");
    const {
      program,
      state
    } = draft;
    const tier = program.tiers[place];
    const until = tier?.from.within ? addDuration(program.timeZone, at, tier.from.within) : null;
    emit(draft, {
      kind: 'tier.changed',
      from: state.tier.id,
      to: tier?.id ?? null,
      at,
      until
    });
  }
}

/** The tier that was held at an instant, as far back as late facts may come. */
export function tierAt({
  state
}: Pick<Draft, 'state'>, at: number): string | null {
  if (stryMutAct_9fa48("4460")) {
    {}
  } else {
    stryCov_9fa48("4460");
    let held: string | null = null;
    for (const {
      id,
      from
    } of state.tierHistory) if (from <= at) held = id;
    return held;
  }
}