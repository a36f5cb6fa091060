import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';

/**
 * A document in memory. Values are as JavaScript has them, so that libraries understand them, and no type is lost:
 * a `number` is an int32 if it is an integer of 32 bits and a double otherwise, a double that looks like an int32 is a
 * `Double`, an int64 is a `bigint`, and the rest are the classes of `bson`.
 */
export type Doc = Record<string, unknown>;

/** MongoDB's numbers for the types, as `$type` and the comparison order know them. */
export type TypeName =
  | 'minKey'
  | 'missing'
  | 'undefined'
  | 'null'
  | 'int'
  | 'long'
  | 'double'
  | 'decimal'
  | 'string'
  | 'symbol'
  | 'object'
  | 'array'
  | 'binData'
  | 'objectId'
  | 'bool'
  | 'date'
  | 'timestamp'
  | 'regex'
  | 'dbPointer'
  | 'javascript'
  | 'javascriptWithScope'
  | 'maxKey';

const TYPE_NUMBER: Record<TypeName, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
  missing: 0,
};

export const isInt32 = (n: number): boolean => (n | 0) === n && !Object.is(n, -0);

/** The BSON type of a value in memory. */
export function typeOf(value: unknown): TypeName {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return isInt32(value) ? 'int' : 'double';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'long';
    case 'undefined':
      return 'missing';
    default:
      return typeOfObject(value as object | null);
  }
}

function typeOfObject(value: object | null): TypeName {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const proto = Object.getPrototypeOf(value);
  if (proto === Object.prototype || proto === null) return 'object';
  if (value instanceof Date) return 'date';
  switch ((value as { _bsontype?: string })._bsontype) {
    case 'ObjectId':
      return 'objectId';
    case 'Double':
      return 'double';
    case 'Decimal128':
      return 'decimal';
    case 'Binary':
      return 'binData';
    case 'Timestamp':
      return 'timestamp';
    case 'BSONRegExp':
      return 'regex';
    case 'MinKey':
      return 'minKey';
    case 'MaxKey':
      return 'maxKey';
    case 'Code':
      return (value as Code).scope ? 'javascriptWithScope' : 'javascript';
    case 'BSONSymbol':
      return 'symbol';
    case 'DBRef':
      return 'dbPointer';
    default:
      return 'object';
  }
}

export const typeNumber = (value: unknown): number => TYPE_NUMBER[typeOf(value)];
export const TYPE_NUMBERS: Readonly<Record<string, number>> = TYPE_NUMBER;

/** A document, and not an array, null, or a class of its own. */
export function isDoc(value: unknown): value is Doc {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const proto = Object.getPrototypeOf(value);
  return proto === Object.prototype || proto === null;
}

export const isNullish = (value: unknown): value is null | undefined => value === null || value === undefined;

/** Sets a field even when it is called `__proto__`. */
export function setField(doc: Doc, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(doc, name, { value, writable: true, enumerable: true, configurable: true });
  else doc[name] = value;
}

/** A field of its own, never one inherited from Object. */
export function getField(doc: Doc, name: string): unknown {
  const value = doc[name];
  if (value !== undefined && (typeof value === 'function' || name === '__proto__') && !Object.hasOwn(doc, name))
    return undefined;
  return value;
}

export const has = (doc: Doc, name: string): boolean => Object.hasOwn(doc, name);

export { Binary, BSONRegExp, BSONSymbol, Code, DBRef, Decimal128, Double, MaxKey, MinKey, ObjectId, Timestamp };
