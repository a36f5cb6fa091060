import { clone } from '../bson/clone.ts';
import { equal } from '../bson/compare.ts';
import { asInteger } from '../bson/numbers.ts';
import { textOf } from '../bson/text.ts';
import { BSONRegExp, isDoc, typeOf } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import { elementTest } from '../query/operators.ts';
import { isOperatorDoc } from '../query/parseFilter.ts';
import { compileSort } from '../query/sort.ts';
import type { BuildModifier } from './modifiers.ts';
import type { Target } from './target.ts';

function listAt(target: Target, parts: readonly string[], message: (type: string) => string): unknown[] | undefined {
  const value = target.get(parts);
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new MongoError('BadValue', message(typeOf(value)));
  return value;
}

const mustBeArray = (target: Target, parts: readonly string[]) => (type: string) =>
  `The field '${parts.join('.')}' must be an array but is of type ${type} in document {_id: ${textOf(target.doc._id)}}`;

export const push: BuildModifier = (operand, context) => {
  const options = isDoc(operand) && '$each' in operand ? operand : undefined;
  const items = options ? options.$each : [operand];
  if (!Array.isArray(items))
    throw new MongoError(
      'BadValue',
      `The argument to $each in $push must be an array but it was of type: ${typeOf(items)}`,
    );
  for (const name of Object.keys(options ?? {})) {
    if (!['$each', '$slice', '$sort', '$position'].includes(name))
      throw new MongoError('BadValue', `Unrecognized clause in $push: ${name}`);
  }
  const slice = integerOf(options?.$slice, '$slice');
  const position = integerOf(options?.$position, '$position');
  const order = options?.$sort === undefined ? undefined : sortOf(options.$sort, context);
  return (target, parts) => {
    const before = listAt(target, parts, mustBeArray(target, parts));
    if (!before) {
      let made = items.map(clone);
      if (order) made.sort(order);
      if (slice !== undefined) made = cut(made, slice);
      return target.set(parts, made);
    }
    if (slice === undefined && order === undefined && (position === undefined || position >= before.length))
      return target.append(parts, items.map(clone));
    let after = [...before];
    const at = position === undefined ? after.length : position < 0 ? Math.max(0, after.length + position) : position;
    after.splice(at, 0, ...items.map(clone));
    if (order) after.sort(order);
    if (slice !== undefined) after = cut(after, slice);
    target.set(parts, after);
  };
};

const cut = (list: unknown[], slice: number): unknown[] => (slice >= 0 ? list.slice(0, slice) : list.slice(slice));

function integerOf(value: unknown, name: string): number | undefined {
  if (value === undefined) return undefined;
  const n = asInteger(value);
  if (n === undefined)
    throw new MongoError(
      'BadValue',
      `The value for ${name} must be an integer value but was given type: ${typeOf(value)}`,
    );
  return n;
}

function sortOf(spec: unknown, context: Parameters<BuildModifier>[1]): (a: unknown, b: unknown) => number {
  const direction = asInteger(spec);
  if (direction === 1 || direction === -1) {
    const by = compileSort({ v: direction }, context);
    return (a, b) => by({ v: a }, { v: b });
  }
  if (!isDoc(spec) || Object.keys(spec).length === 0)
    throw new MongoError(
      'BadValue',
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  const by = compileSort(spec, context);
  return (a, b) => by(isDoc(a) ? a : {}, isDoc(b) ? b : {});
}

export const addToSet: BuildModifier = (operand, context) => {
  const each = isDoc(operand) && Object.keys(operand)[0] === '$each' ? operand.$each : [operand];
  if (!Array.isArray(each))
    throw new MongoError(
      'TypeMismatch',
      `The argument to $each in $addToSet must be an array but it was of type ${typeOf(each)}`,
    );
  return (target, parts) => {
    const before = listAt(
      target,
      parts,
      (type) =>
        `Cannot apply $addToSet to non-array field. Field named '${parts[parts.length - 1]}' has non-array type ${type}`,
    );
    const fresh: unknown[] = [];
    for (const item of each) {
      if (![...(before ?? []), ...fresh].some((known) => equal(known, item, context.strings))) fresh.push(clone(item));
    }
    if (!before) target.set(parts, fresh);
    else if (fresh.length > 0) target.append(parts, fresh);
  };
};

export const pull: BuildModifier = (operand, context) => {
  let unwanted: (item: unknown) => boolean;
  if (operand instanceof BSONRegExp) unwanted = elementTest({ $regex: operand }, context);
  else if (isOperatorDoc(operand)) unwanted = elementTest(operand, context);
  else if (isDoc(operand)) {
    const test = elementTest(operand, context);
    unwanted = (item) => isDoc(item) && test(item);
  } else unwanted = (item) => equal(item, operand, context.strings);
  return (target, parts) => keep(target, parts, '$pull', (item) => !unwanted(item));
};

export const pullAll: BuildModifier = (operand, context) => {
  if (!Array.isArray(operand))
    throw new MongoError('BadValue', `$pullAll requires an array argument but was given a ${typeOf(operand)}`);
  return (target, parts) =>
    keep(target, parts, '$pullAll', (item) => !operand.some((each) => equal(each, item, context.strings)));
};

function keep(target: Target, parts: readonly string[], name: string, test: (item: unknown) => boolean): void {
  const before = listAt(target, parts, () => `Cannot apply ${name} to a non-array value`);
  if (!before) return;
  const after = before.filter(test);
  if (after.length < before.length) target.set(parts, after);
}

export const pop: BuildModifier = (operand) => {
  const n = asInteger(operand);
  if (n !== 1 && n !== -1) throw new MongoError('FailedToParse', `$pop expects 1 or -1, found: ${textOf(operand)}`);
  return (target, parts) => {
    const value = target.get(parts);
    if (value === undefined) return;
    if (!Array.isArray(value))
      throw new MongoError(
        'TypeMismatch',
        `Path '${parts.join('.')}' contains an element of non-array type '${typeOf(value)}'`,
      );
    if (value.length > 0) target.set(parts, n === 1 ? value.slice(0, -1) : value.slice(1));
  };
};
