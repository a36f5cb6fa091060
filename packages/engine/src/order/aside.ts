import type { OrderLine, PaymentMeans } from '@laurel/contract';
import type { Entry } from '../log/entry.ts';
import type { OrderFact } from '../log/fact.ts';
import type { HoldState } from '../log/state.ts';
import { type Fraction, fraction } from '../number/fraction.ts';

/** A part of an order that was no fresh money. `of`: it is within what was paid in all, or only within what the goods cost. */
export interface Aside {
  readonly means: PaymentMeans;
  readonly amount: Fraction;
  readonly of: 'all' | 'goods';
}

/**
 * What of an order was paid with something else than money. Points are a discount (RULES 22): where the order shows that they are off its
 * goods already, they are no part of it.
 */
export function asideOf(order: OrderFact): Aside[] {
  return order.paidWith.flatMap(({ kind: means, amount = 0 }): Aside[] => {
    const of = means === 'points' ? withinOf(order, amount) : 'all';
    return of ? [{ means, amount: fraction(amount), of }] : [];
  });
}

/** Whether points are off the goods (null), off what was paid and not off the goods, or off neither. */
function withinOf({ lines, subtotal, total, shipping, tax }: OrderFact, amount: number): Aside['of'] | null {
  const listed = lines.reduce((sum, { quantity, unitPrice }: OrderLine) => sum + quantity * unitPrice, 0);
  if (listed - subtotal >= amount) return null;
  return subtotal + shipping + tax - total >= amount ? 'goods' : 'all';
}

/** An order whose parts all say what they are worth: points that do not say it are worth what was held, or was paid with them. */
export function withWorth(
  order: OrderFact,
  history: readonly Pick<Entry, 'changes'>[],
  holds: Record<string, Pick<HoldState, 'amount'>> = {},
): OrderFact {
  if (!order.paidWith.some((part) => part.kind === 'points' && part.amount === undefined)) return order;
  const told = new Map<string, number>();
  for (const { changes } of history)
    for (const change of changes)
      if (change.kind === 'held' || change.kind === 'hold.confirmed') told.set(change.hold, change.amount);
  const paidWith = order.paidWith.map((part) =>
    part.kind === 'points' && part.amount === undefined
      ? { ...part, amount: holds[part.hold]?.amount ?? told.get(part.hold) ?? 0 }
      : part,
  );
  return { ...order, paidWith };
}
