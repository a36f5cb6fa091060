import type { Program } from '@laurel/contract';
import type { Test } from '../conditions/compile.ts';
import { decimal, type Fraction } from '../number/fraction.ts';
import { testOf } from './condition.ts';
import { counterOf, type Formula, formulaOf } from './formula.ts';
import type { Campaign, Rule } from './program.ts';

/** A rule as it is judged by: all that can be worked out beforehand is. */
export interface Compiled {
  rule: Rule;
  from: number;
  until: number;
  when: Test | null;
  lines: Test | null;
  /** Whether `lines` asks what a line costs after discounts. */
  byNet: boolean;
  currency: string | null;
  formula: Formula;
  counter: string | null;
  /** Touched by every multiplier that names no rules. */
  multiplied: boolean;
}

/** A multiplier that may touch rules. */
export interface CompiledMultiplier {
  kind: 'tier' | 'campaign' | 'segment';
  id: string;
  times: number;
  by: Fraction;
  rules: ReadonlySet<string> | null;
  campaign: Campaign | null;
  from: number;
  until: number;
  when: Test | null;
}

export interface CompiledProgram {
  /** By the type of fact, in the order of the document. */
  rules: Map<string, Compiled[]>;
  tiers: Map<string, CompiledMultiplier>;
  campaigns: CompiledMultiplier[];
  segments: CompiledMultiplier[];
}

const known = new WeakMap<Program, CompiledProgram>();

/** What judging needs of a program, made once for each document. */
export function compiledOf(program: Program): CompiledProgram {
  let compiled = known.get(program);
  if (!compiled) {
    compiled = make(program);
    known.set(program, compiled);
  }
  return compiled;
}

function make(program: Program): CompiledProgram {
  const rules = new Map<string, Compiled[]>();
  for (const rule of program.rules) {
    const formula = formulaOf(program, rule);
    const of = rules.get(rule.on) ?? [];
    rules.set(rule.on, of);
    of.push({
      rule,
      ...datesOf(rule),
      when: rule.when ? testOf(rule.when) : null,
      lines: rule.lines ? testOf(rule.lines) : null,
      byNet: JSON.stringify(rule.lines ?? null).includes('"net"'),
      currency: rule.currency ?? null,
      formula,
      counter: counterOf(rule),
      multiplied: rule.multiply ?? formula.kind === 'rate',
    });
  }
  const { tiers, campaigns, segments } = program;
  return {
    rules,
    tiers: new Map(
      tiers.flatMap(({ id, earn }) => multiplier('tier', { id, earn }).map((made) => [id, made] as const)),
    ),
    campaigns: campaigns.flatMap((campaign) => multiplier('campaign', campaign)),
    segments: segments.flatMap(({ id, earn }) => multiplier('segment', { id, earn })),
  };
}

interface Multiplying {
  id: string;
  earn?: { times: number; rules?: string[] | undefined } | undefined;
  when?: Campaign['when'];
  from?: string | undefined;
  until?: string | undefined;
}

/** One by which nothing grows is none. */
function multiplier(kind: CompiledMultiplier['kind'], of: Multiplying | Campaign): CompiledMultiplier[] {
  const { id, earn, when } = of;
  if (!earn || earn.times <= 1) return [];
  return [
    {
      kind,
      id,
      times: earn.times,
      by: decimal(earn.times),
      rules: earn.rules ? new Set(earn.rules) : null,
      campaign: kind === 'campaign' ? (of as Campaign) : null,
      ...datesOf(of),
      when: when ? testOf(when) : null,
    },
  ];
}

function datesOf({ from, until }: { from?: string | undefined; until?: string | undefined }) {
  return {
    from: from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from),
    until: until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until),
  };
}
