import type { Standing } from '../log/entry.ts';

/** The sum of some awards for the points (under null) and for each counter. */
export function sumsOf(awards: readonly Standing[]): Map<string | null, number> {
  const sums = new Map<string | null, number>();
  for (const { points, counter = null } of awards) sums.set(counter, (sums.get(counter) ?? 0) + points);
  return sums;
}

/** The spendable points of some awards. */
export function pointsIn(awards: readonly Standing[]): number {
  return sumsOf(awards).get(null) ?? 0;
}
