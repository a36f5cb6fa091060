import type { CheckoutOf } from '../earn/program.ts';

/** What points are worth off an order, in minor units, rounded down once. */
export function worthOf({ points: per, amount }: CheckoutOf, points: number): number {
  return Number((BigInt(points) * BigInt(amount)) / BigInt(per));
}

/** The points that a part of a worth takes, rounded up: nobody gets more off than was paid for. */
export function pointsFor(part: number, { points, amount }: { points: number; amount: number }): number {
  if (part >= amount) return points;
  return Number((BigInt(part) * BigInt(points) + BigInt(amount) - 1n) / BigInt(amount));
}

/**
 * The most points that may be put down on an order, within the slider's bounds; 0: none.
 * @param goods what the goods come to, in minor units; null: whatever they may
 */
export function mostPoints(checkout: CheckoutOf, available: number, goods: number | null): number {
  const { points: per, amount, minimum, maximum = available, step, percent } = checkout;
  let most = BigInt(Math.min(available, maximum));
  if (goods !== null) {
    // As many as are worth the part that they may pay, and not a minor unit more.
    const part = (BigInt(goods) * BigInt(percent)) / 100n;
    const bought = ((part + 1n) * BigInt(per) - 1n) / BigInt(amount);
    if (bought < most) most = bought;
    // Nobody puts down more than it takes.
    const needed = (part * BigInt(per) + BigInt(amount) - 1n) / BigInt(amount);
    if (needed < most) most = needed;
  }
  const stepped = Number(most - (most % BigInt(step)));
  return stepped >= minimum ? stepped : 0;
}
