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
import { compare, decimal, type Fraction, minus, ONE, plus, times } from '../number/fraction.ts';
import { holds, type Subject } from './condition.ts';
import { type Campaign, isDated, type Rule } from './program.ts';
export interface Multiplier {
  kind: 'tier' | 'campaign';
  id: string;
  times: number;
  campaign: Campaign | null;
}

/** The multipliers that touch a rule: the tier's and those of the campaigns that hold (RULES 8). */
export function multipliersOf(program: Program, rule: Rule, subject: Subject, at: number): Multiplier[] {
  if (stryMutAct_9fa48("1847")) {
    {}
  } else {
    stryCov_9fa48("1847");
    const byDefault = rule.multiply ?? typeof rule.earn !== 'number';
    const found: Multiplier[] = [];
    const tier = program.tiers.find(({
      id
    }) => id === subject.member.tier);
    if (byDefault && tier?.earn && tier.earn.times > 1) found.push({
      kind: 'tier',
      id: tier.id,
      times: tier.earn.times,
      campaign: null
    });
    for (const campaign of program.campaigns) {
      if (stryMutAct_9fa48("1869")) {
        {}
      } else {
        stryCov_9fa48("1869");
        const touches = campaign.earn.rules ? campaign.earn.rules.includes(rule.id) : byDefault;
        if (touches && campaign.earn.times > 1 && isDated(campaign, at) && holds(campaign.when, subject)) found.push({
          kind: 'campaign',
          id: campaign.id,
          times: campaign.earn.times,
          campaign
        });
      }
    }
    return found;
  }
}

/** Those that count, and what they come to together. */
export function stacked(stack: Program['stack'], multipliers: readonly Multiplier[]): {
  factor: Fraction;
  used: Multiplier[];
} {
  if (stryMutAct_9fa48("1882")) {
    {}
  } else {
    stryCov_9fa48("1882");
    if (stack === 'best') {
      if (stryMutAct_9fa48("1887")) {
        {}
      } else {
        stryCov_9fa48("1887");
        let best: Multiplier | null = null;
        for (const one of multipliers) if (!best || compare(decimal(one.times), decimal(best.times)) > 0) best = one;
        return best ? {
          factor: decimal(best.times),
          used: [best]
        } : {
          factor: ONE,
          used: []
        };
      }
    }
    const factor = multipliers.reduce<Fraction>((sum, one) => {
      const by = decimal(one.times);
      return stack === 'multiply' ? times(sum, by) : plus(sum, minus(by, ONE));
    }, ONE);
    return {
      factor,
      used: [...multipliers]
    };
  }
}

/** As an award tells them. */
export function told(multipliers: readonly Multiplier[]): Award['multipliers'] {
  if (stryMutAct_9fa48("1906")) {
    {}
  } else {
    stryCov_9fa48("1906");
    return multipliers.map(({
      kind,
      id,
      times: by
    }) => ({
      kind,
      id,
      times: by
    }));
  }
}