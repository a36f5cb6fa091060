import { type CompareStrings, compare } from '../bson/compare.ts';
import { hashKey } from '../bson/keystring.ts';
import { add, divide, double, isNumeric, type Numeric, toNumber } from '../bson/numbers.ts';
import { Decimal128, type Doc, isDoc, isNullish, setField, typeOf } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';

/** Takes values one by one and gives one at the end. */
export interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}

const sum = (): Accumulator => {
  let total: Numeric = 0;
  return {
    add: (value) => {
      if (isNumeric(value)) total = add(total, value, 'double') as Numeric;
    },
    result: () => total,
  };
};

const avg = (): Accumulator => {
  let total: Numeric = 0;
  let n = 0;
  return {
    add: (value) => {
      if (!isNumeric(value)) return;
      total = add(total, value, 'double') as Numeric;
      n += 1;
    },
    result: () => (n === 0 ? null : total instanceof Decimal128 ? divide(total, n) : double(toNumber(total) / n)),
  };
};

const extreme =
  (sign: 1 | -1) =>
  (strings?: CompareStrings): Accumulator => {
    let best: unknown;
    return {
      add: (value) => {
        if (isNullish(value)) return;
        if (best === undefined || compare(value, best, strings) * sign > 0) best = value;
      },
      result: () => best ?? null,
    };
  };

const first = (): Accumulator => {
  let any = false;
  let kept: unknown;
  return {
    add: (value) => {
      if (!any) kept = value;
      any = true;
    },
    result: () => kept ?? null,
  };
};

const last = (): Accumulator => {
  let kept: unknown;
  return {
    add: (value) => {
      kept = value;
    },
    result: () => kept ?? null,
  };
};

const push = (): Accumulator => {
  const items: unknown[] = [];
  return {
    add: (value) => {
      if (value !== undefined) items.push(value);
    },
    result: () => items,
  };
};

const addToSet = (): Accumulator => {
  const items = new Map<string, unknown>();
  return {
    add: (value) => {
      if (value === undefined) return;
      const key = hashKey(value);
      if (!items.has(key)) items.set(key, value);
    },
    result: () => [...items.values()],
  };
};

const mergeObjects = (): Accumulator => {
  const merged: Doc = {};
  return {
    add: (value) => {
      if (isNullish(value)) return;
      if (!isDoc(value))
        throw new MongoError(40400, `$mergeObjects requires object inputs, but input is of type ${typeOf(value)}`);
      for (const [name, each] of Object.entries(value)) setField(merged, name, each);
    },
    result: () => merged,
  };
};

const deviation = (sample: boolean) => (): Accumulator => {
  let n = 0;
  let mean = 0;
  let squares = 0;
  return {
    add: (value) => {
      if (!isNumeric(value)) return;
      const x = toNumber(value);
      n += 1;
      const delta = x - mean;
      mean += delta / n;
      squares += delta * (x - mean);
    },
    result: () => (n < (sample ? 2 : 1) ? null : double(Math.sqrt(squares / (sample ? n - 1 : n)))),
  };
};

const concatArrays = (): Accumulator => {
  const items: unknown[] = [];
  return {
    add: (value) => {
      if (Array.isArray(value)) for (const item of value) items.push(item);
    },
    result: () => items,
  };
};

/** Accumulators that take one value from each document. */
export const ACCUMULATORS: Readonly<Record<string, (strings?: CompareStrings) => Accumulator>> = {
  $sum: sum,
  $avg: avg,
  $min: extreme(-1),
  $max: extreme(1),
  $first: first,
  $last: last,
  $push: push,
  $addToSet: addToSet,
  $mergeObjects: mergeObjects,
  $concatArrays: concatArrays,
  $stdDevPop: deviation(false),
  $stdDevSamp: deviation(true),
};
