import { compare, equal, rankOf } from '../bson/compare.ts';
import { hashKey } from '../bson/keystring.ts';
import { asInteger, isNaNValue, isNumeric, toNumber } from '../bson/numbers.ts';
import { BSONRegExp, BSONSymbol, type Doc, isDoc, TYPE_NUMBERS, typeNumber, typeOf } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import { bitsTest } from './bits.ts';
import type { EvalContext } from './context.ts';
import { isOperatorDoc, operatorNodes, parseFilter } from './parseFilter.ts';
import { toRegExp } from './regex.ts';
import type { Details, FilterNode, Test } from './tree.ts';
import { splitPath, walkPath } from './walk.ts';

type Leaf = (value: unknown) => boolean;
type Build = (operand: unknown, context: EvalContext, path: string) => Leaf;

/** One predicate on one path. */
export function fieldNode(path: string, op: string, operand: unknown, context: EvalContext): FilterNode {
  const parts = splitPath(path);
  const make = (test: Test): FilterNode => ({ kind: 'field', path, op, value: operand, test });
  switch (op) {
    case '$ne':
      return make(negated(anyLeaf(parts, leafOf('$eq', operand, context, path))));
    case '$nin':
      return make(negated(anyLeaf(parts, leafOf('$in', operand, context, path))));
    case '$exists':
      return make(existence(parts, operand));
    case '$all':
      return make(all(path, parts, operand, context));
    case '$elemMatch':
      return make(wholeLeaf(parts, elemMatch(operand, context)));
    case '$size':
      return make(wholeLeaf(parts, size(operand)));
    default:
      return make(anyLeaf(parts, leafOf(op, operand, context, path)));
  }
}

function leafOf(op: string, operand: unknown, context: EvalContext, path: string): Leaf {
  const build = LEAVES[op];
  if (!build) throw new MongoError('BadValue', `unknown operator: ${op}`);
  return build(operand, context, path);
}

const negated =
  (test: Test): Test =>
  (doc) =>
    !test(doc);

function anyLeaf(parts: readonly string[], leaf: Leaf): Test {
  if (parts.length === 1) {
    const name = parts[0] as string;
    return (doc, details) => {
      const value = doc[name];
      return Array.isArray(value) || typeof value === 'function' ? search(doc, parts, leaf, details) : leaf(value);
    };
  }
  return (doc, details) => search(doc, parts, leaf, details);
}

function search(doc: Doc, parts: readonly string[], leaf: Leaf, details?: Details): boolean {
  return walkPath(doc, parts, true, (value, index) => {
    if (!leaf(value)) return false;
    if (details && index !== undefined) details.arrayIndex = index;
    return true;
  });
}

/** Predicates on the array itself, not on its elements. */
function wholeLeaf(parts: readonly string[], leaf: (value: unknown, details?: Details) => boolean): Test {
  return (doc, details) =>
    walkPath(doc, parts, false, (value, index) => {
      if (!leaf(value, details)) return false;
      if (details && index !== undefined) details.arrayIndex = index;
      return true;
    });
}

function existence(parts: readonly string[], operand: unknown): Test {
  const wanted = isNumeric(operand) ? toNumber(operand) !== 0 : operand !== false && operand !== null;
  return (doc) => walkPath(doc, parts, false, (value) => value !== undefined) === wanted;
}

function comparison(accepts: (order: number) => boolean, orEqual: boolean): Build {
  return (operand, context) => {
    if (operand instanceof BSONRegExp)
      throw new MongoError('BadValue', `Can't have RegEx as arg to predicate over field`);
    const rank = rankOf(operand);
    const { strings } = context;
    if (rank === 1 || rank === 127) return (value) => accepts(compare(value ?? null, operand, strings));
    if (operand === null || operand === undefined) return (value) => orEqual && (value === null || value === undefined);
    if (isNaNValue(operand)) return (value) => orEqual && isNaNValue(value);
    return (value) =>
      value !== undefined && rankOf(value) === rank && !isNaNValue(value) && accepts(compare(value, operand, strings));
  };
}

const equality: Build = (operand, context) => {
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined;
  return (value) => value !== undefined && equal(value, operand, context.strings);
};

const membership: Build = (operand, context) => {
  if (!Array.isArray(operand)) throw new MongoError('BadValue', '$in needs an array');
  const regexes = operand
    .filter((item): item is BSONRegExp => item instanceof BSONRegExp)
    .map((item) => regex(item, context, ''));
  if (operand.some(isOperatorDoc)) throw new MongoError('BadValue', 'cannot nest $ under $in');
  const plain = operand.map((item) => item ?? null);
  const withNull = plain.includes(null);
  let has: Leaf;
  if (context.collated) has = (value) => plain.some((item) => equal(value, item, context.strings));
  else {
    const keys = new Set(plain.map(hashKey));
    has = (value) => keys.has(hashKey(value));
  }
  return (value) => (value === undefined ? withNull : has(value) || regexes.some((test) => test(value)));
};

const regex: Build = (operand) => {
  const source = operand as BSONRegExp;
  const pattern = toRegExp(source);
  return (value) => {
    if (typeof value === 'string') return pattern.test(value);
    if (value instanceof BSONSymbol) return pattern.test(value.value);
    return value instanceof BSONRegExp && value.pattern === source.pattern && value.options === source.options;
  };
};

const ALIASES: Record<string, string> = { objectid: 'objectId', bindata: 'binData' };

/** Numbers or names of types, as `$type` takes them. */
export function typeSet(operand: unknown): (value: unknown) => boolean {
  const wanted = new Set<number>();
  for (const each of Array.isArray(operand) ? operand : [operand]) {
    if (typeof each === 'string') {
      if (each === 'number') for (const n of [1, 16, 18, 19]) wanted.add(n);
      else {
        const n = TYPE_NUMBERS[ALIASES[each] ?? each];
        if (n === undefined || n === 0) throw new MongoError('BadValue', `Unknown type name alias: ${each}`);
        wanted.add(n);
      }
    } else {
      const n = asInteger(each);
      if (n === undefined) throw new MongoError('TypeMismatch', 'type must be represented as a number or a string');
      if (!Object.values(TYPE_NUMBERS).includes(n) || n === 0)
        throw new MongoError('BadValue', `Invalid numerical type code: ${n}`);
      wanted.add(n);
    }
  }
  return (value) => value !== undefined && wanted.has(typeNumber(value));
}

const modulo: Build = (operand) => {
  if (!Array.isArray(operand)) throw new MongoError('BadValue', 'malformed mod, needs to be an array');
  if (operand.length < 2) throw new MongoError('BadValue', 'malformed mod, not enough elements');
  if (operand.length > 2) throw new MongoError('BadValue', 'malformed mod, too many elements');
  const [by, rest] = operand;
  if (!isNumeric(by) || !Number.isFinite(toNumber(by)))
    throw new MongoError('BadValue', 'malformed mod, divisor not a number');
  if (!isNumeric(rest) || !Number.isFinite(toNumber(rest)))
    throw new MongoError('BadValue', 'malformed mod, remainder not a number');
  const divisor = whole(by);
  const remainder = whole(rest);
  if (divisor === 0n) throw new MongoError('BadValue', 'divisor cannot be 0');
  return (value) => isNumeric(value) && Number.isFinite(toNumber(value)) && whole(value) % divisor === remainder;
};

const whole = (value: unknown): bigint =>
  typeof value === 'bigint' ? value : BigInt(Math.trunc(toNumber(value as number)));

function size(operand: unknown): Leaf {
  const wanted = asInteger(operand);
  if (!isNumeric(operand))
    throw new MongoError('BadValue', `Failed to parse $size. Expected a number in: $size: ${typeOf(operand)}`);
  if (wanted === undefined) throw new MongoError('BadValue', 'Failed to parse $size. Expected an integer');
  if (wanted < 0) throw new MongoError('BadValue', 'Failed to parse $size. Expected a non-negative number');
  return (value) => Array.isArray(value) && value.length === wanted;
}

function elemMatch(operand: unknown, context: EvalContext): (value: unknown, details?: Details) => boolean {
  if (!isDoc(operand)) throw new MongoError('BadValue', '$elemMatch needs an Object');
  const item = elementTest(operand, context);
  return (value, details) => {
    if (!Array.isArray(value)) return false;
    const at = value.findIndex(item);
    if (at >= 0 && details) details.arrayIndex = at;
    return at >= 0;
  };
}

/** Tests one element of an array: by predicates on its value, or as a document (or an array) with fields. */
export function elementTest(operand: Doc, context: EvalContext): (item: unknown) => boolean {
  const first = Object.keys(operand)[0];
  if (isOperatorDoc(operand) && !['$and', '$or', '$nor', '$expr', '$jsonSchema', '$where'].includes(first as string)) {
    const nodes = operatorNodes('v', operand, context).map((node) => node.test);
    return (item) => {
      const holder = Array.isArray(item) ? { v: [item] } : { v: item };
      return nodes.every((test) => test(holder));
    };
  }
  const node = parseFilter(operand, context);
  return (item) => {
    if (isDoc(item)) return node.test(item);
    return Array.isArray(item) && node.test(Object.fromEntries(item.map((each, i) => [i, each])));
  };
}

function all(path: string, parts: readonly string[], operand: unknown, context: EvalContext): Test {
  if (!Array.isArray(operand)) throw new MongoError('BadValue', '$all needs an array');
  if (operand.length === 0) return () => false;
  const matching = operand.some((item) => isDoc(item) && '$elemMatch' in item);
  const tests = operand.map((item): Test => {
    if (matching) {
      if (!isDoc(item) || !('$elemMatch' in item))
        throw new MongoError('BadValue', '$all/$elemMatch has to be consistent');
      return wholeLeaf(parts, elemMatch(item.$elemMatch, context));
    }
    if (isOperatorDoc(item)) throw new MongoError('BadValue', 'no $ expressions in $all');
    return item instanceof BSONRegExp
      ? anyLeaf(parts, regex(item, context, path))
      : anyLeaf(parts, equality(item, context, path));
  });
  return (doc, details) => tests.every((test) => test(doc, details));
}

const LEAVES: Record<string, Build> = {
  $eq: equality,
  $gt: comparison((order) => order > 0, false),
  $gte: comparison((order) => order >= 0, true),
  $lt: comparison((order) => order < 0, false),
  $lte: comparison((order) => order <= 0, true),
  $in: membership,
  $regex: regex,
  $type: (operand) => typeSet(operand),
  $mod: modulo,
  $bitsAllSet: (operand) => bitsTest(operand, (bits, mask) => (bits & mask) === mask),
  $bitsAllClear: (operand) => bitsTest(operand, (bits, mask) => (bits & mask) === 0n),
  $bitsAnySet: (operand) => bitsTest(operand, (bits, mask) => (bits & mask) !== 0n),
  $bitsAnyClear: (operand) => bitsTest(operand, (bits, mask) => (bits & mask) !== mask),
};
