import { compare } from '../../bson/compare.ts';
import { type Doc, isDoc, isNullish } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { operands, truthy } from '../arguments.ts';
import { type BuildOperator, type Fn, withVars } from '../types.ts';

function comparison(accepts: (order: number) => unknown): BuildOperator {
  return (operand, scope, name) => {
    const [a, b] = operands(operand, scope, name, 2, 2) as [Fn, Fn];
    const { strings } = scope.context;
    return (env) => accepts(compare(a(env), b(env), strings));
  };
}

const $and: BuildOperator = (operand, scope, name) => {
  const fns = operands(operand, scope, name);
  return (env) => fns.every((fn) => truthy(fn(env)));
};

const $or: BuildOperator = (operand, scope, name) => {
  const fns = operands(operand, scope, name);
  return (env) => fns.some((fn) => truthy(fn(env)));
};

const $not: BuildOperator = (operand, scope, name) => {
  const [fn] = operands(operand, scope, name, 1, 1) as [Fn];
  return (env) => !truthy(fn(env));
};

const $cond: BuildOperator = (operand, scope, name) => {
  let parts: unknown[];
  if (isDoc(operand)) {
    for (const field of Object.keys(operand))
      if (!['if', 'then', 'else'].includes(field))
        throw new MongoError(17083, `Unrecognized parameter to $cond: ${field}`);
    for (const field of ['if', 'then', 'else'])
      if (!(field in operand)) throw new MongoError(17080, `Missing '${field}' parameter to $cond`);
    parts = [operand.if, operand.then, operand.else];
  } else parts = operand as unknown[];
  const [test, yes, no] = operands(parts, scope, name, 3, 3) as [Fn, Fn, Fn];
  return (env) => (truthy(test(env)) ? yes(env) : no(env));
};

const $ifNull: BuildOperator = (operand, scope, name) => {
  const fns = operands(operand, scope, name, 2);
  return (env) => {
    let value: unknown;
    for (const fn of fns) {
      value = fn(env);
      if (!isNullish(value)) return value;
    }
    return value;
  };
};

const $switch: BuildOperator = (operand, scope) => {
  if (!isDoc(operand)) throw new MongoError(40060, '$switch requires an object as an argument');
  if (!Array.isArray(operand.branches) || operand.branches.length === 0)
    throw new MongoError(40068, '$switch requires at least one branch.');
  const branches = operand.branches.map((each: unknown) => {
    if (!isDoc(each) || !('case' in each))
      throw new MongoError(40064, "$switch requires each branch have a 'case' expression");
    if (!('then' in each)) throw new MongoError(40065, "$switch requires each branch have a 'then' expression.");
    return [scope.compile(each.case), scope.compile(each.then)] as const;
  });
  const otherwise = 'default' in operand ? scope.compile(operand.default) : undefined;
  return (env) => {
    for (const [test, value] of branches) if (truthy(test(env))) return value(env);
    if (!otherwise)
      throw new MongoError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    return otherwise(env);
  };
};

const $let: BuildOperator = (operand, scope) => {
  if (!isDoc(operand) || !isDoc(operand.vars))
    throw new MongoError(16874, '$let only supports an object as its argument');
  const vars = Object.entries(operand.vars).map(([name, value]) => [checkName(name), scope.compile(value)] as const);
  const inner = scope.within(
    vars.map(([name]) => name),
    operand.in,
  );
  return (env) => {
    const values: Doc = {};
    for (const [name, fn] of vars) values[name] = fn(env);
    return inner(withVars(env, values));
  };
};

export function checkName(name: string): string {
  if (!/^[a-z\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*$/.test(name))
    throw new MongoError('FailedToParse', `'${name}' starts with an invalid character for a user variable name`);
  return name;
}

export const LOGIC: Record<string, BuildOperator> = {
  $cmp: comparison((order) => Math.sign(order)),
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $and,
  $or,
  $not,
  $cond,
  $ifNull,
  $switch,
  $let,
  $literal: (operand) => () => operand,
  $expr: (operand, scope) => scope.compile(operand),
  $rand: () => () => Math.random(),
};
