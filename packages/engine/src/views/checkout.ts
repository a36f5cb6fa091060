import type { CheckoutView } from '@laurel/contract';
import { mostPoints, worthOf } from '../checkout/worth.ts';
import type { CheckoutOf } from '../earn/program.ts';

/** What points are worth at the checkout, and how many of those that are available may be put down. */
export function checkoutView(checkout: CheckoutOf, available: number): CheckoutView {
  const most = mostPoints(checkout, available, null);
  return { ...sliderView(checkout), most, worth: worthOf(checkout, most) };
}

/** The bounds of the slider, for anybody. */
export function sliderView({
  points,
  amount,
  minimum,
  maximum,
  step,
  percent,
}: CheckoutOf): Omit<CheckoutView, 'most' | 'worth'> {
  return { points, amount, minimum, maximum: maximum ?? null, step, percent };
}
