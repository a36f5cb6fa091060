import { Context } from 'mingo/core';
import * as expressions from 'mingo/operators/expression';
import { double, isNumeric, toNumber } from '../bson/numbers.ts';
import { isDoc, isNullish, ObjectId, Timestamp } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import type { BuildOperator, Fn, Scope } from './types.ts';

type MingoOperator = (doc: unknown, operand: unknown, options: unknown) => unknown;

const REFUSED = new Set(['$function', '$accumulator', '$meta']);
const REAL = new Set([
  '$sin',
  '$cos',
  '$tan',
  '$asin',
  '$acos',
  '$atan',
  '$atan2',
  '$sinh',
  '$cosh',
  '$tanh',
  '$asinh',
  '$acosh',
  '$atanh',
  '$degreesToRadians',
  '$radiansToDegrees',
  '$sigmoid',
]);

const options = {
  context: Context.init({ expression: expressions as never }),
  scriptEnabled: false,
  failOnError: true,
  useStrictMode: true,
  idKey: '_id',
};

/** An operator as `mingo` has it: operands are evaluated here, by BSON's rules, and handed over as literals. */
export function delegated(name: string): BuildOperator | undefined {
  if (REFUSED.has(name)) throw new MongoError('BadValue', `${name} is not supported by this server`);
  const run = (expressions as unknown as Record<string, MingoOperator | undefined>)[name];
  if (!run) return undefined;
  return (operand, scope) => {
    const prepare = operandsOf(operand, scope);
    return (env) => {
      const given = prepare(env);
      if (REAL.has(name) && isNullishLiteral(given)) return null;
      try {
        const result = run(env.root, given, options);
        return REAL.has(name) && typeof result === 'number' ? double(result) : (result ?? null);
      } catch (error) {
        throw error instanceof MongoError
          ? error
          : new MongoError('BadValue', `${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
  };
}

const isNullishLiteral = (given: unknown): boolean => isDoc(given) && '$literal' in given && isNullish(given.$literal);

function operandsOf(operand: unknown, scope: Scope): Fn {
  if (Array.isArray(operand)) {
    const items = operand.map((item) => scope.compile(item));
    return (env) => items.map((item) => literal(item(env)));
  }
  if (isDoc(operand) && !Object.keys(operand).some((field) => field.startsWith('$'))) {
    const fields = Object.entries(operand).map(([field, value]) => [field, scope.compile(value)] as const);
    return (env) => Object.fromEntries(fields.map(([field, fn]) => [field, literal(fn(env))]));
  }
  const only = scope.compile(operand);
  return (env) => literal(only(env));
}

const literal = (value: unknown): unknown => ({ $literal: plain(value) });

/** Values as `mingo` reckons with them: numbers as numbers, and what stands for a date as a date. */
function plain(value: unknown): unknown {
  if (isNumeric(value)) return toNumber(value);
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.t * 1000);
  if (Array.isArray(value)) return value.map(plain);
  return value;
}
