import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { priceOf, refundOf, spread } from '../src/money/price.ts';

const line = fc.record({
  sku: fc.constant('x'),
  quantity: fc.integer({ min: 1, max: 99 }),
  unitPrice: fc.integer({ min: 1, max: 2_000 }),
});
const discount = fc.oneof(
  fc.record({ amount: fc.integer({ min: 1, max: 5_000 }) }),
  fc.record({ percent: fc.integer({ min: 1, max: 100 }) }),
);

describe('a price', () => {
  test('adds up to the penny, whatever is taken off', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), discount, (basket, off) => {
        const price = priceOf(basket, off);
        expect(price.lines.reduce((sum, { discount: part }) => sum + part, 0)).toBe(price.discount);
        expect(price.subtotal).toBe(price.goods - price.discount);
        expect(price.total).toBe(price.subtotal + price.shipping);
        for (const { discount: part, quantity, unitPrice } of price.lines) {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(part).toBeLessThanOrEqual(quantity * unitPrice);
        }
      }),
    );
  });

  test('takes off no more than there is', () => {
    const price = priceOf([{ sku: 'x', quantity: 1, unitPrice: 300 }], { amount: 500 });
    expect(price).toMatchObject({ goods: 300, discount: 300, subtotal: 0, shipping: 395, total: 395 });
  });

  test('has no postage from 30 pounds of goods on, and none for nothing', () => {
    expect(priceOf([{ sku: 'x', quantity: 1, unitPrice: 2_999 }]).shipping).toBe(395);
    expect(priceOf([{ sku: 'x', quantity: 1, unitPrice: 3_000 }]).shipping).toBe(0);
    expect(priceOf([]).total).toBe(0);
  });
});

test('an amount is spread by value, the largest remainders first', () => {
  expect(spread(100, [50, 30, 20])).toEqual([50, 30, 20]);
  expect(spread(10, [1, 1, 1])).toEqual([4, 3, 3]);
  expect(spread(5, [0, 0])).toEqual([0, 0]);
});

test('a line returned in any pieces gives back what it cost, no more and no less', () => {
  const parts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(parts, fc.integer({ min: 1, max: 2_000 }), fc.nat(500), (pieces, unitPrice, off) => {
      const quantity = pieces.reduce((sum, n) => sum + n, 0);
      const sold = { sku: 'x', quantity, unitPrice, discount: Math.min(off, quantity * unitPrice) };
      let returned = 0;
      let given = 0;
      for (const n of pieces) {
        given += refundOf({ ...sold, returned }, n);
        returned += n;
      }
      expect(given).toBe(quantity * unitPrice - sold.discount);
    }),
  );
});
