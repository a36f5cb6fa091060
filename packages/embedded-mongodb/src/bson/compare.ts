import type { Binary, BSONRegExp, BSONSymbol, Code, DBRef, ObjectId, Timestamp } from 'bson';
import { compareNumbers, type Numeric } from './numbers.ts';
import { type Doc, type TypeName, typeOf } from './types.ts';

/** How two strings compare; MongoDB's default is by their bytes. */
export type CompareStrings = (a: string, b: string) => number;

const RANK: Record<TypeName, number> = {
  minKey: 1,
  missing: 2,
  undefined: 2,
  null: 5,
  int: 10,
  long: 10,
  double: 10,
  decimal: 10,
  string: 15,
  symbol: 15,
  object: 20,
  array: 25,
  binData: 30,
  objectId: 35,
  bool: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  dbPointer: 55,
  javascript: 60,
  javascriptWithScope: 65,
  maxKey: 127,
};

/** Where a value's type stands among the others: MinKey, null, numbers, strings … MaxKey. */
export const rankOf = (value: unknown): number => RANK[typeOf(value)];

/** Strings as MongoDB orders them: by UTF-8 bytes, which UTF-16 gets wrong beyond the first plane. */
export function compareUtf8(a: string, b: string): number {
  if (a === b) return 0;
  const size = Math.min(a.length, b.length);
  for (let i = 0; i < size; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    return fix(x) < fix(y) ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}

const fix = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x10000 : unit);

/** MongoDB's total order over all values; a missing value (`undefined`) comes before null. */
export function compare(a: unknown, b: unknown, strings: CompareStrings = compareUtf8): number {
  if (typeof a === 'number' && typeof b === 'number')
    return a < b ? -1 : a > b ? 1 : a === b ? 0 : compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return strings(a, b);
  if (a === b) return 0;
  const rank = rankOf(a);
  const other = rankOf(b);
  if (rank !== other) return rank < other ? -1 : 1;
  switch (rank) {
    case 10:
      return compareNumbers(a as Numeric, b as Numeric);
    case 15:
      return strings(String((a as BSONSymbol).valueOf()), String((b as BSONSymbol).valueOf()));
    case 20:
      return compareDocs(a as Doc, b as Doc, strings);
    case 25:
      return compareLists(a as unknown[], b as unknown[], strings);
    case 30:
      return compareBinary(a as Binary, b as Binary);
    case 35:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case 40:
      return (a as boolean) === (b as boolean) ? 0 : a ? 1 : -1;
    case 45:
      return Math.sign((a as Date).getTime() - (b as Date).getTime());
    case 47:
      return compareTimestamps(a as Timestamp, b as Timestamp);
    case 50:
      return (
        compareUtf8((a as BSONRegExp).pattern, (b as BSONRegExp).pattern) ||
        compareUtf8((a as BSONRegExp).options, (b as BSONRegExp).options)
      );
    case 55:
      return (
        compareUtf8((a as DBRef).collection, (b as DBRef).collection) ||
        Buffer.compare((a as DBRef).oid.id, (b as DBRef).oid.id)
      );
    case 60:
      return compareUtf8((a as Code).code, (b as Code).code);
    case 65:
      return (
        compareUtf8((a as Code).code, (b as Code).code) ||
        compareDocs((a as Code).scope as Doc, (b as Code).scope as Doc, strings)
      );
    default:
      return 0;
  }
}

/** Equal as MongoDB's `$eq` sees it, by value across numeric types. */
export const equal = (a: unknown, b: unknown, strings?: CompareStrings): boolean => compare(a, b, strings) === 0;

export function compareTimestamps(a: Timestamp, b: Timestamp): number {
  return a.t !== b.t ? (a.t < b.t ? -1 : 1) : a.i !== b.i ? (a.i < b.i ? -1 : 1) : 0;
}

function compareBinary(a: Binary, b: Binary): number {
  const x = a.value();
  const y = b.value();
  if (x.length !== y.length) return x.length < y.length ? -1 : 1;
  if (a.sub_type !== b.sub_type) return a.sub_type < b.sub_type ? -1 : 1;
  return Buffer.compare(x, y);
}

function compareDocs(a: Doc, b: Doc, strings: CompareStrings): number {
  const keys = Object.keys(a).filter((k) => a[k] !== undefined);
  const others = Object.keys(b).filter((k) => b[k] !== undefined);
  const size = Math.min(keys.length, others.length);
  for (let i = 0; i < size; i++) {
    const k = keys[i] as string;
    const o = others[i] as string;
    const x = a[k];
    const y = b[o];
    const order = rankOf(x) - rankOf(y) || compareUtf8(k, o) || compare(x, y, strings);
    if (order !== 0) return order < 0 ? -1 : 1;
  }
  return Math.sign(keys.length - others.length);
}

function compareLists(a: unknown[], b: unknown[], strings: CompareStrings): number {
  const size = Math.min(a.length, b.length);
  for (let i = 0; i < size; i++) {
    const order = compare(a[i] ?? null, b[i] ?? null, strings);
    if (order !== 0) return order;
  }
  return Math.sign(a.length - b.length);
}
