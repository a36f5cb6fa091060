import { decimalToNumber, numberToDecimal, roundHalfEven, toDecimal } from '../../bson/decimal.ts';
import {
  add,
  asDecimal,
  divide,
  double,
  exact,
  isNumeric,
  multiply,
  type Numeric,
  negate,
  toNumber,
} from '../../bson/numbers.ts';
import { Decimal128, Double, isInt32, isNullish, typeOf } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { binary, integerOf, numberOf, operands, unary } from '../arguments.ts';
import type { BuildOperator } from '../types.ts';

const $add: BuildOperator = (operand, scope, name) => {
  const fns = operands(operand, scope, name);
  return (env) => {
    let sum: Numeric = 0;
    let date = false;
    for (const fn of fns) {
      const value = fn(env);
      if (isNullish(value)) return null;
      if (value instanceof Date) {
        if (date) throw new MongoError(16612, 'only one date allowed in an $add expression');
        date = true;
        sum = add(sum, BigInt(value.getTime()), 'double') as Numeric;
      } else if (isNumeric(value)) sum = add(sum, value, 'double') as Numeric;
      else throw new MongoError('TypeMismatch', `$add only supports numeric or date types, not ${typeOf(value)}`);
    }
    return date ? new Date(Math.round(toNumber(sum))) : sum;
  };
};

const $subtract = binary((a, b) => {
  if (isNullish(a) || isNullish(b)) return null;
  if (a instanceof Date) {
    if (b instanceof Date) return BigInt(a.getTime() - b.getTime());
    if (isNumeric(b)) return new Date(a.getTime() - Math.round(toNumber(b)));
  }
  if (!isNumeric(a) || !isNumeric(b))
    throw new MongoError('TypeMismatch', `can't $subtract ${typeOf(b)} from ${typeOf(a)}`);
  return add(a, negate(b), 'double');
});

const $multiply: BuildOperator = (operand, scope, name) => {
  const fns = operands(operand, scope, name);
  return (env) => {
    let product: Numeric = 1;
    for (const fn of fns) {
      const value = fn(env);
      if (isNullish(value)) return null;
      if (!isNumeric(value))
        throw new MongoError('TypeMismatch', `$multiply only supports numeric types, not ${typeOf(value)}`);
      product = multiply(product, value, 'double') as Numeric;
    }
    return product;
  };
};

const $divide = binary((a, b) => {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumeric(a) || !isNumeric(b))
    throw new MongoError('TypeMismatch', `$divide only supports numeric types, not ${typeOf(a)} and ${typeOf(b)}`);
  if (toNumber(b) === 0) throw new MongoError('BadValue', "can't $divide by zero");
  return divide(a, b);
});

const $mod = binary((a, b) => {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumeric(a) || !isNumeric(b))
    throw new MongoError(16611, `$mod only supports numeric types, not ${typeOf(a)} and ${typeOf(b)}`);
  if (toNumber(b) === 0) throw new MongoError(16610, "can't $mod by zero");
  if (a instanceof Decimal128 || b instanceof Decimal128) {
    const x = exact(asDecimal(a));
    const y = exact(asDecimal(b));
    if (typeof x === 'number' || typeof y === 'number') return numberToDecimal(Number.NaN);
    const low = Math.min(x.exponent, y.exponent);
    return toDecimal(
      (x.coefficient * 10n ** BigInt(x.exponent - low)) % (y.coefficient * 10n ** BigInt(y.exponent - low)),
      low,
    );
  }
  if (isDouble(a) || isDouble(b)) return double(toNumber(a) % toNumber(b));
  const rest = BigInt(a as number | bigint) % BigInt(b as number | bigint);
  return typeof a === 'bigint' || typeof b === 'bigint' ? rest : Number(rest);
});

const isDouble = (value: unknown): boolean => value instanceof Double || (typeof value === 'number' && !isInt32(value));

/** A function of one number that keeps the type of integers and has doubles stay doubles. */
function rounding(
  name: string,
  ofDouble: (n: number) => number,
  ofDecimal: (d: Decimal128) => Decimal128,
): BuildOperator {
  return unary((value) => {
    if (isNullish(value)) return null;
    const n = numberOf(value, name);
    if (n instanceof Decimal128) return ofDecimal(n);
    return isDouble(n) ? double(ofDouble(toNumber(n))) : n;
  });
}

function toPlaces(d: Decimal128, places: number, mode: 'trunc' | 'round' | 'floor' | 'ceil'): Decimal128 {
  const parts = exact(d);
  if (typeof parts === 'number' || parts.exponent >= -places) return d;
  const by = 10n ** BigInt(-places - parts.exponent);
  const { coefficient } = parts;
  const magnitude = coefficient < 0n ? -coefficient : coefficient;
  let whole = mode === 'round' ? roundHalfEven(magnitude, by) : magnitude / by;
  const inexact = magnitude % by !== 0n;
  if (inexact && ((mode === 'floor' && coefficient < 0n) || (mode === 'ceil' && coefficient > 0n))) whole += 1n;
  return toDecimal(coefficient < 0n ? -whole : whole, -places);
}

function roundHalfEvenNumber(n: number): number {
  const floor = Math.floor(n);
  const rest = n - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

function places(name: string, mode: 'trunc' | 'round'): BuildOperator {
  return (operand, scope) => {
    const [value, place] = operands(operand, scope, name, 1, 2);
    return (env) => {
      const given = value?.(env);
      if (isNullish(given)) return null;
      const n = numberOf(given, name);
      const digits = place ? place(env) : 0;
      if (isNullish(digits)) return null;
      const p = integerOf(digits, name);
      if (p < -20 || p > 100)
        throw new MongoError(51083, `cannot apply ${name} with precision value ${p} value must be in [-20, 100]`);
      if (n instanceof Decimal128) return toPlaces(n, p, mode);
      if (!isDouble(n)) {
        if (p >= 0) return n;
        const by = 10n ** BigInt(-p);
        const big = BigInt(n as number | bigint);
        const magnitude = big < 0n ? -big : big;
        const rounded = (mode === 'round' ? roundHalfEven(magnitude, by) : magnitude / by) * by * (big < 0n ? -1n : 1n);
        return typeof n === 'bigint' ? rounded : Number(rounded);
      }
      const plain = toNumber(n);
      if (!Number.isFinite(plain)) return n;
      if (p === 0) return double(mode === 'round' ? roundHalfEvenNumber(plain) : Math.trunc(plain));
      return double(decimalToNumber(toPlaces(numberToDecimal(plain), p, mode)));
    };
  };
}

function real(name: string, fn: (n: number) => number, valid?: (n: number) => boolean): BuildOperator {
  return unary((value) => {
    if (isNullish(value)) return null;
    const n = numberOf(value, name);
    const plain = toNumber(n);
    if (valid && !Number.isNaN(plain) && !valid(plain))
      throw new MongoError(28714, `${name}'s argument is out of its range: ${plain}`);
    const result = fn(plain);
    return n instanceof Decimal128 ? numberToDecimal(result) : double(result);
  });
}

const $pow = binary((a, b) => {
  if (isNullish(a) || isNullish(b)) return null;
  const base = numberOf(a, '$pow');
  const exponent = numberOf(b, '$pow');
  if (toNumber(base) === 0 && toNumber(exponent) < 0)
    throw new MongoError(28764, '$pow cannot take a base of 0 and a negative exponent');
  if (base instanceof Decimal128 || exponent instanceof Decimal128)
    return numberToDecimal(toNumber(base) ** toNumber(exponent));
  if (isDouble(base) || isDouble(exponent) || toNumber(exponent) < 0)
    return double(toNumber(base) ** toNumber(exponent));
  const power = BigInt(base as number | bigint) ** BigInt(exponent as number | bigint);
  if (power > 2n ** 63n - 1n || power < -(2n ** 63n)) return double(Number(power));
  return typeof base === 'bigint' || typeof exponent === 'bigint' || !isInt32(Number(power)) ? power : Number(power);
});

const $log = binary((a, b) => {
  if (isNullish(a) || isNullish(b)) return null;
  return double(Math.log(toNumber(numberOf(a, '$log'))) / Math.log(toNumber(numberOf(b, '$log'))));
});

const $abs = unary((value) => {
  if (isNullish(value)) return null;
  const n = numberOf(value, '$abs');
  return toNumber(n) < 0 ? negate(n) : n;
});

export const ARITHMETIC: Record<string, BuildOperator> = {
  $add,
  $subtract,
  $multiply,
  $divide,
  $mod,
  $pow,
  $log,
  $abs,
  $ceil: rounding('$ceil', Math.ceil, (d) => toPlaces(d, 0, 'ceil')),
  $floor: rounding('$floor', Math.floor, (d) => toPlaces(d, 0, 'floor')),
  $trunc: places('$trunc', 'trunc'),
  $round: places('$round', 'round'),
  $sqrt: real('$sqrt', Math.sqrt, (n) => n >= 0),
  $exp: real('$exp', Math.exp),
  $ln: real('$ln', Math.log, (n) => n > 0),
  $log10: real('$log10', Math.log10, (n) => n > 0),
};
