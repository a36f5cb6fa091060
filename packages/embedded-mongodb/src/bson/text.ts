import type { Binary, BSONRegExp, Decimal128, ObjectId, Timestamp } from 'bson';
import { toNumber } from './numbers.ts';
import { type Doc, typeOf } from './types.ts';

/** A value as MongoDB prints it in its messages: `{ a: 1, b: "x" }`. */
export function textOf(value: unknown): string {
  switch (typeOf(value)) {
    case 'missing':
      return 'missing';
    case 'null':
      return 'null';
    case 'string':
      return JSON.stringify(value);
    case 'double': {
      const n = toNumber(value as number);
      return Number.isInteger(n)
        ? `${n}.0`
        : Number.isNaN(n)
          ? 'nan'
          : Number.isFinite(n)
            ? String(n)
            : n > 0
              ? 'inf'
              : '-inf';
    }
    case 'int':
    case 'long':
    case 'bool':
      return String(value);
    case 'decimal':
      return (value as Decimal128).toString();
    case 'objectId':
      return `ObjectId('${(value as ObjectId).toHexString()}')`;
    case 'date':
      return `new Date(${(value as Date).getTime()})`;
    case 'timestamp':
      return `Timestamp(${(value as Timestamp).t}, ${(value as Timestamp).i})`;
    case 'regex':
      return `/${(value as BSONRegExp).pattern}/${(value as BSONRegExp).options}`;
    case 'binData':
      return binary(value as Binary);
    case 'minKey':
      return 'MinKey';
    case 'maxKey':
      return 'MaxKey';
    case 'array':
      return (value as unknown[]).length ? `[ ${(value as unknown[]).map(textOf).join(', ')} ]` : '[]';
    case 'object': {
      const entries = Object.entries(value as Doc);
      return entries.length ? `{ ${entries.map(([name, each]) => `${name}: ${textOf(each)}`).join(', ')} }` : '{}';
    }
    default:
      return String(value);
  }
}

function binary(value: Binary): string {
  const hex = Buffer.from(value.value()).toString('hex');
  if (value.sub_type !== 4 || hex.length !== 32) return `BinData(${value.sub_type}, ${hex.toUpperCase()})`;
  return `UUID("${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}")`;
}
