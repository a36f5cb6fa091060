import type { Program } from '@laurel/contract';

/** What points are worth: `amount` minor units for `points`. */
export interface Worth {
  amount: number;
  points: number;
  /** The program's own setting, or what gives the most for a point: a reward, or points at the checkout. */
  source: { kind: 'setting' } | { kind: 'reward'; id: string } | { kind: 'checkout' };
}

/**
 * What a program's points are worth: as it says (`points.worth`), else at the best rate of its rewards that give an amount and of its
 * checkout, since that is the most that somebody can have for them. Null: it gives no amounts, and says nothing.
 */
export function worthOf(program: Program): Worth | null {
  const { worth } = program.points;
  const { checkout } = program;
  if (worth) return { amount: worth.amount, points: worth.points, source: { kind: 'setting' } };
  let best: Worth | null = checkout
    ? { amount: checkout.amount, points: checkout.points, source: { kind: 'checkout' } }
    : null;
  for (const { id, cost, give } of program.rewards) {
    const amount = amountOf(give);
    if (amount === null || cost === 0) continue;
    if (!best || amount * best.points > best.amount * cost)
      best = { amount, points: cost, source: { kind: 'reward', id } };
  }
  return best;
}

/** Minor units that some points are worth, rounded half up; a negative number of points is a negative amount. */
export function moneyOf(worth: Worth | null, points: number): number | null {
  if (!worth) return null;
  const value =
    (2n * BigInt(Math.abs(points)) * BigInt(worth.amount) + BigInt(worth.points)) / (2n * BigInt(worth.points));
  return points < 0 ? -Number(value) : Number(value);
}

/** The amount of money that a reward gives, in minor units; null for all that has no amount. */
function amountOf(give: Program['rewards'][number]['give']): number | null {
  if ('discount' in give && 'amount' in give.discount) return give.discount.amount;
  if ('giftCard' in give) return give.giftCard;
  return 'storeCredit' in give ? give.storeCredit : null;
}
