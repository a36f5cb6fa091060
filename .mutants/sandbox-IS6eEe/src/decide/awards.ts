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
import type { Award } from '../log/entry.ts';
import { grant } from '../points/grant.ts';
import { type Draft, emit } from './draft.ts';

/**
 * Opens a lot for each award, and notes for the boards what was earned.
 * @param left what remains of each award, where refunds came before the order; by default all of it
 */
export function grantAwards(draft: Draft, awards: Award[], {
  subject,
  at,
  left
}: {
  subject: string | null;
  at: number;
  left?: readonly {
    rule: string;
    points: number;
  }[];
}): void {
  if (stryMutAct_9fa48("697")) {
    {}
  } else {
    stryCov_9fa48("697");
    const {
      program
    } = draft;
    let sum = 0;
    for (const award of awards) {
      if (stryMutAct_9fa48("698")) {
        {}
      } else {
        stryCov_9fa48("698");
        const points = left ? left.find(({
          rule
        }) => rule === award.rule)?.points ?? 0 : award.points;
        if (points === 0) continue;
        const source = {
          kind: 'rule',
          id: award.rule
        } as const;
        award.lot = grant(draft, {
          points,
          source,
          subject,
          at,
          ...lifeOf(program, award.rule)
        });
        sum += points;
      }
    }
    if (sum > 0) emit(draft, {
      kind: 'tallied',
      metric: 'points.earned',
      n: sum,
      at,
      subject
    });
  }
}

/** How long a rule's points wait and live: its own times, else the program's. */
function lifeOf({
  rules,
  points
}: Program, id: string) {
  if (stryMutAct_9fa48("717")) {
    {}
  } else {
    stryCov_9fa48("717");
    const rule = rules.find(one => one.id === id);
    const pending = rule?.pending ?? points.pending;
    const expiry = rule?.expiry ?? points.expiry;
    return {
      pending: pending || undefined,
      expiry: expiry || undefined
    };
  }
}