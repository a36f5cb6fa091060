import { asInteger, isNumeric, toNumber } from '../bson/numbers.ts';
import { Binary } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';

/** `$bitsAllSet` and its siblings: a mask given as a number, binary data, or positions. */
export function bitsTest(
  operand: unknown,
  accepts: (bits: bigint, mask: bigint) => boolean,
): (value: unknown) => boolean {
  const mask = maskOf(operand);
  return (value) => {
    const bits = bitsOf(value);
    return bits !== undefined && accepts(bits, mask);
  };
}

function maskOf(operand: unknown): bigint {
  if (operand instanceof Binary) return littleEndian(operand);
  if (Array.isArray(operand)) {
    return operand.reduce((mask: bigint, position) => {
      const n = asInteger(position);
      if (n === undefined || n < 0) throw new MongoError('BadValue', 'bit positions must be integers >= 0');
      return mask | (1n << BigInt(n));
    }, 0n);
  }
  const n = typeof operand === 'bigint' ? operand : asInteger(operand);
  if (n === undefined || n < 0)
    throw new MongoError('BadValue', 'bit masks must be integers >= 0, binary data, or arrays of positions');
  return BigInt(n);
}

function bitsOf(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (value instanceof Binary) return littleEndian(value);
  if (!isNumeric(value)) return undefined;
  const n = toNumber(value);
  return Number.isInteger(n) && Math.abs(n) < 2 ** 63 ? BigInt(n) : undefined;
}

function littleEndian(binary: Binary): bigint {
  return binary.value().reduceRight((bits, byte) => (bits << 8n) | BigInt(byte), 0n);
}
