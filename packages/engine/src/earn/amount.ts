import type { Program, Reason } from '@laurel/contract';
import { numberAt } from '../challenges/step.ts';
import { atLeastZero, decimal, type Fraction, fraction, minus, ONE, times } from '../number/fraction.ts';
import {
  earningShare,
  type Goods,
  type GoodsLine,
  subtotalOf,
  sumOf,
  taxed,
  totalOf,
  worthOf,
} from '../order/goods.ts';
import type { Compiled } from './compiled.ts';
import type { Formula } from './formula.ts';
import { rateOf } from './money.ts';

type Rate = Extract<Formula, { kind: 'rate' }>;

/** What a rule earns by: amounts to be rounded one by one, and what one unit of them gives. */
export interface Amounts {
  amounts: Fraction[];
  /** Points for one unit, in the currency of the order. */
  rate: Fraction;
  /** The sum is of minor units of the order's currency; of pieces; of a number that the event names. */
  unit: 'money' | 'pieces' | 'number';
}

/** The eligible amounts of a fact for a rule: one for each line where it rounds by line, else their sum. */
export function amountsOf(
  program: Program,
  rule: Compiled,
  formula: Rate,
  { goods, event }: { goods: Goods | null; event: Record<string, unknown> },
): Amounts | Reason {
  const { of, rate } = formula;
  if (of.startsWith('event.')) {
    const value = numberAt(event, of.slice('event.'.length));
    if (value === null || value <= 0) return 'nothing_eligible';
    return { amounts: [decimal(value)], rate, unit: 'number' };
  }
  if (!goods) return 'nothing_eligible';
  if (of === 'items') {
    const pieces = piecesOf(rule, goods);
    if (pieces.length === 0) return 'nothing_eligible';
    return { amounts: formula.round === 'line' ? pieces : [sumOf(pieces)], rate, unit: 'pieces' };
  }
  const converted = rule.currency !== null && !formula.own ? ONE : rateOf(program, goods.order.currency);
  if (!converted) return 'other_currency';
  const found = moneyOf(rule, formula, goods);
  if (!found) return 'nothing_eligible';
  const share = earningShare(goods, {
    earnNothing: program.payments?.earnNothing ?? [],
    of: of === 'total' ? 'all' : 'goods',
  });
  const amounts = share === ONE ? found : found.map((amount) => times(amount, share));
  return { amounts, rate: converted === ONE ? rate : times(rate, converted), unit: 'money' };
}

function piecesOf(rule: Compiled, goods: Goods): Fraction[] {
  return goods.lines.flatMap((one) =>
    one.returned < one.quantity && isEligible(rule, one) ? [fraction(one.quantity - one.returned)] : [],
  );
}

function isEligible({ lines, byNet }: Compiled, { line, net }: GoodsLine): boolean {
  if (!line) return false;
  return !lines || lines((byNet ? { ...line, net } : line) as unknown as Record<string, unknown>);
}

/** Whether any eligible piece of the order remains. */
export function hasEligible(rule: Compiled, goods: Goods): boolean {
  return goods.lines.some((one) => one.returned < one.quantity && isEligible(rule, one));
}

/** Money of the order, of which nothing has been taken out; null: no line is eligible. */
function moneyOf(rule: Compiled, { of, round }: Rate, goods: Goods): Fraction[] | null {
  if (!rule.lines && of === 'subtotal' && round === 'order') return [subtotalOf(goods)];
  // What the subtotal has beyond its lines is no line, unless the order came without any.
  const counts = (one: GoodsLine) =>
    one.line ? isEligible(rule, one) : !rule.lines && (of !== 'lines' || goods.order.lines.length === 0);
  const eligible = goods.lines.filter(counts);
  if (eligible.length === 0 && rule.lines) return null;
  const values = eligible.map(worthOf);
  const shares = of === 'total' ? values.map((value) => times(value, taxed(goods))) : values;
  if (of === 'total' && !rule.lines) {
    // Shipping, and whatever else was paid beyond the goods, is an amount of its own.
    const all = totalOf(goods);
    if (round === 'order') return [all];
    return [...shares, atLeastZero(minus(all, sumOf(shares)))];
  }
  return round === 'line' ? shares : [sumOf(shares)];
}
