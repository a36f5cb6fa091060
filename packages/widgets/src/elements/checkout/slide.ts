import type { CheckoutView } from '@laurel/contract';

/** The points that a slider may stand at besides none: from `least` to `most` in steps. `most` 0: none may be used. */
export interface Bounds {
  least: number;
  most: number;
  step: number;
}

/** What points are worth, in minor units, rounded down as the server does. */
export const worthOf = ({ points, amount }: Pick<CheckoutView, 'points' | 'amount'>, chosen: number): number =>
  Math.floor((chosen * amount) / points);

/** How far the slider goes for goods of that value; null: whatever they cost. */
export function boundsOf(terms: CheckoutView, goods: number | null): Bounds {
  const { points, amount, percent, step } = terms;
  const least = Math.ceil(terms.minimum / step) * step;
  const part = goods === null ? Number.POSITIVE_INFINITY : Math.floor((goods * percent) / 100);
  const most = Math.min(terms.most, Math.floor((part * points) / amount));
  const stepped = most - (most % step);
  return { least, most: stepped < least ? 0 : stepped, step };
}

/** The place on the slider that is nearest below what is wanted; 0 where that is below the least. */
export function nearest({ least, most, step }: Bounds, wanted: number): number {
  const points = Math.min(wanted, most);
  return points < least ? 0 : points - ((points - least) % step);
}
