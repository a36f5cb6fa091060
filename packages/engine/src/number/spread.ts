import { compare, type Fraction, plus, ZERO } from './fraction.ts';

/**
 * Spreads a whole amount over parts in proportion to their values: each gets its share rounded down, and what is left goes
 * by ones to the largest remainders, the earlier part first among equals.
 * @param amount whole, not below zero
 * @param values not below zero; when all are zero, everything stays unspread
 * @returns as many whole numbers as there are values; they sum to `amount` unless all values are zero
 */
export function spread(amount: bigint, values: readonly Fraction[]): bigint[] {
  const sum = values.reduce(plus, ZERO);
  if (sum.n === 0n || amount === 0n) return values.map(() => 0n);
  let left = amount;
  const shares = values.map((value, at) => {
    const n = amount * value.n * sum.d;
    const d = value.d * sum.n;
    const share = n / d;
    left -= share;
    return { at, share, remainder: { n: n % d, d } };
  });
  const order = [...shares].sort((a, b) => compare(b.remainder, a.remainder) || a.at - b.at);
  for (const part of order) {
    if (left === 0n) break;
    part.share += 1n;
    left -= 1n;
  }
  return shares.map(({ share }) => share);
}
