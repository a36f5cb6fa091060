import { BSONRegExp, type Doc, isDoc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import { compileExpression } from '../expression/compile.ts';
import type { EvalContext } from './context.ts';
import { parseJsonSchema } from './jsonSchema.ts';
import { fieldNode } from './operators.ts';
import type { FilterNode, Test } from './tree.ts';

const REFUSED: Record<string, string> = {
  $where: '$where is not allowed in this context: this server runs no JavaScript',
  $text: 'text search is not supported by this server',
  $near: 'geospatial queries are not supported by this server',
  $nearSphere: 'geospatial queries are not supported by this server',
  $geoWithin: 'geospatial queries are not supported by this server',
  $geoIntersects: 'geospatial queries are not supported by this server',
};

/** Parses a filter and refuses what MongoDB refuses, with its codes. */
export function parseFilter(filter: Doc, context: EvalContext): FilterNode {
  const nodes: FilterNode[] = [];
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined) continue;
    if (name.startsWith('$')) {
      const node = topLevel(name, value, context);
      if (node) nodes.push(node);
    } else nodes.push(...fieldNodes(name, value, context));
  }
  return nodes.length === 1 ? (nodes[0] as FilterNode) : andOf(nodes);
}

function andOf(nodes: readonly FilterNode[]): FilterNode {
  const tests = nodes.map((node) => node.test);
  const test: Test = (doc, details) => {
    for (const each of tests) if (!each(doc, details)) return false;
    return true;
  };
  return { kind: 'and', nodes, test };
}

function topLevel(name: string, value: unknown, context: EvalContext): FilterNode | undefined {
  switch (name) {
    case '$and':
      return andOf(listOf(name, value, context));
    case '$or': {
      const nodes = listOf(name, value, context);
      return { kind: 'or', nodes, test: (doc, details) => nodes.some((node) => node.test(doc, details)) };
    }
    case '$nor': {
      const nodes = listOf(name, value, context);
      return { kind: 'nor', nodes, test: (doc) => !nodes.some((node) => node.test(doc)) };
    }
    case '$expr': {
      const evaluate = compileExpression(value, context);
      return { kind: 'other', op: name, test: (doc) => truthy(evaluate(doc)) };
    }
    case '$jsonSchema':
      return { kind: 'other', op: name, test: parseJsonSchema(value) };
    case '$alwaysTrue':
      return { kind: 'other', op: name, test: () => true };
    case '$alwaysFalse':
      return { kind: 'other', op: name, test: () => false };
    case '$sampleRate':
      return { kind: 'other', op: name, test: () => Math.random() < Number(value) };
    case '$comment':
      return undefined;
    default:
      if (REFUSED[name]) throw new MongoError('BadValue', REFUSED[name]);
      throw new MongoError(
        'BadValue',
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

const truthy = (value: unknown): boolean =>
  !(
    value === null ||
    value === undefined ||
    value === false ||
    value === 0 ||
    value === 0n ||
    (typeof value === 'object' && 'value' in value && value.value === 0)
  );

function listOf(name: string, value: unknown, context: EvalContext): FilterNode[] {
  if (!Array.isArray(value)) throw new MongoError('BadValue', `${name} must be an array`);
  if (value.length === 0) throw new MongoError('BadValue', '$and/$or/$nor must be a nonempty array');
  return value.map((item) => {
    if (!isDoc(item)) throw new MongoError('BadValue', '$or/$and/$nor entries need to be full objects');
    return parseFilter(item, context);
  });
}

/** True for `{$gt: 1}`, false for `{a: 1}` and for a DBRef. */
export function isOperatorDoc(value: unknown): value is Doc {
  if (!isDoc(value)) return false;
  const first = Object.keys(value)[0] ?? '';
  return first.startsWith('$') && !['$ref', '$id', '$db'].includes(first);
}

function fieldNodes(path: string, value: unknown, context: EvalContext): FilterNode[] {
  if (value instanceof BSONRegExp) return [fieldNode(path, '$regex', value, context)];
  if (!isOperatorDoc(value)) return [fieldNode(path, '$eq', value, context)];
  return operatorNodes(path, value, context);
}

/** The predicates of `{path: {$op: …, …}}`. */
export function operatorNodes(path: string, operators: Doc, context: EvalContext): FilterNode[] {
  const nodes: FilterNode[] = [];
  for (const [op, operand] of Object.entries(operators)) {
    if (operand === undefined) continue;
    if (!op.startsWith('$')) throw new MongoError('BadValue', `unknown operator: ${op}`);
    if (REFUSED[op]) throw new MongoError('BadValue', REFUSED[op]);
    if (op === '$not') nodes.push(notNode(path, operand, context));
    else if (op === '$regex') nodes.push(fieldNode(path, op, regexOf(operand, operators.$options), context));
    else if (op === '$options') {
      if (!('$regex' in operators)) throw new MongoError('BadValue', '$options needs a $regex');
    } else nodes.push(fieldNode(path, op, operand, context));
  }
  return nodes;
}

function notNode(path: string, operand: unknown, context: EvalContext): FilterNode {
  let node: FilterNode;
  if (operand instanceof BSONRegExp) node = fieldNode(path, '$regex', operand, context);
  else if (isDoc(operand)) {
    if (Object.keys(operand).length === 0) throw new MongoError('BadValue', '$not cannot be empty');
    node = andOf(operatorNodes(path, operand, context));
  } else throw new MongoError('BadValue', '$not needs a regex or a document');
  return { kind: 'not', node, test: (doc) => !node.test(doc) };
}

function regexOf(operand: unknown, options: unknown): BSONRegExp {
  if (options !== undefined && typeof options !== 'string')
    throw new MongoError('BadValue', '$options has to be a string');
  if (operand instanceof BSONRegExp) {
    if (options !== undefined && operand.options)
      throw new MongoError('BadValue', 'options set in both $regex and $options');
    return new BSONRegExp(operand.pattern, options ?? operand.options);
  }
  if (typeof operand !== 'string') throw new MongoError('BadValue', '$regex has to be a string');
  return new BSONRegExp(operand, options ?? '');
}
