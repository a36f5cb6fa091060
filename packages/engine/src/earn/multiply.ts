import type { Program } from '@laurel/contract';
import type { Award } from '../log/entry.ts';
import { compare, type Fraction, minus, ONE, plus, times } from '../number/fraction.ts';
import type { Compiled, CompiledMultiplier, CompiledProgram } from './compiled.ts';
import type { Subject } from './subject.ts';

/** The multipliers that hold for a fact, before it is asked which rules they touch: the tier's, campaigns', segments'. */
export function multipliersAt(program: CompiledProgram, subject: Subject, at: number): CompiledMultiplier[] {
  const { tier: held, segments } = subject.member;
  const tier = held === null ? undefined : program.tiers.get(held);
  const found = tier ? [tier] : [];
  for (const one of program.campaigns)
    if (at >= one.from && at < one.until && (!one.when || one.when(subject as never))) found.push(one);
  for (const one of program.segments) if (segments.includes(one.id)) found.push(one);
  return found;
}

/** Those that touch a rule: all that name it, and where it is multiplied, those that name none (RULES 8). */
export function touching(rule: Compiled, multipliers: readonly CompiledMultiplier[]): CompiledMultiplier[] {
  return multipliers.filter(({ rules }) => (rules ? rules.has(rule.rule.id) : rule.multiplied));
}

/** Those that count, and what they come to together. */
export function stacked(
  stack: Program['stack'],
  multipliers: readonly CompiledMultiplier[],
): { factor: Fraction; used: readonly CompiledMultiplier[] } {
  const [first] = multipliers;
  if (!first) return { factor: ONE, used: multipliers };
  if (stack === 'best') {
    let best = first;
    for (const one of multipliers) if (compare(one.by, best.by) > 0) best = one;
    return { factor: best.by, used: [best] };
  }
  const factor = multipliers.reduce<Fraction>(
    (sum, { by }) => (stack === 'multiply' ? times(sum, by) : plus(sum, minus(by, ONE))),
    ONE,
  );
  return { factor, used: multipliers };
}

/** As an award tells them. */
export function told(multipliers: readonly CompiledMultiplier[]): Award['multipliers'] {
  return multipliers.map(({ kind, id, times: by }) => ({ kind, id, times: by }));
}
