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
import type { Duration } from '@laurel/contract';
import { type Draft, emit } from '../decide/draft.ts';
import type { LotExpiry, Source } from '../log/change.ts';
import { count } from '../tiers/count.ts';
import { addDuration, partsOf } from '../time/add.ts';
import { fillOwed } from './owed.ts';
export interface Grant {
  points: number;
  source: Source;
  subject: string | null;
  /** Where the lot's time starts: the fact's `occurredAt`. */
  at: number;
  pending: Duration | undefined;
  expiry: Duration | undefined;
}

/** Opens a lot; what is available at once fills what is owed. @returns the lot's id */
export function grant(draft: Draft, {
  points,
  source,
  subject,
  at,
  pending,
  expiry
}: Grant): string {
  if (stryMutAct_9fa48("3254")) {
    {}
  } else {
    stryCov_9fa48("3254");
    const {
      timeZone
    } = draft.program;
    draft.opened += 1;
    const lot = `${draft.seq}.${draft.opened}`;
    const activeAt = pending && partsOf(pending).n > 0 ? addDuration(timeZone, at, pending) : null;
    const expiresAt = expiry ? addDuration(timeZone, activeAt ?? at, expiry) : null;
    const how: LotExpiry = expiry ? {
      ...partsOf(expiry),
      timeZone
    } : null;
    emit(draft, {
      kind: 'lot.opened',
      lot,
      points,
      source,
      subject,
      at,
      activeAt,
      expiresAt,
      expiry: how
    });
    if (source.kind === 'rule') {
      if (stryMutAct_9fa48("3271")) {
        {}
      } else {
        stryCov_9fa48("3271");
        count(draft, {
          count: 'earned',
          at,
          points,
          subject
        });
        if (activeAt === null) count(draft, {
          count: 'active',
          at,
          points,
          subject
        });
      }
    }
    if (activeAt === null) fillOwed(draft, at);
    return lot;
  }
}