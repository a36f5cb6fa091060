import { asInteger, int, isNumeric, toNumber } from '../../bson/numbers.ts';
import { type Doc, isDoc, setField, typeOf } from '../../bson/types.ts';
import type { Item } from '../../cursor/cursors.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { compileExpression, REDACT } from '../../expression/compile.ts';
import { PAUSE } from '../../plan/scan.ts';
import { compileAddFields, compileProjectStage } from '../../project/compile.ts';
import { applyTree, branch, putLeaf } from '../../project/tree.ts';
import { parseFilter } from '../../query/parseFilter.ts';
import { sortKeys } from '../../query/sort.ts';
import type { BuildStage, Run } from '../types.ts';

/** A stage that turns each document into none, one or several. */
function each(fn: (doc: Doc) => Iterable<Doc>): Run {
  return function* (source) {
    for (const item of source) {
      if (item === PAUSE) yield item;
      else yield* fn(item as Doc);
    }
  };
}

const mapping = (fn: (doc: Doc) => Doc): Run => each((doc) => [fn(doc)]);

/** A stage that has to see all documents first. */
export function all(fn: (docs: Doc[]) => Iterable<Doc>): Run {
  return function* (source) {
    const docs: Doc[] = [];
    for (const item of source) {
      if (item === PAUSE) yield item;
      else docs.push(item as Doc);
    }
    yield* fn(docs);
  };
}

function needDoc(spec: unknown, name: string, code: number): Doc {
  if (!isDoc(spec)) throw new MongoError(code, `${name} specification stage must be an object, got ${typeOf(spec)}`);
  return spec;
}

export const $match: BuildStage = (spec, { context }) => {
  if (!isDoc(spec)) throw new MongoError(15959, 'the match filter must be an expression in an object');
  const { test } = parseFilter(spec, context);
  return each((doc) => (test(doc) ? [doc] : []));
};

export const $project: BuildStage = (spec, { context }) =>
  mapping(compileProjectStage(needDoc(spec, '$project', 15969), context));

export const $addFields: BuildStage = (spec, { context }) =>
  mapping(compileAddFields(needDoc(spec, '$addFields', 40272), context));

export const $unset: BuildStage = (spec) => {
  const paths = Array.isArray(spec) ? spec : [spec];
  if (paths.length === 0 || !paths.every((path) => typeof path === 'string'))
    throw new MongoError(31002, '$unset specification must be a string or an array of strings');
  const root = branch();
  for (const path of paths) putLeaf(root, path as string, { kind: 'exclude' });
  return mapping((doc) => applyTree(root, doc, 'exclude'));
};

function replacing(name: string, expression: unknown, context: Parameters<BuildStage>[1]['context']): Run {
  const value = compileExpression(expression, context);
  return mapping((doc) => {
    const made = value(doc);
    if (!isDoc(made))
      throw new MongoError(
        40228,
        `'${name === '$replaceRoot' ? 'newRoot' : 'replacement document'}' expression must evaluate to an object, but resulting value was of type: ${typeOf(made)}`,
      );
    return made;
  });
}

export const $replaceRoot: BuildStage = (spec, { context }) => {
  if (!isDoc(spec)) throw new MongoError(40229, 'expected an object as specification for $replaceRoot stage');
  if (!('newRoot' in spec)) throw new MongoError(40231, 'no newRoot specified for the $replaceRoot stage');
  return replacing('$replaceRoot', spec.newRoot, context);
};

export const $replaceWith: BuildStage = (spec, { context }) => replacing('$replaceWith', spec, context);

export const $sort: BuildStage = (spec, { context }) => {
  if (!isDoc(spec)) throw new MongoError(15973, 'the $sort key specification must be an object');
  if (Object.keys(spec).length === 0) throw new MongoError(15976, '$sort stage must have at least one sort key');
  const keys = sortKeys(spec, context);
  return all((docs) =>
    docs
      .map((doc) => ({ doc, key: keys.of(doc) }))
      .sort((a, b) => keys.compare(a.key, b.key))
      .map(({ doc }) => doc),
  );
};

function whole(spec: unknown, name: string, least: number, code: number): number {
  const n = asInteger(spec);
  if (!isNumeric(spec) || n === undefined)
    throw new MongoError(
      code,
      `invalid argument to ${name} stage: Expected an integer: ${name}: ${isNumeric(spec) ? toNumber(spec) : typeOf(spec)}`,
    );
  if (n < least)
    throw new MongoError(
      least === 1 ? 15958 : code,
      least === 1
        ? 'the limit must be positive'
        : `invalid argument to ${name} stage: Expected a non-negative number in: ${name}: ${n}`,
    );
  return n;
}

export const $limit: BuildStage = (spec) => {
  const n = whole(spec, '$limit', 1, 5107201);
  return function* (source): Generator<Item> {
    let left = n;
    for (const item of source) {
      yield item;
      if (item !== PAUSE && --left === 0) return;
    }
  };
};

export const $skip: BuildStage = (spec) => {
  const n = whole(spec, '$skip', 0, 5107200);
  return function* (source): Generator<Item> {
    let over = n;
    for (const item of source) {
      if (item === PAUSE || over <= 0) yield item;
      else over -= 1;
    }
  };
};

export const $count: BuildStage = (spec) => {
  if (typeof spec !== 'string' || spec === '')
    throw new MongoError(40156, 'the count field must be a non-empty string');
  if (spec.startsWith('$')) throw new MongoError(40158, 'the count field cannot be a $-prefixed path');
  if (spec.includes('.')) throw new MongoError(40160, "the count field cannot contain '.'");
  return function* (source): Generator<Item> {
    let n = 0;
    for (const item of source) {
      if (item === PAUSE) yield item;
      else n += 1;
    }
    if (n > 0) yield { [spec]: int(n) };
  };
};

export const $sample: BuildStage = (spec) => {
  const size = isDoc(spec) ? asInteger(spec.size) : undefined;
  if (size === undefined || size <= 0)
    throw new MongoError(28747, 'size argument to $sample must be a positive integer');
  return all((docs) => {
    for (let i = docs.length - 1; i > 0; i--) {
      const k = Math.floor(Math.random() * (i + 1));
      [docs[i], docs[k]] = [docs[k] as Doc, docs[i] as Doc];
    }
    return docs.slice(0, size);
  });
};

export const $unwind: BuildStage = (spec) => {
  const options: Doc = typeof spec === 'string' ? { path: spec } : needDoc(spec, '$unwind', 15981);
  for (const name of Object.keys(options))
    if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(name))
      throw new MongoError(28811, `unrecognized option to $unwind stage: ${name}`);
  const { path } = options;
  if (typeof path !== 'string')
    throw new MongoError(28808, `expected a string as the path for $unwind stage, got ${typeOf(path)}`);
  if (!path.startsWith('$'))
    throw new MongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const parts = path.slice(1).split('.');
  const index = options.includeArrayIndex as string | undefined;
  const keep = options.preserveNullAndEmptyArrays === true;
  const withIndex = (doc: Doc, i: bigint | null): Doc =>
    index === undefined ? doc : replaceAt(doc, index.split('.'), i);
  return each((doc) => {
    const value = parts.reduce<unknown>((at, part) => (isDoc(at) ? at[part] : undefined), doc);
    if (!Array.isArray(value)) {
      if (value === undefined || value === null) return keep ? [withIndex(doc, null)] : [];
      return [withIndex(doc, null)];
    }
    if (value.length === 0) return keep ? [withIndex(replaceAt(doc, parts, undefined), null)] : [];
    return value.map((item, i) => withIndex(replaceAt(doc, parts, item), BigInt(i)));
  });
};

/** A copy with another value at a path. */
export function replaceAt(doc: Doc, parts: readonly string[], value: unknown): Doc {
  const [first, ...rest] = parts as [string, ...string[]];
  const copy = { ...doc };
  if (rest.length > 0) setField(copy, first, replaceAt(isDoc(doc[first]) ? (doc[first] as Doc) : {}, rest, value));
  else if (value === undefined) delete copy[first];
  else setField(copy, first, value);
  return copy;
}

export const $redact: BuildStage = (spec, { context }) => {
  const decide = compileExpression(spec, context);
  const redact = (value: unknown, root: Doc): unknown => {
    if (Array.isArray(value))
      return value.flatMap((item) => (isDoc(item) || Array.isArray(item) ? (redact(item, root) ?? []) : [item]));
    if (!isDoc(value)) return value;
    const verdict = decide(root, { CURRENT: value });
    if (verdict === REDACT.KEEP) return value;
    if (verdict === REDACT.PRUNE) return undefined;
    if (verdict !== REDACT.DESCEND)
      throw new MongoError(
        17053,
        "$redact's expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE",
      );
    const copy: Doc = {};
    for (const [name, item] of Object.entries(value)) {
      const kept = redact(item, root);
      if (kept !== undefined) setField(copy, name, kept);
    }
    return copy;
  };
  return each((doc) => {
    const kept = redact(doc, doc);
    return kept === undefined ? [] : [kept as Doc];
  });
};
