import type { Program } from '@laurel/contract';
import { floorOf, type Goods, subtotalOf, sumOf, worthOf } from '../order/goods.ts';
import { holds } from './condition.ts';
import { inOwn } from './money.ts';

/** What of an order, as far as it remains, counts for tiers, boards and goals by spend; minor units of the program's currency. */
export function countedSpend(program: Program, goods: Goods): number {
  return inOwn(program, goods.order.currency, spendIn(program, goods));
}

function spendIn({ spend }: Program, goods: Goods): number {
  if (!spend || spend.of === 'total') return goods.money;
  if (spend.of === 'subtotal') return floorOf(subtotalOf(goods));
  if (goods.undone) return 0;
  // An order that came without lines is one thing, which no condition on lines can name.
  const counts = goods.lines.filter(({ line, net }) =>
    line ? holds(spend.lines, { ...line, net }) : spend.lines === undefined && goods.order.lines.length === 0,
  );
  return floorOf(sumOf(counts.map(worthOf)));
}
