import type { Condition } from '@laurel/contract';
import { among, equals, type Leaf, leaves, matches, ordered } from './leaves.ts';
import { type Doc, isDoc, type Value } from './order.ts';
import { fieldOf, walk } from './walk.ts';

export type Test = (doc: Doc) => boolean;

/**
 * Makes a test of a condition, once; it means what MongoDB makes of it.
 * @param condition as `contract` has validated it
 * @throws Error for an operator that `contract` refuses
 */
export function compile(condition: Condition): Test {
  return all(
    Object.entries(condition).flatMap(([key, inner]) =>
      key.startsWith('$') ? [together(key, (inner as Condition[]).map(compile))] : fieldTests(key, inner),
    ),
  );
}

function together(key: string, tests: Test[]): Test {
  if (key === '$and') return all(tests);
  const any: Test = (doc) => tests.some((test) => test(doc));
  if (key === '$or') return any;
  if (key === '$nor') return (doc) => !any(doc);
  throw new Error(`${key} cannot stand in a condition.`);
}

function all(tests: Test[]): Test {
  const [first, second] = tests;
  if (!first) return () => true;
  if (!second) return first;
  return (doc) => {
    for (const test of tests) if (!test(doc)) return false;
    return true;
  };
}

const isOperator = (key: string): boolean => key.startsWith('$') && key !== '$date';
const hasOperators = (value: unknown): value is Doc => isDoc(value) && Object.keys(value).some(isOperator);

function fieldTests(path: string, inner: unknown): Test[] {
  const parts = path.split('.');
  return hasOperators(inner) ? operators(parts, inner) : [anyValue(parts, equals(literal(inner)))];
}

function operators(parts: readonly string[], doc: Doc): Test[] {
  return Object.entries(doc).flatMap(([key, operand]) =>
    key === '$options' ? [] : [operator(parts, key, operand, doc)],
  );
}

function operator(parts: readonly string[], key: string, operand: unknown, beside: Doc): Test {
  switch (key) {
    case '$ne':
      return not(anyValue(parts, equals(literal(operand))));
    case '$nin':
      return not(anyValue(parts, among(literal(operand) as Value[])));
    case '$not':
      return not(all(operators(parts, operand as Doc)));
    case '$exists': {
      const found: Test = (doc) => walk(doc, parts, false, (value) => value !== undefined);
      return operand === true ? found : not(found);
    }
    case '$all':
      return everyOf(parts, operand as unknown[]);
    case '$elemMatch':
      return wholeValue(parts, element(operand as Doc));
    case '$size':
      return wholeValue(parts, (value) => Array.isArray(value) && value.length === operand);
    default:
      return anyValue(parts, leafOf(key, operand, beside));
  }
}

function leafOf(key: string, operand: unknown, beside: Doc): Leaf {
  switch (key) {
    case '$eq':
      return equals(literal(operand));
    case '$gt':
      return ordered(literal(operand), (order) => order > 0, false);
    case '$gte':
      return ordered(literal(operand), (order) => order >= 0, true);
    case '$lt':
      return ordered(literal(operand), (order) => order < 0, false);
    case '$lte':
      return ordered(literal(operand), (order) => order <= 0, true);
    case '$in':
      return among(literal(operand) as Value[]);
    case '$mod':
      return leaves(operand as [number, number]);
    case '$regex':
      return matches(operand as string, typeof beside.$options === 'string' ? beside.$options : '');
    default:
      throw new Error(`${key} cannot stand in a condition.`);
  }
}

const not =
  (test: Test): Test =>
  (doc) =>
    !test(doc);

/** Any of the values that a path leads to, the elements of an array at its end among them. */
function anyValue(parts: readonly string[], leaf: Leaf): Test {
  const [first, rest] = [parts[0] as string, parts.slice(1)];
  return (doc) => {
    let value = fieldOf(doc, first);
    // Nearly all paths lead through plain documents: these need no walk.
    for (const part of rest) {
      if (!isDoc(value)) return walk(doc, parts, true, leaf);
      value = fieldOf(value, part);
    }
    return Array.isArray(value) ? walk(doc, parts, true, leaf) : leaf(value);
  };
}

/** The array itself, not its elements. */
function wholeValue(parts: readonly string[], leaf: Leaf): Test {
  return (doc) => walk(doc, parts, false, leaf);
}

function everyOf(parts: readonly string[], operand: unknown[]): Test {
  if (operand.length === 0) return () => false;
  return all(operand.map((item) => anyValue(parts, equals(literal(item)))));
}

/** One element of an array: by its own value, or by the fields that it has. */
function element(operand: Doc): Leaf {
  const keys = Object.keys(operand);
  const byValue = keys.some((key) => key.startsWith('$') && !['$and', '$or', '$nor'].includes(key));
  let item: Leaf;
  if (byValue) {
    const test = all(operators(['value'], operand));
    item = (value) => test({ value: Array.isArray(value) ? [value] : value });
  } else {
    const test = compile(operand as Condition);
    item = (value) => {
      if (isDoc(value)) return test(value);
      return Array.isArray(value) && test(Object.fromEntries(value.map((each, at) => [at, each])));
    };
  }
  return (value) => Array.isArray(value) && value.some(item);
}

/** A value as it is compared: `{ "$date": … }` is an instant. */
function literal(value: unknown): Value {
  if (Array.isArray(value)) return value.map(literal);
  if (!isDoc(value)) return value;
  if (typeof value.$date === 'string') return new Date(value.$date);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, literal(inner)]));
}
