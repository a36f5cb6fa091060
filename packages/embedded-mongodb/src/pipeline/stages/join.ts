import { hashKey } from '../../bson/keystring.ts';
import { asInteger } from '../../bson/numbers.ts';
import { type Doc, isDoc, typeOf } from '../../bson/types.ts';
import type { Item } from '../../cursor/cursors.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { compileExpression } from '../../expression/compile.ts';
import { PAUSE } from '../../plan/scan.ts';
import type { EvalContext } from '../../query/context.ts';
import { splitPath, walkPath } from '../../query/walk.ts';
import { compilePipeline } from '../compile.ts';
import type { BuildStage, PipelineEnv, Reader } from '../types.ts';
import { replaceAt } from './simple.ts';

interface Foreign {
  readonly db: string;
  readonly collection: string;
}

function readerOf(env: PipelineEnv, stage: string): Reader & { readonly db: string } {
  if (!env.reader || env.db === undefined) throw new MongoError('InvalidOptions', `${stage} is not allowed here`);
  return { ...env.reader, db: env.db };
}

function foreignOf(from: unknown, db: string): Foreign {
  if (typeof from === 'string') return { db, collection: from };
  if (isDoc(from) && typeof from.coll === 'string')
    return { db: typeof from.db === 'string' ? from.db : db, collection: from.coll };
  throw new MongoError('FailedToParse', `$lookup argument 'from: ${typeOf(from)}' must be a string`);
}

/** All values a document has at a path; those of an array each on its own. */
function valuesAt(doc: Doc, parts: readonly string[]): unknown[] {
  const values: unknown[] = [];
  walkPath(doc, parts, false, (value) => {
    if (Array.isArray(value)) values.push(...value);
    else values.push(value ?? null);
    return false;
  });
  return values.length === 0 ? [null] : values;
}

function* collect(items: Iterable<Item>, into: Doc[]): Generator<typeof PAUSE> {
  for (const item of items) {
    if (item === PAUSE) yield item;
    else into.push(item as Doc);
  }
}

/** Finds by a field: through an index, or in a table made once of the whole collection. */
function finder(
  reader: Reader,
  foreign: Foreign,
  field: string,
  context: EvalContext,
): (values: readonly unknown[]) => Generator<typeof PAUSE, Doc[]> {
  const parts = splitPath(field);
  let table: Map<string, Doc[]> | undefined;
  return function* (values) {
    if (reader.hasIndex(foreign.db, foreign.collection, field) || context.collated) {
      const found: Doc[] = [];
      yield* collect(
        reader.read(
          foreign.db,
          foreign.collection,
          { [field]: { $in: values.map((value) => value ?? null) } },
          context,
        ),
        found,
      );
      return found;
    }
    if (!table) {
      const docs: Doc[] = [];
      yield* collect(reader.read(foreign.db, foreign.collection, {}, context), docs);
      table = new Map();
      for (const doc of docs) {
        const keys = new Set<string>();
        let none = true;
        walkPath(doc, parts, true, (value) => {
          none = false;
          keys.add(hashKey(value ?? null));
          return false;
        });
        if (none) continue;
        for (const key of keys) {
          const list = table.get(key);
          if (list) list.push(doc);
          else table.set(key, [doc]);
        }
      }
    }
    const found = new Set<Doc>();
    for (const value of values) for (const doc of table.get(hashKey(value ?? null)) ?? []) found.add(doc);
    return [...found];
  };
}

const LOOKUP = ['from', 'as', 'localField', 'foreignField', 'let', 'pipeline', '_internalCollation'];

export const $lookup: BuildStage = (spec, env) => {
  if (!isDoc(spec))
    throw new MongoError(
      'FailedToParse',
      `the $lookup stage specification must be an object, but found ${typeOf(spec)}`,
    );
  for (const name of Object.keys(spec))
    if (!LOOKUP.includes(name)) throw new MongoError('FailedToParse', `unknown argument to $lookup: ${name}`);
  const { as, localField, foreignField, pipeline } = spec;
  if (typeof as !== 'string') throw new MongoError('FailedToParse', "must specify 'as' field for a $lookup");
  const reader = readerOf(env, '$lookup');
  const foreign =
    spec.from === undefined && Array.isArray(pipeline)
      ? { db: reader.db, collection: '' }
      : foreignOf(spec.from, reader.db);
  if (pipeline === undefined && (typeof localField !== 'string' || typeof foreignField !== 'string')) {
    throw new MongoError(
      'FailedToParse',
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  }
  if ((localField === undefined) !== (foreignField === undefined))
    throw new MongoError(
      'FailedToParse',
      "$lookup requires both or neither of 'localField' and 'foreignField' to be specified",
    );
  const lets = Object.entries((spec.let as Doc | undefined) ?? {}).map(
    ([name, value]) => [name, compileExpression(value, env.context)] as const,
  );
  if (pipeline !== undefined) {
    const unknown = Object.fromEntries(lets.map(([name]) => [name, null]));
    compilePipeline(pipeline as unknown[], {
      ...env,
      collection: foreign.collection,
      context: { ...env.context, variables: { ...env.context.variables, ...unknown } },
    });
  }
  const local = typeof localField === 'string' ? splitPath(localField) : undefined;
  const find = typeof foreignField === 'string' ? finder(reader, foreign, foreignField, env.context) : undefined;
  const target = as.split('.');
  return function* (source): Generator<Item> {
    for (const item of source) {
      if (item === PAUSE) {
        yield item;
        continue;
      }
      const doc = item as Doc;
      let found: Iterable<Item> =
        find && local
          ? yield* find(valuesAt(doc, local))
          : reader.read(foreign.db, foreign.collection, {}, env.context);
      if (Array.isArray(pipeline)) {
        const variables = {
          ...env.context.variables,
          ...Object.fromEntries(lets.map(([name, value]) => [name, value(doc)])),
        };
        const context = { ...env.context, variables };
        if (!find) found = startOf(pipeline, reader, foreign, context);
        found = compilePipeline(pipeline, { ...env, db: foreign.db, collection: foreign.collection, context })(found);
      }
      const docs: Doc[] = [];
      yield* collect(found, docs);
      yield replaceAt(doc, target, docs);
    }
  };
};

/** What a sub-pipeline reads: a first `$match` may go by an index. */
function startOf(pipeline: readonly unknown[], reader: Reader, foreign: Foreign, context: EvalContext): Iterable<Item> {
  if (foreign.collection === '') return [];
  const [first] = pipeline;
  return reader.read(
    foreign.db,
    foreign.collection,
    isDoc(first) && isDoc(first.$match) ? (first.$match as Doc) : {},
    context,
  );
}

export const $unionWith: BuildStage = (spec, env) => {
  const reader = readerOf(env, '$unionWith');
  const given: Doc = typeof spec === 'string' ? { coll: spec } : isDoc(spec) ? spec : {};
  const pipeline = (given.pipeline as unknown[] | undefined) ?? [];
  if (given.coll === undefined && pipeline.length === 0)
    throw new MongoError(
      'FailedToParse',
      '$unionWith stage without explicit collection must have a pipeline with $documents as first stage',
    );
  const foreign =
    given.coll === undefined
      ? { db: reader.db, collection: '' }
      : foreignOf(isDoc(given.coll) ? given.coll : String(given.coll), reader.db);
  const run = compilePipeline(pipeline, { ...env, collection: foreign.collection });
  return function* (source): Generator<Item> {
    yield* source;
    yield* run(startOf(pipeline, reader, foreign, env.context));
  };
};

export const $graphLookup: BuildStage = (spec, env) => {
  if (!isDoc(spec)) throw new MongoError('FailedToParse', 'the $graphLookup stage specification must be an object');
  const { connectFromField, connectToField, as, depthField } = spec;
  for (const name of ['from', 'startWith', 'connectFromField', 'connectToField', 'as'] as const) {
    if (spec[name] === undefined)
      throw new MongoError(
        40105,
        `$graphLookup requires 'from', 'as', 'startWith', 'connectFromField', and 'connectToField' to be specified`,
      );
  }
  const reader = readerOf(env, '$graphLookup');
  const foreign = foreignOf(spec.from, reader.db);
  const start = compileExpression(spec.startWith, env.context);
  const maxDepth = spec.maxDepth === undefined ? Number.POSITIVE_INFINITY : (asInteger(spec.maxDepth) ?? 0);
  const find = finder(reader, foreign, String(connectToField), env.context);
  const restrict =
    spec.restrictSearchWithMatch === undefined
      ? undefined
      : compilePipeline([{ $match: spec.restrictSearchWithMatch }], env);
  const from = splitPath(String(connectFromField));
  return function* (source): Generator<Item> {
    for (const item of source) {
      if (item === PAUSE) {
        yield item;
        continue;
      }
      const doc = item as Doc;
      const first = start(doc);
      const seen = new Map<string, Doc>();
      const asked = new Set<string>();
      let wanted: unknown[] = Array.isArray(first) ? first : [first];
      for (let depth = 0; depth <= maxDepth && wanted.length > 0; depth++) {
        const fresh = wanted.filter((value) => value !== undefined && !asked.has(hashKey(value)));
        for (const value of fresh) asked.add(hashKey(value));
        if (fresh.length === 0) break;
        const found: Doc[] = [];
        yield* collect(restrict ? restrict(yield* find(fresh)) : yield* find(fresh), found);
        wanted = [];
        for (const each of found) {
          const key = hashKey(each._id);
          if (seen.has(key)) continue;
          seen.set(key, depthField === undefined ? each : { ...each, [String(depthField)]: BigInt(depth) });
          wanted.push(...valuesAt(each, from).filter((value) => value !== null));
        }
      }
      yield replaceAt(doc, String(as).split('.'), [...seen.values()]);
    }
  };
};
