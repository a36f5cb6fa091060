import type { OrderLine, PaymentMeans } from '@laurel/contract';
import type { OrderFact } from '../log/fact.ts';
import {
  atLeastZero,
  compare,
  type Fraction,
  fraction,
  minus,
  ONE,
  over,
  plus,
  times,
  whole,
  ZERO,
} from '../number/fraction.ts';
import { spread } from '../number/spread.ts';
import { type Aside, asideOf } from './aside.ts';

/** A line of an order and what became of it. */
export interface GoodsLine {
  /** Null: what the order's subtotal has beyond its lines. */
  readonly line: OrderLine | null;
  /** Minor units after all discounts. */
  readonly net: number;
  readonly quantity: number;
  readonly returned: number;
  /** Minor units given back without a line, as far as they fell on this one. */
  readonly cut: number;
}

/** An order and what remains of it. Never changed; a refund makes a new one. */
export interface Goods {
  readonly order: OrderFact;
  readonly lines: readonly GoodsLine[];
  /** What remains of the goods: the sum of the lines' worth. */
  readonly worth: Fraction;
  /** What remains of shipping, and of the money that was paid in all; minor units. */
  readonly shipping: number;
  readonly money: number;
  /** What remains of the parts that were no fresh money, by means. */
  readonly aside: readonly Aside[];
  /** Given back as a whole. */
  readonly undone: boolean;
}

/** More than any order may come to; a line that claims more is taken for as much. */
const MOST = 1_000_000_000_000;

/** Reads an order as it was paid: a discount on the whole of it is spread over its lines by value. */
export function goodsOf(order: OrderFact): Goods {
  const nets = order.lines.map(({ quantity, unitPrice, discount = 0 }) =>
    Math.max(0, Math.min(MOST, quantity * unitPrice) - discount),
  );
  const sum = nets.reduce((a, b) => a + b, 0);
  const shares =
    sum > order.subtotal
      ? spread(
          BigInt(sum - order.subtotal),
          nets.map((net) => fraction(net)),
        )
      : [];
  const lines: GoodsLine[] = order.lines.map((line, at) => ({
    line,
    net: (nets[at] ?? 0) - Number(shares[at] ?? 0n),
    quantity: line.quantity,
    returned: 0,
    cut: 0,
  }));
  if (sum < order.subtotal) lines.push({ line: null, net: order.subtotal - sum, quantity: 1, returned: 0, cut: 0 });
  const { subtotal, shipping, total: money } = order;
  return { order, lines, worth: fraction(subtotal), shipping, money, aside: asideOf(order), undone: false };
}

/** What remains of a line: its net in proportion to what was kept of it, less what was given back without a line. */
export function worthOf({ net, quantity, returned, cut }: GoodsLine): Fraction {
  if (returned === 0) return fraction(Math.max(0, net - cut));
  return atLeastZero(minus(fraction(BigInt(net) * BigInt(quantity - returned), quantity), fraction(cut)));
}

export function sumOf(values: Iterable<Fraction>): Fraction {
  let sum = ZERO;
  for (const value of values) sum = plus(sum, value);
  return sum;
}

/** What remains of the goods, in minor units without tax that is not in the prices. */
export function subtotalOf(goods: Goods): Fraction {
  return goods.undone ? ZERO : goods.worth;
}

/**
 * The part of what remains that was paid with what earns: all but what some means of payment paid.
 * @param of of all that was paid, or of the goods, within which can be what was taken off afterwards
 */
export function earningShare(
  { aside, money }: Goods,
  { earnNothing, of }: { earnNothing: readonly PaymentMeans[]; of: Aside['of'] },
): Fraction {
  const sum = (which: (one: Aside) => boolean) =>
    sumOf(aside.flatMap((one) => (which(one) && (of === 'goods' || one.of === 'all') ? [one.amount] : [])));
  const without = sum(({ means }) => earnNothing.includes(means));
  if (without.n === 0n) return ONE;
  const all = plus(
    fraction(money),
    sum((one) => one.of === 'goods'),
  );
  return compare(without, all) >= 0 ? ZERO : over(minus(all, without), all);
}

/** What a minor unit of goods costs in all: more than one only where prices are without tax. */
export function taxed({ order: { subtotal, tax } }: Goods): Fraction {
  return tax > 0 && subtotal > 0 ? fraction(subtotal + tax, subtotal) : fraction(1);
}

/** What remains of all that was paid, goods, tax and shipping, by what was given back and not by how much money. */
export function totalOf(goods: Goods): Fraction {
  if (goods.undone) return ZERO;
  const { order } = goods;
  const lost = minus(fraction(order.subtotal), subtotalOf(goods));
  const left = minus(fraction(order.total - (order.shipping - goods.shipping)), times(lost, taxed(goods)));
  return atLeastZero(left);
}

/** Whether nothing of value remains; of an order whose goods cost nothing, no piece or no money. */
export function isGone(goods: Goods): boolean {
  if (goods.undone) return true;
  if (goods.order.subtotal > 0) return subtotalOf(goods).n === 0n;
  if (goods.order.total > 0 && goods.money === 0) return true;
  return goods.lines.length > 0 && goods.lines.every(({ quantity, returned }) => returned === quantity);
}

/** The goods' part, without tax, of money that was given back. */
export function untaxed(goods: Goods, money: number): Fraction {
  return over(fraction(money), taxed(goods));
}

export function floorOf(value: Fraction): number {
  return Number(whole(value, 'floor'));
}
