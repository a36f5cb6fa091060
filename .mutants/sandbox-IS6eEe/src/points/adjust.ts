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
import { type Draft, type Ending, emit } from '../decide/draft.ts';
import type { Command } from '../log/command.ts';
import { grant } from './grant.ts';
import { partsToSpend } from './spend.ts';

/** Adds or takes points by hand, with who and why. What is more than there is becomes a debt. */
export function adjust(draft: Draft, {
  points,
  by,
  why
}: Extract<Command, {
  kind: 'adjust';
}>): Ending {
  if (stryMutAct_9fa48("3224")) {
    {}
  } else {
    stryCov_9fa48("3224");
    const {
      state,
      program,
      recordedAt
    } = draft;
    const kind = 'points.adjusted';
    if (state.status !== 'joined') return {
      kind,
      outcome: 'refused',
      reason: 'not_joined'
    };
    const source = {
      kind: 'adjustment',
      by,
      why
    } as const;
    if (points > 0) {
      if (stryMutAct_9fa48("3237")) {
        {}
      } else {
        stryCov_9fa48("3237");
        const {
          expiry
        } = program.points;
        grant(draft, {
          points,
          source,
          subject: null,
          at: recordedAt,
          pending: undefined,
          expiry
        });
        return {
          kind,
          outcome: 'applied',
          reason: null
        };
      }
    }
    let left = -points;
    for (const {
      lot,
      points: taken
    } of partsToSpend(draft, left)) {
      if (stryMutAct_9fa48("3242")) {
        {}
      } else {
        stryCov_9fa48("3242");
        emit(draft, {
          kind: 'adjusted',
          lot,
          points: taken,
          source
        });
        left -= taken;
      }
    }
    if (left > 0) emit(draft, {
      kind: 'adjusted',
      lot: null,
      points: left,
      source
    });
    return {
      kind,
      outcome: 'applied',
      reason: null
    };
  }
}