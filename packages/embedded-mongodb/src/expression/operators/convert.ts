import { ObjectId, Timestamp } from 'bson';
import {
  asDecimal,
  asInteger,
  double,
  exact,
  fitsInt64,
  isNumeric,
  type Numeric,
  toNumber,
} from '../../bson/numbers.ts';
import { type Binary, Decimal128, isDoc, isInt32, isNullish, type TypeName, typeOf } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { named, unary } from '../arguments.ts';
import type { BuildOperator } from '../types.ts';

const cannot = (value: unknown, to: string): never => {
  throw new MongoError(
    'ConversionFailure',
    `Unsupported conversion from ${typeOf(value)} to ${to} in $convert with no onError value`,
  );
};

const failed = (value: unknown, to: string, why: string): never => {
  throw new MongoError(
    'ConversionFailure',
    `Failed to parse '${String(value)}' as ${to} in $convert with no onError value: ${why}`,
  );
};

/** The integer part as a bigint, if there is one. */
function truncated(value: Numeric): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (value instanceof Decimal128) {
    const parts = exact(value);
    if (typeof parts === 'number') return undefined;
    return parts.exponent >= 0
      ? parts.coefficient * 10n ** BigInt(parts.exponent)
      : parts.coefficient / 10n ** BigInt(-parts.exponent);
  }
  const n = toNumber(value);
  return Number.isFinite(n) ? BigInt(Math.trunc(n)) : undefined;
}

function toLong(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (value instanceof Date) return BigInt(value.getTime());
  if (typeof value === 'string') {
    if (!/^[+-]?\d+$/.test(value)) failed(value, 'long', 'bad digit');
    const n = BigInt(value.replace(/^\+/, ''));
    return fitsInt64(n) ? n : failed(value, 'long', 'overflow');
  }
  if (!isNumeric(value)) return cannot(value, 'long');
  const n = truncated(value);
  return n !== undefined && fitsInt64(n) ? n : failed(value, 'long', 'out of range');
}

function toInt(value: unknown): unknown {
  if (value instanceof Date) return cannot(value, 'int');
  const n = Number(toLong(value));
  return isInt32(n) || n === 0 ? n + 0 : failed(value, 'int', 'out of range');
}

function toDouble(value: unknown): unknown {
  if (typeof value === 'boolean') return double(value ? 1 : 0);
  if (value instanceof Date) return double(value.getTime());
  if (typeof value === 'string') {
    const n =
      value.trim() === value && value !== ''
        ? Number(value.replace(/^([+-]?)inf(inity)?$/i, '$1Infinity'))
        : Number.NaN;
    return Number.isNaN(n) && !/^[+-]?nan$/i.test(value) ? failed(value, 'double', 'not a number') : double(n);
  }
  return isNumeric(value) ? double(toNumber(value)) : cannot(value, 'double');
}

function toDecimalValue(value: unknown): unknown {
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0');
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()));
  if (typeof value === 'string') {
    try {
      return Decimal128.fromStringWithRounding(value);
    } catch {
      return failed(value, 'decimal', 'not a number');
    }
  }
  return isNumeric(value) ? asDecimal(value) : cannot(value, 'decimal');
}

function toText(value: unknown): unknown {
  switch (typeOf(value)) {
    case 'string':
      return value;
    case 'bool':
    case 'int':
    case 'long':
      return String(value);
    case 'double': {
      const n = toNumber(value as Numeric);
      return Number.isFinite(n) ? String(n) : Number.isNaN(n) ? 'NaN' : n > 0 ? 'Infinity' : '-Infinity';
    }
    case 'decimal':
      return (value as Decimal128).toString();
    case 'objectId':
      return (value as ObjectId).toHexString();
    case 'date':
      return (value as Date).toISOString();
    case 'symbol':
      return String(value);
    case 'binData': {
      const binary = value as Binary;
      return binary.sub_type === 4 ? binary.toUUID().toHexString() : Buffer.from(binary.value()).toString('base64');
    }
    default:
      return cannot(value, 'string');
  }
}

function toDate(value: unknown): unknown {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.t * 1000);
  if (typeof value === 'string') {
    const date = new Date(/^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(value) ? `${value}Z` : value);
    return Number.isNaN(date.getTime()) ? failed(value, 'date', 'not a date') : date;
  }
  if (!isNumeric(value) || typeOf(value) === 'int') return cannot(value, 'date');
  const ms = truncated(value);
  return ms === undefined ? failed(value, 'date', 'out of range') : new Date(Number(ms));
}

function toObjectId(value: unknown): unknown {
  if (value instanceof ObjectId) return value;
  if (typeof value !== 'string') return cannot(value, 'objectId');
  return /^[0-9a-fA-F]{24}$/.test(value)
    ? new ObjectId(value)
    : failed(value, 'objectId', 'it needs 24 hexadecimal digits');
}

function toBool(value: unknown): unknown {
  if (typeof value === 'boolean') return value;
  return isNumeric(value) ? toNumber(value) !== 0 : true;
}

const TO: Record<string, (value: unknown) => unknown> = {
  double: toDouble,
  string: toText,
  objectId: toObjectId,
  bool: toBool,
  date: toDate,
  int: toInt,
  long: toLong,
  decimal: toDecimalValue,
};
const BY_NUMBER: Record<number, string> = {
  1: 'double',
  2: 'string',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  16: 'int',
  18: 'long',
  19: 'decimal',
};

const to = (name: string): BuildOperator =>
  unary((value) => (isNullish(value) ? null : (TO[name] as (value: unknown) => unknown)(value)));

const $convert: BuildOperator = (operand, scope, name) => {
  const given = named(operand, scope, name, ['input', 'to', 'onError', 'onNull', 'format'], ['input', 'to']);
  const input = scope.compile(given.input);
  const target = scope.compile(given.to);
  const onError = given.onError === undefined ? undefined : scope.compile(given.onError);
  const onNull = given.onNull === undefined ? () => null : scope.compile(given.onNull);
  return (env) => {
    const value = input(env);
    let type = target(env);
    if (isDoc(type)) type = type.type;
    if (isNullish(value) || isNullish(type)) return onNull(env);
    const convert = TO[typeof type === 'string' ? type : (BY_NUMBER[asInteger(type) ?? 0] ?? '')];
    if (!convert) throw new MongoError('BadValue', `Unknown type name: ${String(type)}`);
    try {
      return convert(value);
    } catch (error) {
      if (onError && error instanceof MongoError) return onError(env);
      throw error;
    }
  };
};

export const CONVERT: Record<string, BuildOperator> = {
  $convert,
  $toDouble: to('double'),
  $toString: to('string'),
  $toObjectId: to('objectId'),
  $toBool: to('bool'),
  $toDate: to('date'),
  $toInt: to('int'),
  $toLong: to('long'),
  $toDecimal: to('decimal'),
  $type: unary((value): TypeName => typeOf(value)),
  $isNumber: unary((value) => isNumeric(value)),
};
