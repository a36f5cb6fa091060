import { refunded } from '../laurel/letters.ts';
import { refundOf } from '../money/price.ts';
import type { Order, Refund, ShopData } from '../store/data.ts';

/** What of an order is still with the shopper. */
export const remaining = (order: Order): number =>
  order.lines.reduce((sum, line) => sum + line.quantity - line.returned, 0);

/**
 * Takes one line of an order back, or all that is left of it, and writes the letter to Laurel in the same stroke.
 * With the last piece the postage is given back too.
 * @param lineId null: everything
 * @param pieces how many of the line; all of it by default
 * @returns null if there is nothing to take back, as when a form is sent twice
 */
export function giveBack(
  draft: ShopData,
  orderId: string,
  lineId: string | null,
  pieces = Number.POSITIVE_INFINITY,
): Refund | null {
  const order = draft.orders[orderId];
  if (!order) return null;
  const lines = order.lines
    .filter((line) => lineId === null || line.lineId === lineId)
    .map((line) => ({ line, quantity: Math.min(line.quantity - line.returned, pieces) }))
    .filter(({ quantity }) => quantity > 0);
  if (lines.length === 0) return null;
  const goods = lines.reduce((sum, { line, quantity }) => sum + refundOf(line, quantity), 0);
  for (const { line, quantity } of lines) line.returned += quantity;
  const shipping = remaining(order) === 0 ? order.shipping : 0;
  const refund: Refund = {
    id: `${order.id}-R${order.refunds.length + 1}`,
    at: new Date().toISOString(),
    amount: goods + shipping,
    shipping,
    lines: lines.map(({ line, quantity }) => ({ lineId: line.lineId, quantity })),
  };
  order.refunds.push(refund);
  draft.outbox.push(refunded(order, refund));
  return refund;
}
