import { Decimal128 } from 'bson';

/** A decimal taken apart: ±coefficient × 10^exponent, or one of the three that are no number of digits. */
export interface Parts {
  readonly coefficient: bigint;
  readonly exponent: number;
}

const DIGITS = 34;
const MAX_EXPONENT = 6111;
const MIN_EXPONENT = -6176;

/** 'nan', 'inf', '-inf' or the parts. */
export function decimalParts(d: Decimal128): Parts | 'nan' | 'inf' | '-inf' {
  const bytes = d.bytes;
  const high = Buffer.from(bytes.buffer, bytes.byteOffset, 16).readBigUInt64LE(8);
  const low = Buffer.from(bytes.buffer, bytes.byteOffset, 16).readBigUInt64LE(0);
  const negative = high >> 63n === 1n;
  const combination = Number((high >> 58n) & 0x1fn);
  if (combination === 0x1f) return 'nan';
  if (combination === 0x1e) return negative ? '-inf' : 'inf';
  let exponent: number;
  let coefficient: bigint;
  if (combination >> 3 === 3) {
    exponent = Number((high >> 47n) & 0x3fffn);
    coefficient = 0n;
  } else {
    exponent = Number((high >> 49n) & 0x3fffn);
    coefficient = ((high & 0x1ffffffffffffn) << 64n) | low;
    if (coefficient >= 10n ** 34n) coefficient = 0n;
  }
  return { coefficient: negative ? -coefficient : coefficient, exponent: exponent - 6176 };
}

/** The nearest Decimal128, rounding half to even at 34 digits. */
export function toDecimal(coefficient: bigint, exponent: number): Decimal128 {
  const negative = coefficient < 0n;
  let digits = negative ? -coefficient : coefficient;
  let exp = exponent;
  const over = digits.toString().length - DIGITS;
  const drop = Math.max(over, MIN_EXPONENT - exp);
  if (drop > 0) {
    digits = roundHalfEven(digits, 10n ** BigInt(drop));
    exp += drop;
    if (digits.toString().length > DIGITS) {
      digits /= 10n;
      exp += 1;
    }
  }
  while (exp > MAX_EXPONENT && digits !== 0n && digits.toString().length < DIGITS) {
    digits *= 10n;
    exp -= 1;
  }
  const sign = negative ? '-' : '';
  if (exp > MAX_EXPONENT) return Decimal128.fromString(digits === 0n ? `${sign}0E+${MAX_EXPONENT}` : `${sign}Infinity`);
  return Decimal128.fromString(`${sign}${digits}E${exp >= 0 ? '+' : ''}${exp}`);
}

export function roundHalfEven(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  const twice = (value % by) * 2n;
  if (twice > by || (twice === by && quotient % 2n === 1n)) return quotient + 1n;
  return quotient;
}

/** The double nearest to it. */
export function decimalToNumber(d: Decimal128): number {
  const parts = decimalParts(d);
  if (parts === 'nan') return Number.NaN;
  if (parts === 'inf') return Number.POSITIVE_INFINITY;
  if (parts === '-inf') return Number.NEGATIVE_INFINITY;
  return Number(`${parts.coefficient}e${parts.exponent}`);
}

/** A double as decimal: MongoDB keeps 15 significant digits. */
export function numberToDecimal(n: number): Decimal128 {
  if (Number.isNaN(n)) return Decimal128.fromString('NaN');
  if (!Number.isFinite(n)) return Decimal128.fromString(n > 0 ? 'Infinity' : '-Infinity');
  if (Number.isInteger(n) && Math.abs(n) < 1e15) return toDecimal(BigInt(n), 0);
  const [mantissa = '0', exponent = '0'] = n.toExponential(14).split('e');
  const digits = mantissa.replace('.', '').replace(/^(-?)0+(?=\d)/, '$1');
  return toDecimal(BigInt(digits), Number(exponent) - 14);
}
