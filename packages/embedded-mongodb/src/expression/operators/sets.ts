import { hashKey } from '../../bson/keystring.ts';
import { isNullish, typeOf } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { operands, truthy, unary } from '../arguments.ts';
import type { BuildOperator } from '../types.ts';

type Items = Map<string, unknown>;

const setOf = (list: readonly unknown[]): Items => new Map(list.map((item) => [hashKey(item), item]));

/** An operator over sets; without `nullable`, null is refused as no array. */
function over(nullable: boolean, fn: (sets: Items[]) => unknown): BuildOperator {
  return (operand, scope, name) => {
    const fns = operands(operand, scope, name);
    return (env) => {
      const lists = fns.map((each) => each(env));
      if (nullable && lists.some(isNullish)) return null;
      const wrong = lists.find((list) => !Array.isArray(list));
      if (lists.some((list) => !Array.isArray(list)))
        throw new MongoError(
          17044,
          `All operands of ${name} must be arrays. One argument is of type: ${typeOf(wrong)}`,
        );
      return fn((lists as unknown[][]).map(setOf));
    };
  };
}

const every = unary((value) => listOf(value, '$allElementsTrue').every(truthy));
const some = unary((value) => listOf(value, '$anyElementTrue').some(truthy));

function listOf(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value))
    throw new MongoError(17040, `${name}'s argument must be an array, but is ${typeOf(value)}`);
  return value;
}

const has = (all: Items, keys: Items): boolean => [...keys.keys()].every((key) => all.has(key));

export const SETS: Record<string, BuildOperator> = {
  $setUnion: over(true, (sets) => [...new Map(sets.flatMap((set) => [...set])).values()]),
  $setIntersection: over(true, ([first, ...rest]) =>
    [...(first ?? [])].filter(([key]) => rest.every((set) => set.has(key))).map(([, item]) => item),
  ),
  $setDifference: over(true, ([a, b]) => [...(a ?? [])].filter(([key]) => !b?.has(key)).map(([, item]) => item)),
  $setEquals: over(false, ([first, ...rest]) =>
    rest.every((set) => first !== undefined && set.size === first.size && has(set, first)),
  ),
  $setIsSubset: over(false, ([a, b]) => a !== undefined && b !== undefined && has(b, a)),
  $allElementsTrue: every,
  $anyElementTrue: some,
};
