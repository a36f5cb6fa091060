import type { Program } from '@laurel/contract';
import { decimal, type Fraction, fraction, type Rounding, times } from '../number/fraction.ts';
import type { Rule } from './program.ts';

/** How a rule comes to its points: as many as stand there, or so many for each unit of something. */
export type Formula =
  | { kind: 'fixed'; points: number }
  | {
      kind: 'rate';
      /** `subtotal`, `total`, `lines` (minor units), `items` (pieces), or the path of a number in the event. */
      of: string;
      /** Points for one unit. */
      rate: Fraction;
      /** The rate is of the program's own currency, whatever currency the rule names. */
      own: boolean;
      rounding: Rounding;
      round: 'order' | 'line';
    };

export function formulaOf({ points: { worth } }: Program, { earn }: Rule): Formula {
  if (typeof earn === 'number') return { kind: 'fixed', points: earn };
  if ('per' in earn) {
    const { points, per, of, rounding, round } = earn;
    return { kind: 'rate', of, rate: fraction(points, per), own: false, rounding, round };
  }
  if ('items' in earn) {
    const { points, items, rounding, round } = earn;
    return { kind: 'rate', of: 'items', rate: fraction(points, items), own: false, rounding, round };
  }
  if ('percent' in earn) {
    const { percent, of, rounding, round } = earn;
    const share = times(decimal(percent), fraction(worth?.points ?? 0, 100n * BigInt(worth?.amount ?? 1)));
    return { kind: 'rate', of, rate: share, own: true, rounding, round };
  }
  return { kind: 'fixed', points: earn.points };
}

/** The counter that a rule earns, or null for points. */
export function counterOf({ earn }: Rule): string | null {
  return typeof earn === 'number' ? null : (earn.counter ?? null);
}
