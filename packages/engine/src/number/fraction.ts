/** An exact number; `d` is above zero. Between money and points nothing else is used, so that rounding happens once. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

export type Rounding = 'floor' | 'round' | 'ceil';

export const ZERO: Fraction = { n: 0n, d: 1n };
export const ONE: Fraction = { n: 1n, d: 1n };

/** @param n whole @param d whole, above zero */
export function fraction(n: number | bigint, d: number | bigint = 1n): Fraction {
  return { n: BigInt(n), d: BigInt(d) };
}

/** The decimal that a number is written as, exactly: 1.1 is 11/10 and not the float beside it. */
export function decimal(value: number): Fraction {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', part = ''] = digits.split('.');
  const power = BigInt(Number(exponent) - part.length);
  const n = BigInt(whole + part);
  return power >= 0n ? { n: n * 10n ** power, d: 1n } : { n, d: 10n ** -power };
}

export function plus(a: Fraction, b: Fraction): Fraction {
  if (a.d === b.d) return { n: a.n + b.n, d: a.d };
  return reduced(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { n: -b.n, d: b.d });
}

export function times(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.n, d: a.d * b.d };
}

/** @param b above zero; RangeError when it is zero */
export function over(a: Fraction, b: Fraction): Fraction {
  return reduced(a.n * b.d, a.d * b.n);
}

/** Below zero, zero or above zero, as `a` is to `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function atLeastZero(a: Fraction): Fraction {
  return a.n < 0n ? ZERO : a;
}

/** Rounds a fraction that is not below zero to a whole; `round` takes halves up. */
export function whole({ n, d }: Fraction, rounding: Rounding): bigint {
  if (rounding === 'floor') return n / d;
  if (rounding === 'ceil') return (n + d - 1n) / d;
  return (2n * n + d) / (2n * d);
}

/** For people to read: six decimals are enough. */
export function shown({ n, d }: Fraction): number {
  return Math.round((Number(n) / Number(d)) * 1e6) / 1e6;
}

function reduced(n: bigint, d: bigint): Fraction {
  let [a, b] = [n < 0n ? -n : n, d];
  while (b !== 0n) [a, b] = [b, a % b];
  return a > 1n ? { n: n / a, d: d / a } : { n, d };
}
