import { compare, equal } from '../../bson/compare.ts';
import { asInteger, isNumeric } from '../../bson/numbers.ts';
import { type Doc, has, isDoc, isNullish, setField, typeOf } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { sortKeys } from '../../query/sort.ts';
import { integerOf, listOrNull, named, operands, truthy, unary } from '../arguments.ts';
import { type BuildOperator, type Fn, withVars } from '../types.ts';
import { checkName } from './logic.ts';

const at = (list: unknown[], index: number): unknown => list[index < 0 ? list.length + index : index];

const $arrayElemAt: BuildOperator = (operand, scope, name) => {
  const [list, index] = operands(operand, scope, name, 2, 2) as [Fn, Fn];
  return (env) => {
    const items = list(env);
    const position = index(env);
    if (isNullish(items) || isNullish(position)) return null;
    if (!Array.isArray(items))
      throw new MongoError(28689, `$arrayElemAt's first argument must be an array, but is ${typeOf(items)}`);
    if (!isNumeric(position))
      throw new MongoError(28690, `$arrayElemAt's second argument must be a numeric value, but is ${typeOf(position)}`);
    return at(items, integerOf(position, name));
  };
};

const $concatArrays: BuildOperator = (operand, scope, name) => {
  const fns = operands(operand, scope, name);
  return (env) => {
    const all: unknown[] = [];
    for (const fn of fns) {
      const list = fn(env);
      if (isNullish(list)) return null;
      if (!Array.isArray(list)) throw new MongoError(28664, `$concatArrays only supports arrays, not ${typeOf(list)}`);
      for (const item of list) all.push(item);
    }
    return all;
  };
};

const $filter: BuildOperator = (operand, scope, name) => {
  const given = named(operand, scope, name, ['input', 'as', 'cond', 'limit'], ['input', 'cond']);
  const as = given.as === undefined ? 'this' : checkName(String(given.as));
  const input = scope.compile(given.input);
  const test = scope.within([as], given.cond);
  const limit = given.limit === undefined ? undefined : scope.compile(given.limit);
  return (env) => {
    const list = listOrNull(input(env), name);
    if (!list) return null;
    const most = limit ? (asInteger(limit(env)) ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
    const kept: unknown[] = [];
    for (const item of list) {
      if (kept.length >= most) break;
      if (truthy(test(withVars(env, { [as]: item })))) kept.push(item);
    }
    return kept;
  };
};

const $map: BuildOperator = (operand, scope, name) => {
  const given = named(operand, scope, name, ['input', 'as', 'in'], ['input', 'in']);
  const as = given.as === undefined ? 'this' : checkName(String(given.as));
  const input = scope.compile(given.input);
  const each = scope.within([as], given.in);
  return (env) => listOrNull(input(env), name)?.map((item) => each(withVars(env, { [as]: item })) ?? null) ?? null;
};

const $reduce: BuildOperator = (operand, scope, name) => {
  const given = named(operand, scope, name, ['input', 'initialValue', 'in']);
  const input = scope.compile(given.input);
  const initial = scope.compile(given.initialValue);
  const step = scope.within(['this', 'value'], given.in);
  return (env) => {
    const list = listOrNull(input(env), name);
    if (!list) return null;
    return list.reduce((value, item) => step(withVars(env, { this: item, value })), initial(env));
  };
};

const $slice: BuildOperator = (operand, scope, name) => {
  const fns = operands(operand, scope, name, 2, 3);
  return (env) => {
    const [list, first, second] = fns.map((fn) => fn(env));
    if (isNullish(list) || isNullish(first) || (fns.length === 3 && isNullish(second))) return null;
    if (!Array.isArray(list))
      throw new MongoError(28724, `First argument to $slice must be an array, but is of type: ${typeOf(list)}`);
    const n = integerOf(first, name);
    if (fns.length === 2) return n >= 0 ? list.slice(0, n) : list.slice(n);
    const count = integerOf(second, name);
    if (count <= 0) throw new MongoError(28729, `Third argument to $slice must be positive: ${count}`);
    const start = n >= 0 ? n : Math.max(0, list.length + n);
    return list.slice(start, start + count);
  };
};

const $in: BuildOperator = (operand, scope, name) => {
  const [value, list] = operands(operand, scope, name, 2, 2) as [Fn, Fn];
  return (env) => {
    const items = list(env);
    if (!Array.isArray(items))
      throw new MongoError(40081, `$in requires an array as a second argument, found: ${typeOf(items)}`);
    const wanted = value(env);
    return items.some((item) => equal(item, wanted, scope.context.strings));
  };
};

const $indexOfArray: BuildOperator = (operand, scope, name) => {
  const fns = operands(operand, scope, name, 2, 4);
  return (env) => {
    const [list, wanted, from, to] = fns.map((fn) => fn(env));
    if (isNullish(list)) return null;
    if (!Array.isArray(list))
      throw new MongoError(40090, `$indexOfArray requires an array as a first argument, found: ${typeOf(list)}`);
    const end = to === undefined ? list.length : Math.min(integerOf(to, name), list.length);
    for (let i = from === undefined ? 0 : integerOf(from, name); i < end; i++)
      if (equal(list[i], wanted, scope.context.strings)) return i;
    return -1;
  };
};

const $range: BuildOperator = (operand, scope, name) => {
  const fns = operands(operand, scope, name, 2, 3);
  return (env) => {
    const [start, end, step = 1] = fns.map((fn) => integerOf(fn(env), name)) as [number, number, number?];
    if (step === 0) throw new MongoError(34449, '$range requires a non-zero step value');
    const result: number[] = [];
    for (let i = start; step > 0 ? i < end : i > end; i += step) result.push(i);
    return result;
  };
};

const $zip: BuildOperator = (operand, scope, name) => {
  const given = named(operand, scope, name, ['inputs', 'useLongestLength', 'defaults'], ['inputs']);
  const inputs = operands(given.inputs, scope, name);
  const longest = given.useLongestLength === true;
  const defaults = given.defaults === undefined ? undefined : scope.compile(given.defaults);
  return (env) => {
    const lists = inputs.map((fn) => fn(env));
    if (lists.some(isNullish)) return null;
    if (!lists.every(Array.isArray)) throw new MongoError(34468, '$zip found a non-array expression in input');
    const fill = (defaults?.(env) as unknown[] | undefined) ?? [];
    const sizes = (lists as unknown[][]).map((list) => list.length);
    const size = longest ? Math.max(...sizes) : Math.min(...sizes);
    return Array.from({ length: size }, (_, i) =>
      (lists as unknown[][]).map((list, k) => (i < list.length ? list[i] : (fill[k] ?? null))),
    );
  };
};

const $arrayToObject = unary((value) => {
  const list = listOrNull(value, '$arrayToObject');
  if (!list) return null;
  const doc: Doc = {};
  for (const item of list) {
    const [key, each] =
      Array.isArray(item) && item.length === 2
        ? item
        : isDoc(item) && 'k' in item && 'v' in item
          ? [item.k, item.v]
          : [undefined, undefined];
    if (typeof key !== 'string')
      throw new MongoError(
        40386,
        '$arrayToObject requires an array of [key, value] pairs or {k, v} objects with string keys',
      );
    setField(doc, key, each ?? null);
  }
  return doc;
});

const $objectToArray = unary((value) => {
  if (isNullish(value)) return null;
  if (!isDoc(value)) throw new MongoError(40390, `$objectToArray requires a document input, found: ${typeOf(value)}`);
  return Object.entries(value).map(([k, v]) => ({ k, v }));
});

const $sortArray: BuildOperator = (operand, scope, name) => {
  const given = named(operand, scope, name, ['input', 'sortBy']);
  const input = scope.compile(given.input);
  const direction = asInteger(given.sortBy);
  const keys = direction === undefined ? sortKeys(given.sortBy, scope.context) : undefined;
  return (env) => {
    const list = listOrNull(input(env), name);
    if (!list) return null;
    if (!keys) return [...list].sort((a, b) => compare(a, b, scope.context.strings) * (direction ?? 1));
    return list
      .map((item) => ({ item, key: keys.of(isDoc(item) ? item : {}) }))
      .sort((a, b) => keys.compare(a.key, b.key))
      .map(({ item }) => item);
  };
};

function someOf(pick: (sorted: unknown[], n: number) => unknown[], sorts: boolean): BuildOperator {
  return (operand, scope, name) => {
    const given = named(operand, scope, name, ['input', 'n']);
    const input = scope.compile(given.input);
    const n = scope.compile(given.n);
    return (env) => {
      const list = listOrNull(input(env), name);
      if (!list) return null;
      const items = sorts
        ? list.filter((item) => !isNullish(item)).sort((a, b) => compare(a, b, scope.context.strings))
        : list;
      return pick(items, integerOf(n(env), name));
    };
  };
}

const $mergeObjects: BuildOperator = (operand, scope, name) => {
  const fns = operands(operand, scope, name);
  return (env) => {
    const merged: Doc = {};
    for (const fn of fns) {
      const value = fn(env);
      for (const doc of fns.length === 1 && Array.isArray(value) ? value : [value]) {
        if (isNullish(doc)) continue;
        if (!isDoc(doc))
          throw new MongoError(40400, `$mergeObjects requires object inputs, but input is of type ${typeOf(doc)}`);
        for (const [key, each] of Object.entries(doc)) setField(merged, key, each);
      }
    }
    return merged;
  };
};

const $getField: BuildOperator = (operand, scope, name) => {
  const given =
    isDoc(operand) && 'field' in operand
      ? named(operand, scope, name, ['field', 'input'], ['field'])
      : { field: operand };
  const field = typeof given.field === 'string' ? () => given.field : scope.compile(given.field);
  const input = 'input' in given ? scope.compile(given.input) : (env: Parameters<Fn>[0]) => env.vars.CURRENT;
  return (env) => {
    const doc = input(env);
    if (isNullish(doc)) return doc === null ? null : undefined;
    const key = field(env);
    return isDoc(doc) && typeof key === 'string' && has(doc, key) ? doc[key] : undefined;
  };
};

function settingField(removes: boolean): BuildOperator {
  return (operand, scope, name) => {
    const given = named(
      operand,
      scope,
      name,
      ['field', 'input', 'value'],
      removes ? ['field', 'input'] : ['field', 'input', 'value'],
    );
    const field = String(isDoc(given.field) ? given.field.$literal : given.field);
    const input = scope.compile(given.input);
    const value = scope.compile(given.value);
    return (env) => {
      const doc = input(env);
      if (isNullish(doc)) return null;
      if (!isDoc(doc)) throw new MongoError(4161105, `${name} requires 'input' to evaluate to type Object`);
      const copy = { ...doc };
      const fresh = removes ? undefined : value(env);
      if (fresh === undefined) delete copy[field];
      else setField(copy, field, fresh);
      return copy;
    };
  };
}

const ends = (first: boolean): BuildOperator =>
  unary((value) => {
    const list = listOrNull(value, first ? '$first' : '$last');
    return list ? at(list, first ? 0 : -1) : null;
  });

export const ARRAYS: Record<string, BuildOperator> = {
  $arrayElemAt,
  $concatArrays,
  $filter,
  $map,
  $reduce,
  $slice,
  $in,
  $indexOfArray,
  $range,
  $zip,
  $arrayToObject,
  $objectToArray,
  $sortArray,
  $mergeObjects,
  $getField,
  $setField: settingField(false),
  $unsetField: settingField(true),
  $first: ends(true),
  $last: ends(false),
  $firstN: someOf((list, n) => list.slice(0, n), false),
  $lastN: someOf((list, n) => list.slice(-n), false),
  $minN: someOf((list, n) => list.slice(0, n), true),
  $maxN: someOf((list, n) => list.reverse().slice(0, n), true),
  $isArray: unary((value) => Array.isArray(value)),
  $size: unary((value) => {
    if (!Array.isArray(value))
      throw new MongoError(17124, `The argument to $size must be an array, but was of type: ${typeOf(value)}`);
    return value.length;
  }),
  $reverseArray: unary((value) => listOrNull(value, '$reverseArray')?.slice().reverse() ?? null),
};
