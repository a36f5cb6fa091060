import { clone } from '../bson/clone.ts';
import { compare } from '../bson/compare.ts';
import { add, isNumeric, multiply, type Numeric } from '../bson/numbers.ts';
import { textOf } from '../bson/text.ts';
import { Decimal128, isDoc, typeOf } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import type { EvalContext } from '../query/context.ts';
import { addToSet, pop, pull, pullAll, push } from './arrays.ts';
import type { Moment } from './parse.ts';
import type { Target } from './target.ts';

/** Changes one concrete path. */
export type Modifier = (target: Target, parts: readonly string[], moment: Moment) => void;
export type BuildModifier = (operand: unknown, context: EvalContext, path: string) => Modifier;

const $set: BuildModifier = (operand) => (target, parts) => target.set(parts, clone(operand));

const $setOnInsert: BuildModifier = (operand) => (target, parts, moment) => {
  if (moment.inserting) target.set(parts, clone(operand));
};

const $unset: BuildModifier = () => (target, parts) => target.unset(parts);

function arithmetic(name: '$inc' | '$mul', verb: string, operate: typeof add): BuildModifier {
  return (operand, _context, path) => {
    if (!isNumeric(operand))
      throw new MongoError('TypeMismatch', `Cannot ${verb} with non-numeric argument: {${path}: ${textOf(operand)}}`);
    return (target, parts) => {
      const before = target.get(parts);
      if (before === undefined) return target.set(parts, name === '$inc' ? operand : zeroOf(operand));
      if (!isNumeric(before)) {
        throw new MongoError(
          'TypeMismatch',
          `Cannot apply ${name} to a value of non-numeric type. {_id: ${textOf(target.doc._id)}} has the field '${parts[parts.length - 1]}' of non-numeric type ${typeOf(before)}`,
        );
      }
      const after = operate(before, operand);
      if (after === undefined) {
        throw new MongoError(
          'BadValue',
          `Failed to apply ${name} operations to current value ((${NUMBER_NAMES[typeOf(before)]})${textOf(before)}) for document {_id: ${textOf(target.doc._id)}}`,
        );
      }
      target.set(parts, after);
    };
  };
}

const NUMBER_NAMES: Record<string, string> = {
  int: 'NumberInt',
  long: 'NumberLong',
  double: 'NumberDouble',
  decimal: 'NumberDecimal',
};

function zeroOf(operand: Numeric): Numeric {
  if (operand instanceof Decimal128) return Decimal128.fromString('0');
  return multiply(operand, 0) as Numeric;
}

function extreme(sign: 1 | -1): BuildModifier {
  return (operand, context) => (target, parts) => {
    const before = target.get(parts);
    if (before === undefined || compare(operand, before, context.strings) * sign > 0) target.set(parts, clone(operand));
  };
}

const $rename: BuildModifier = (operand, _context, path) => {
  if (typeof operand !== 'string')
    throw new MongoError('BadValue', `The 'to' field for $rename must be a string: ${path}: ${textOf(operand)}`);
  if (operand === path)
    throw new MongoError('BadValue', `The source and target field for $rename must differ: ${path}: "${operand}"`);
  if (/(^|\.)\$/.test(path) || /(^|\.)\$/.test(operand))
    throw new MongoError('BadValue', `The source and destination field for $rename may not be dynamic: ${path}`);
  const to = operand.split('.');
  return (target, parts) => {
    const value = target.get(parts);
    if (value === undefined) return;
    for (const [each, role] of [
      [parts, 'source'],
      [to, 'destination'],
    ] as const) {
      for (let i = 1; i < each.length; i++) {
        const parent = target.get(each.slice(0, i));
        if (Array.isArray(parent))
          throw new MongoError(
            'BadValue',
            `The ${role} field cannot be an array element, '${each.join('.')}' in doc with _id: ${textOf(target.doc._id)} has an array field called '${each[i - 1]}'`,
          );
      }
    }
    target.unset(parts);
    target.set(to, value);
  };
};

const $currentDate: BuildModifier = (operand) => {
  let stamp = false;
  if (isDoc(operand)) {
    const type = operand.$type;
    if (type !== 'date' && type !== 'timestamp')
      throw new MongoError(
        'BadValue',
        `The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date/timestamp'}}}`,
      );
    stamp = type === 'timestamp';
  } else if (typeof operand !== 'boolean') {
    throw new MongoError(
      'BadValue',
      `${typeOf(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  }
  return (target, parts, moment) => target.set(parts, stamp ? moment.timestamp() : new Date());
};

const $bit: BuildModifier = (operand, _context, path) => {
  if (!isDoc(operand))
    throw new MongoError(
      'BadValue',
      `The $bit modifier is not compatible with a ${typeOf(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  if (Object.keys(operand).length === 0)
    throw new MongoError(
      'BadValue',
      `You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}`,
    );
  const steps = Object.entries(operand).map(([name, mask]) => {
    if (!['and', 'or', 'xor'].includes(name))
      throw new MongoError(
        'BadValue',
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${textOf(mask)}}`,
      );
    if (typeOf(mask) !== 'int' && typeOf(mask) !== 'long')
      throw new MongoError(
        'BadValue',
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeOf(mask)}' is not supported here: {${name}: ${textOf(mask)}}`,
      );
    return [name, mask as number | bigint] as const;
  });
  return (target, parts) => {
    const before = target.get(parts) ?? 0;
    if (typeOf(before) !== 'int' && typeOf(before) !== 'long') {
      throw new MongoError(
        'BadValue',
        `Cannot apply $bit to a value of non-integral type.{_id: ${textOf(target.doc._id)}} has the field ${path} of non-integer type ${typeOf(before)}`,
      );
    }
    let wide = typeof before === 'bigint';
    let bits = BigInt(before as number | bigint);
    for (const [name, mask] of steps) {
      wide ||= typeof mask === 'bigint';
      const other = BigInt(mask);
      bits = name === 'and' ? bits & other : name === 'or' ? bits | other : bits ^ other;
    }
    target.set(parts, wide ? BigInt.asIntN(64, bits) : Number(BigInt.asIntN(32, bits)));
  };
};

/** Update operators by name. */
export const MODIFIERS: Readonly<Record<string, BuildModifier>> = Object.assign(
  Object.create(null) as Record<string, BuildModifier>,
  {
    $set,
    $setOnInsert,
    $unset,
    $inc: arithmetic('$inc', 'increment', add),
    $mul: arithmetic('$mul', 'multiply', multiply),
    $min: extreme(-1),
    $max: extreme(1),
    $rename,
    $currentDate,
    $bit,
    $push: push,
    $addToSet: addToSet,
    $pull: pull,
    $pullAll: pullAll,
    $pop: pop,
  } satisfies Record<string, BuildModifier>,
);
