import type { Basket } from '@laurel/contract';
import type { Fact } from '@laurel/engine';

type Line = Basket['lines'][number];

const worthOf = ({ quantity, unitPrice, discount = 0 }: Line) => Math.max(0, quantity * unitPrice - discount);

/** A basket as the order that it would be, were it paid at an instant. */
export function factOfBasket(basket: Basket, currency: string, at: number): Fact {
  const { lines, shipping = 0, tax = 0, country, channel, attributes, coupons, paidWith } = basket;
  const subtotal = basket.subtotal ?? lines.reduce((sum, line) => sum + worthOf(line), 0);
  const total = basket.total ?? subtotal + shipping + tax;
  return {
    type: 'order.paid',
    key: 'preview',
    occurredAt: at,
    data: {
      orderId: 'preview',
      currency: basket.currency ?? currency,
      total,
      subtotal,
      ...(shipping > 0 ? { shipping } : {}),
      ...(tax > 0 ? { tax } : {}),
      ...(country === undefined ? {} : { country }),
      ...(channel === undefined ? {} : { channel }),
      ...(attributes === undefined ? {} : { attributes }),
      ...(coupons === undefined ? {} : { coupons }),
      ...(paidWith === undefined ? {} : { paidWith }),
      lines,
    },
  };
}

/** A basket with one more line in it; sums that were given grow by what the line comes to. */
export function withLine(basket: Basket | undefined, line: Line): Basket {
  if (!basket) return { lines: [line] };
  const { subtotal, total } = basket;
  const worth = worthOf(line);
  return {
    ...basket,
    lines: [...basket.lines, line],
    ...(subtotal === undefined ? {} : { subtotal: subtotal + worth }),
    ...(total === undefined ? {} : { total: total + worth }),
  };
}
