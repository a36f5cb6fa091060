import { asInteger, isNumeric, type Numeric, toNumber } from '../bson/numbers.ts';
import { isDoc, isNullish, typeOf } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import type { BuildOperator, Fn, Scope } from './types.ts';

/** The operands of an operator: a list, or one alone. */
export function operands(
  operand: unknown,
  scope: Scope,
  name: string,
  least = 0,
  most = Number.POSITIVE_INFINITY,
): Fn[] {
  const list = Array.isArray(operand) ? operand : [operand];
  if (list.length < least || list.length > most) {
    const wanted = least === most ? `exactly ${least}` : `at least ${least} arguments, and at most ${most}`;
    throw new MongoError(
      least === most ? 16020 : 28667,
      `Expression ${name} takes ${wanted} arguments. ${list.length} were passed in.`,
    );
  }
  return list.map((each) => scope.compile(each));
}

/** One operand, which may stand in a list of one. */
export function unary(fn: (value: unknown) => unknown): BuildOperator {
  return (operand, scope, name) => {
    const [only] = operands(operand, scope, name, 1, 1) as [Fn];
    return (env) => fn(only(env));
  };
}

export function binary(fn: (a: unknown, b: unknown) => unknown): BuildOperator {
  return (operand, scope, name) => {
    const [a, b] = operands(operand, scope, name, 2, 2) as [Fn, Fn];
    return (env) => fn(a(env), b(env));
  };
}

/** An operator with named operands; those it does not know are refused. */
export function named<T extends string>(
  operand: unknown,
  scope: Scope,
  name: string,
  known: readonly T[],
  required: readonly T[] = known,
): Partial<Record<T, unknown>> {
  if (!isDoc(operand)) throw new MongoError(28646, `${name} only supports an object as its argument`);
  for (const field of Object.keys(operand))
    if (!(known as readonly string[]).includes(field))
      throw new MongoError(28647, `Unrecognized parameter to ${name}: ${field}`);
  for (const field of required)
    if (!(field in operand)) throw new MongoError(28648, `Missing '${field}' parameter to ${name}`);
  void scope;
  return operand as Partial<Record<T, unknown>>;
}

export function numberOf(value: unknown, name: string): Numeric {
  if (!isNumeric(value)) throw new MongoError(28765, `${name} only supports numeric types, not ${typeOf(value)}`);
  return value;
}

export function integerOf(value: unknown, name: string): number {
  const n = asInteger(value);
  if (n === undefined)
    throw new MongoError(
      40085,
      `${name} requires an integer, found: ${isNumeric(value) ? toNumber(value) : typeOf(value)}`,
    );
  return n;
}

/** A list, or null if there is none. */
export function listOrNull(value: unknown, name: string): unknown[] | null {
  if (isNullish(value)) return null;
  if (!Array.isArray(value))
    throw new MongoError(17124, `The argument to ${name} must be an array, but was of type: ${typeOf(value)}`);
  return value;
}

export function textOrNull(value: unknown, name: string): string | null {
  if (isNullish(value)) return null;
  if (typeof value !== 'string') throw new MongoError(16702, `${name} only supports strings, not ${typeOf(value)}`);
  return value;
}

/** Whether an expression counts a value as true: not false, null, missing or any zero. */
export function truthy(value: unknown): boolean {
  if (isNullish(value) || value === false) return false;
  return !isNumeric(value) || toNumber(value) !== 0;
}
