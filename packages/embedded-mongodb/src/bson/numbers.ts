import { Decimal128, Double } from 'bson';
import { decimalParts, decimalToNumber, numberToDecimal, type Parts, toDecimal } from './decimal.ts';
import { isInt32 } from './types.ts';

export type Numeric = number | bigint | Double | Decimal128;

export function isNumeric(value: unknown): value is Numeric {
  return (
    typeof value === 'number' || typeof value === 'bigint' || value instanceof Double || value instanceof Decimal128
  );
}

/** As a JavaScript number; a long or a decimal may lose digits. */
export function toNumber(value: Numeric): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Double ? value.value : decimalToNumber(value);
}

/** A double in memory: plain where that is unmistakable. */
export const double = (n: number): number | Double => (isInt32(n) ? new Double(n) : n);

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);
export const fitsInt64 = (n: bigint): boolean => n >= INT64_MIN && n <= INT64_MAX;

/** The smallest integer type that holds a result of int32s. */
export function int(n: number): number | bigint {
  return isInt32(n) || n === 0 ? n + 0 || 0 : BigInt(n);
}

export const isNaNValue = (value: unknown): boolean =>
  typeof value === 'number' ? Number.isNaN(value) : value instanceof Decimal128 && decimalParts(value) === 'nan';

/** -1, 0 or 1 by value, whatever the types; NaN is below all and equal to itself. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  const x = a instanceof Double ? a.value : a;
  const y = b instanceof Double ? b.value : b;
  if (!(x instanceof Decimal128) && !(y instanceof Decimal128)) {
    if (x < y) return -1;
    if (x > y) return 1;
    if (x <= y) return 0;
    return Number.isNaN(x) ? (Number.isNaN(y) ? 0 : -1) : 1;
  }
  const p = exact(x);
  const q = exact(y);
  if (typeof p === 'number' || typeof q === 'number') {
    const m = typeof p === 'number' ? p : 0;
    const n = typeof q === 'number' ? q : 0;
    if (Number.isNaN(m)) return Number.isNaN(n) ? 0 : -1;
    return Number.isNaN(n) ? 1 : Math.sign(m === n ? 0 : m - n);
  }
  const low = Math.min(p.exponent, q.exponent);
  if (p.coefficient === 0n || q.coefficient === 0n) return sign(p.coefficient - q.coefficient);
  const m = p.coefficient * 10n ** BigInt(p.exponent - low);
  const n = q.coefficient * 10n ** BigInt(q.exponent - low);
  return sign(m - n);
}

const sign = (n: bigint): number => (n > 0n ? 1 : n < 0n ? -1 : 0);

/** The exact decimal value; NaN and the infinities stay numbers. */
export function exact(value: number | bigint | Decimal128): Parts | number {
  if (typeof value === 'bigint') return { coefficient: value, exponent: 0 };
  if (value instanceof Decimal128) {
    const parts = decimalParts(value);
    if (parts === 'nan') return Number.NaN;
    if (parts === 'inf') return Number.POSITIVE_INFINITY;
    return parts === '-inf' ? Number.NEGATIVE_INFINITY : parts;
  }
  if (!Number.isFinite(value)) return value;
  if (Number.isInteger(value)) return { coefficient: BigInt(value), exponent: 0 };
  return fraction(value);
}

/** A double is m × 2^e, which for e < 0 is m × 5^-e × 10^e. */
function fraction(value: number): Parts {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const raw = Number((bits >> 52n) & 0x7ffn);
  let mantissa = bits & 0xfffffffffffffn;
  let exponent = raw === 0 ? -1074 : raw - 1075;
  if (raw !== 0) mantissa |= 0x10000000000000n;
  while (mantissa % 2n === 0n && exponent < 0) {
    mantissa /= 2n;
    exponent += 1;
  }
  const coefficient = mantissa * 5n ** BigInt(-exponent);
  return { coefficient: value < 0 ? -coefficient : coefficient, exponent };
}

const asDecimal = (value: Numeric): Decimal128 => {
  if (value instanceof Decimal128) return value;
  if (typeof value === 'bigint') return toDecimal(value, 0);
  const n = toNumber(value);
  return numberToDecimal(n);
};

export { asDecimal };

const isDouble = (value: Numeric): boolean => value instanceof Double || (typeof value === 'number' && !isInt32(value));

/** What a result of integers that fits no int64 becomes. */
export type OnOverflow = 'double' | 'undefined';

function integers(result: bigint, wide: boolean, onOverflow: OnOverflow): Numeric | undefined {
  if (!fitsInt64(result)) return onOverflow === 'double' ? double(Number(result)) : undefined;
  if (wide) return result;
  return result >= -2147483648n && result <= 2147483647n ? Number(result) : result;
}

/** Adds by MongoDB's rule of types: int32 < int64 < double < decimal; `undefined` if an int64 runs over. */
export function add(a: Numeric, b: Numeric, onOverflow: OnOverflow = 'undefined'): Numeric | undefined {
  if (typeof a === 'number' && typeof b === 'number' && isInt32(a) && isInt32(b)) return int(a + b);
  if (a instanceof Decimal128 || b instanceof Decimal128)
    return decimalOf(
      a,
      b,
      (p, q) => {
        const low = Math.min(p.exponent, q.exponent);
        return toDecimal(
          p.coefficient * 10n ** BigInt(p.exponent - low) + q.coefficient * 10n ** BigInt(q.exponent - low),
          low,
        );
      },
      (x, y) => x + y,
    );
  if (isDouble(a) || isDouble(b)) return double(toNumber(a) + toNumber(b));
  return integers(
    BigInt(a as number | bigint) + BigInt(b as number | bigint),
    typeof a === 'bigint' || typeof b === 'bigint',
    onOverflow,
  );
}

/** Multiplies by the same rule. */
export function multiply(a: Numeric, b: Numeric, onOverflow: OnOverflow = 'undefined'): Numeric | undefined {
  if (a instanceof Decimal128 || b instanceof Decimal128)
    return decimalOf(
      a,
      b,
      (p, q) => toDecimal(p.coefficient * q.coefficient, p.exponent + q.exponent),
      (x, y) => x * y,
    );
  if (isDouble(a) || isDouble(b)) return double(toNumber(a) * toNumber(b));
  return integers(
    BigInt(a as number | bigint) * BigInt(b as number | bigint),
    typeof a === 'bigint' || typeof b === 'bigint',
    onOverflow,
  );
}

export function negate(a: Numeric): Numeric {
  return multiply(a, typeof a === 'bigint' ? -1n : -1, 'double') as Numeric;
}

export function divide(a: Numeric, b: Numeric): Numeric {
  if (a instanceof Decimal128 || b instanceof Decimal128)
    return decimalOf(
      a,
      b,
      (p, q) => {
        if (q.coefficient === 0n) return numberToDecimal(p.coefficient === 0n ? Number.NaN : Number.POSITIVE_INFINITY);
        let numerator = p.coefficient;
        let exponent = p.exponent - q.exponent;
        if (numerator % q.coefficient !== 0n) {
          const grow = Math.max(0, 36 + q.coefficient.toString().length - numerator.toString().length);
          numerator *= 10n ** BigInt(grow);
          exponent -= grow;
        }
        let quotient = numerator / q.coefficient;
        if (numerator % q.coefficient === 0n) {
          while (exponent < Math.min(0, p.exponent - q.exponent) && quotient % 10n === 0n && quotient !== 0n) {
            quotient /= 10n;
            exponent += 1;
          }
        }
        return toDecimal(quotient, exponent);
      },
      (x, y) => x / y,
    );
  return double(toNumber(a) / toNumber(b));
}

function decimalOf(
  a: Numeric,
  b: Numeric,
  finite: (p: Parts, q: Parts) => Decimal128,
  other: (x: number, y: number) => number,
): Decimal128 {
  const p = exact(asDecimal(a));
  const q = exact(asDecimal(b));
  if (typeof p === 'number' || typeof q === 'number') {
    const x = typeof p === 'number' ? p : Number(p.coefficient > 0n ? 1 : p.coefficient < 0n ? -1 : 0);
    const y = typeof q === 'number' ? q : Number(q.coefficient > 0n ? 1 : q.coefficient < 0n ? -1 : 0);
    return numberToDecimal(other(x, y));
  }
  return finite(p, q);
}

/** An integer value of any numeric type, or undefined: `5`, `5.0`, `Long(5)`, `Decimal('5')`. */
export function asInteger(value: unknown): number | undefined {
  if (!isNumeric(value)) return undefined;
  const n = toNumber(value);
  return Number.isInteger(n) ? n + 0 : undefined;
}
