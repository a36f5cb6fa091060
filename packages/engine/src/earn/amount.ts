import type { OrderLine } from '@laurel/contract';
import { type Fraction, minus, times } from '../number/fraction.ts';
import { type Goods, subtotalOf, sumOf, taxed, totalOf, worthOf } from '../order/goods.ts';
import { holds } from './condition.ts';
import type { Rule } from './program.ts';

/**
 * The eligible amounts of an order for a rule, in minor units: one for each line where it rounds by line, else their sum.
 * Null: no line is eligible.
 */
export function amountsOf(rule: Rule, goods: Goods): Fraction[] | null {
  const { earn } = rule;
  if (typeof earn === 'number') return null;
  if (!rule.lines && earn.of === 'subtotal' && earn.round === 'order') return [subtotalOf(goods)];
  const eligible = goods.lines.filter(({ line }) => isEligible(rule, line, goods));
  if (eligible.length === 0 && rule.lines) return null;
  const values = goods.undone ? [] : eligible.map(worthOf);
  const ofTotal = earn.of === 'total';
  const shares = ofTotal ? values.map((value) => times(value, taxed(goods))) : values;
  if (ofTotal && !rule.lines) {
    // Shipping, and whatever else was paid beyond the goods, is an amount of its own.
    const all = totalOf(goods);
    if (earn.round === 'order') return [all];
    const more = minus(all, sumOf(shares));
    return more.n > 0n ? [...shares, more] : shares;
  }
  return earn.round === 'line' ? shares : [sumOf(shares)];
}

/** What the subtotal has beyond its lines is no line, unless the order came without any. */
function isEligible(rule: Rule, line: OrderLine | null, { order }: Goods): boolean {
  if (rule.lines) return line !== null && holds(rule.lines, line);
  return line !== null || order.lines.length === 0 || typeof rule.earn === 'number' || rule.earn.of !== 'lines';
}
