import type { Program } from '@laurel/contract';
import { decimal, type Fraction, fraction, ONE, times, whole } from '../number/fraction.ts';

const rates = new WeakMap<Program, Map<string, Fraction | null>>();

/** Minor units of the program's currency that one of another counts for; null: the program says none. Own currency: one. */
export function rateOf(program: Program, currency: string): Fraction | null {
  if (currency === program.currency) return ONE;
  let known = rates.get(program);
  if (!known) {
    known = new Map(program.currencies.map(({ code, rate }) => [code, rate === undefined ? null : decimal(rate)]));
    rates.set(program, known);
  }
  return known.get(currency) ?? null;
}

/** Whether orders may be in a currency. */
export function accepts(program: Program, currency: string): boolean {
  return currency === program.currency || program.currencies.some(({ code }) => code === currency);
}

/** Money of an order in minor units of the program's currency, rounded down; nothing where the program has no rate. */
export function inOwn(program: Program, currency: string, minor: number): number {
  if (currency === program.currency) return minor;
  const rate = rateOf(program, currency);
  return rate ? Number(whole(times(fraction(minor), rate), 'floor')) : 0;
}
