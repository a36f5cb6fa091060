import { describe, expect, test } from 'vitest';
import { parseEvent } from '../src/index.ts';

const order = {
  orderId: '536365',
  currency: 'GBP',
  total: 13912,
  lines: [{ sku: '85123A', quantity: 6, unitPrice: 255 }],
};
const paid = {
  type: 'order.paid',
  key: 'order:536365',
  member: '17850',
  occurredAt: '2010-12-01T08:26:00Z',
  data: order,
};
const nested = (levels: number): object => (levels === 0 ? {} : { a: nested(levels - 1) });
const said = (input: unknown) =>
  parseEvent(input)
    .error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    .join('\n') ?? 'taken';

describe('an event', () => {
  test('of an order, of a kind of the merchant’s own, and a refund that names nobody are taken', () => {
    expect(said(paid)).toBe('taken');
    expect(said({ type: 'review.published', key: 'r1', member: 'm', data: { stars: 5 } })).toBe('taken');
    expect(said({ type: 'order.refunded', key: 'x', data: { refundId: 'a', orderId: 'b', amount: 5 } })).toBe('taken');
  });

  test.each([
    ['a fraction of a penny', { ...paid, data: { ...order, total: 1.5 } }, /data\.total/],
    ['a negative amount', { ...paid, data: { ...order, total: -1 } }, /data\.total/],
    ['no key', { ...paid, key: undefined }, /key/],
    ['nobody', { ...paid, member: undefined }, /member: an event names/],
    ['a member and a guest', { ...paid, guest: 'g' }, /guest: .*not both/],
    ['a blank id', { ...paid, member: ' ' }, /member/],
    ['a control character', { ...paid, member: 'a\u0000b' }, /member/],
    ['a type that is no type', { ...paid, type: 'Buy!' }, /type/],
    ['a date without an offset', { ...paid, occurredAt: '2010-12-01T08:26:00' }, /occurredAt/],
    [
      'an order of 1,001 lines',
      { ...paid, data: { ...order, lines: Array(1001).fill(order.lines[0]) } },
      /data\.lines/,
    ],
    ['data nine levels deep', { type: 'a.b', key: 'k', member: 'm', data: nested(9) }, /levels deep/],
    ['nothing', null, /./],
  ])('with %s is refused, and the fault is named', (_, input, expected) => {
    expect(said(input)).toMatch(expected);
  });
});
