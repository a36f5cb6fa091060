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
  const byDefault = rule.multiply ?? typeof rule.earn !== 'number';
  const found: Multiplier[] = [];
  const tier = program.tiers.find(({ id }) => id === subject.member.tier);
  if (byDefault && tier?.earn && tier.earn.times > 1)
    found.push({ kind: 'tier', id: tier.id, times: tier.earn.times, campaign: null });
  for (const campaign of program.campaigns) {
    const touches = campaign.earn.rules ? campaign.earn.rules.includes(rule.id) : byDefault;
    if (touches && campaign.earn.times > 1 && isDated(campaign, at) && holds(campaign.when, subject))
      found.push({ kind: 'campaign', id: campaign.id, times: campaign.earn.times, campaign });
  }
  return found;
}

/** Those that count, and what they come to together. */
export function stacked(
  stack: Program['stack'],
  multipliers: readonly Multiplier[],
): { factor: Fraction; used: Multiplier[] } {
  if (stack === 'best') {
    let best: Multiplier | null = null;
    for (const one of multipliers) if (!best || compare(decimal(one.times), decimal(best.times)) > 0) best = one;
    return best ? { factor: decimal(best.times), used: [best] } : { factor: ONE, used: [] };
  }
  const factor = multipliers.reduce<Fraction>((sum, one) => {
    const by = decimal(one.times);
    return stack === 'multiply' ? times(sum, by) : plus(sum, minus(by, ONE));
  }, ONE);
  return { factor, used: [...multipliers] };
}

/** As an award tells them. */
export function told(multipliers: readonly Multiplier[]): Award['multipliers'] {
  return multipliers.map(({ kind, id, times: by }) => ({ kind, id, times: by }));
}
