import { type Fraction, times, whole } from '../number/fraction.ts';
import type { Candidate } from './judge.ts';

/** More than this no award comes to, so that sums stay whole numbers. */
const MOST = 1_000_000_000_000n;

/** The points of a rule under its multipliers, rounded once: for the order, or for each line. */
export function pointsOf({ of: { formula }, by, base }: Candidate, factor: Fraction): number {
  let sum = 0n;
  if (!by || formula.kind === 'fixed') sum = whole(times(base, factor), 'floor');
  else {
    const rate = times(by.rate, factor);
    for (const part of by.amounts) sum += whole(times(part, rate), formula.rounding);
  }
  return Number(sum > MOST ? MOST : sum);
}
