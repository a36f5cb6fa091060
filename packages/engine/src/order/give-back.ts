import { atLeastZero, compare, type Fraction, fraction, minus, times, whole } from '../number/fraction.ts';
import { spread } from '../number/spread.ts';
import type { Refund } from './fact.ts';
import { floorOf, type Goods, type GoodsLine, subtotalOf, sumOf, taxed, totalOf, untaxed, worthOf } from './goods.ts';

type RefundLine = Refund['lines'][number];

/**
 * What remains of an order after a refund: first its lines, then an amount beyond what they were worth, spread by value over what
 * remains; shipping for itself. Never more than there is.
 */
export function giveBack(goods: Goods, refund: Refund): Goods {
  if (refund.amount === null) return { ...goods, shipping: 0, money: 0, undone: true };
  const returned = returnLines(goods.lines, refund.lines);
  const taken = minus(goods.worth, sumOf(returned.map(worthOf)));
  const ofGoods = untaxed(goods, Math.max(0, refund.amount - refund.shipping));
  const beyond = whole(atLeastZero(minus(ofGoods, taken)), 'round');
  const { lines, left } = cut(returned, beyond);
  const shipping = Math.max(0, goods.shipping - refund.shipping - Number(left));
  const money = Math.max(0, goods.money - refund.amount);
  const aside = leftAside(goods, money);
  return { ...goods, lines, worth: sumOf(lines.map(worthOf)), shipping, money, aside };
}

/** What remains of the parts that were no money: as much of them as of all that was paid. */
function leftAside({ aside, money: before }: Goods, money: number): Goods['aside'] {
  if (aside.length === 0 || before === 0) return aside;
  return aside.map((one) => ({ ...one, amount: times(one.amount, fraction(money, before)) }));
}

/**
 * Takes pieces back line by line: all that name a line by `lineId`, then by code and price, then by code in order, so that none takes what
 * another one names. Never more than a line has left.
 */
function returnLines(lines: readonly GoodsLine[], refunds: readonly RefundLine[]): GoodsLine[] {
  const result = lines.slice();
  const left = refunds.map(({ quantity }) => quantity);
  for (const matches of MATCHES) {
    refunds.forEach((refund, of) => {
      result.forEach((item, at) => {
        const missing = left[of] ?? 0;
        if (item.line === null || !matches(item.line, refund)) return;
        const taken = Math.min(missing, item.quantity - item.returned);
        result[at] = { ...item, returned: item.returned + taken };
        left[of] = missing - taken;
      });
    });
  }
  return result;
}

const MATCHES: readonly ((line: NonNullable<GoodsLine['line']>, refund: RefundLine) => boolean)[] = [
  (line, { lineId }) => lineId !== undefined && line.lineId === lineId,
  (line, { sku, unitPrice }) => line.sku === sku && line.unitPrice === unitPrice,
  (line, { sku }) => line.sku === sku,
];

/** Takes an amount off what remains of the lines, by value. What is more than all of them is left. */
function cut(lines: GoodsLine[], amount: bigint): { lines: GoodsLine[]; left: bigint } {
  if (amount === 0n) return { lines, left: 0n };
  const values = lines.map(worthOf);
  const all = sumOf(values);
  if (compare(fraction(amount), all) >= 0) {
    const up = (value: Fraction) => Number(whole(value, 'ceil'));
    return {
      lines: lines.map((line, at) => ({ ...line, cut: line.cut + up(values[at] ?? fraction(0)) })),
      left: amount - whole(all, 'ceil') > 0n ? amount - whole(all, 'ceil') : 0n,
    };
  }
  const shares = spread(amount, values);
  return { lines: lines.map((line, at) => ({ ...line, cut: line.cut + Number(shares[at] ?? 0n) })), left: 0n };
}

/** The event's data as they would be for what remains: what conditions and sums look at after a refund. */
export function remainingData(goods: Goods, data: Record<string, unknown>): Record<string, unknown> {
  const { order } = goods;
  const untouched = goods.money === order.total && goods.lines.every(({ returned, cut: taken }) => !returned && !taken);
  if (untouched && !goods.undone && goods.shipping === order.shipping)
    return { ...data, subtotal: order.subtotal, shipping: order.shipping, tax: order.tax };
  const subtotal = floorOf(subtotalOf(goods));
  const lines = goods.lines.flatMap(({ line, quantity, returned }) =>
    line && !goods.undone && returned < quantity ? [{ ...line, quantity: quantity - returned }] : [],
  );
  const tax = order.tax > 0 ? floorOf(minus(timesTaxed(goods), subtotalOf(goods))) : 0;
  return { ...data, subtotal, shipping: goods.shipping, tax, total: floorOf(totalOf(goods)), lines };
}

function timesTaxed(goods: Goods): Fraction {
  const [sum, rate] = [subtotalOf(goods), taxed(goods)];
  return { n: sum.n * rate.n, d: sum.d * rate.d };
}
