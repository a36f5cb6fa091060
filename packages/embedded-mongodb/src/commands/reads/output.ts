import { ObjectId } from 'bson';
import { identical } from '../../bson/clone.ts';
import { equal } from '../../bson/compare.ts';
import { type Doc, isDoc, typeOf } from '../../bson/types.ts';
import type { Item } from '../../cursor/cursors.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { follow } from '../../expression/compile.ts';
import { compilePipeline } from '../../pipeline/compile.ts';
import { PAUSE } from '../../plan/scan.ts';
import { parseFilter } from '../../query/parseFilter.ts';
import { header } from '../../store/Store.ts';
import { removeCollection } from '../../writes/buildIndex.ts';
import { collectionForWrite, createCollection } from '../../writes/collection.ts';
import { findTargets } from '../../writes/find.ts';
import { insertOne } from '../../writes/insert.ts';
import { updateOne } from '../../writes/update.ts';
import { checkNamespace, evalContext } from '../arguments.ts';
import type { Call } from '../types.ts';

export type Output = (items: Iterable<Item>) => Promise<void>;

/** `$out` and `$merge`: what to do with the documents of a pipeline instead of returning them. */
export function parseOutput([name, spec]: [string, unknown], call: Call): Output | undefined {
  const concern = call.command.readConcern;
  if ((name === '$out' || name === '$merge') && isDoc(concern) && concern.level === 'linearizable') {
    throw new MongoError('InvalidOptions', `${name} cannot be used with a 'linearizable' read concern level`);
  }
  if (name === '$out') return out(targetOf(spec, call), call);
  if (name === '$merge') return merge(spec, call);
  return undefined;
}

interface Target {
  readonly db: string;
  readonly name: string;
}

function targetOf(spec: unknown, call: Call): Target {
  if (typeof spec === 'string') {
    checkNamespace(call.db, spec);
    return { db: call.db, name: spec };
  }
  if (isDoc(spec) && typeof spec.coll === 'string') {
    const db = typeof spec.db === 'string' ? spec.db : call.db;
    checkNamespace(db, spec.coll);
    return { db, name: spec.coll };
  }
  throw new MongoError(16990, `$out only supports a string or object argument, but found ${typeOf(spec)}`);
}

function gather(items: Iterable<Item>): Doc[] {
  const docs: Doc[] = [];
  for (const item of items) if (item !== PAUSE) docs.push(item as Doc);
  return docs;
}

/** Puts the documents in the place of a whole collection; its indexes stay. */
function out(target: Target, call: Call): Output {
  const { store } = call.server;
  return async (items) => {
    const docs = gather(items);
    await store.write(() => {
      const before = store.catalog.get(target.db, target.name);
      const indexes = before?.indexes.slice(1).map((index) => index.spec) ?? [];
      const temporary = createCollection(
        store,
        target.db,
        `tmp.agg_out.${new ObjectId().toHexString()}`,
        before?.options ?? {},
      );
      try {
        for (const spec of indexes) store.catalog.addIndex(temporary, spec);
        for (const doc of docs) insertOne(store, temporary, doc, {});
      } catch (error) {
        if (error instanceof MongoError) removeCollection(store, temporary);
        throw error;
      }
      if (before) removeCollection(store, before);
      store.oplog.append('rename', temporary.id, { ...header(temporary), to: { db: target.db, coll: target.name } });
      store.catalog.rename(temporary, target.db, target.name);
    });
  };
}

const MATCHED = ['replace', 'keepExisting', 'merge', 'fail'];
const NOT_MATCHED = ['insert', 'discard', 'fail'];

/** Brings each document into a collection: by its key it is new there, or is already. */
function merge(given: unknown, call: Call): Output {
  const spec: Doc = typeof given === 'string' ? { into: given } : isDoc(given) ? given : {};
  if (spec.into === undefined) throw new MongoError(40414, "BSON field '$merge.into' is missing but a required field");
  const target = targetOf(spec.into, call);
  const on = spec.on === undefined ? ['_id'] : ((Array.isArray(spec.on) ? spec.on : [spec.on]) as string[]);
  const whenMatched = spec.whenMatched ?? 'merge';
  const whenNotMatched = String(spec.whenNotMatched ?? 'insert');
  if (!Array.isArray(whenMatched) && !MATCHED.includes(String(whenMatched)))
    throw new MongoError(
      'BadValue',
      `Enumeration value '${String(whenMatched)}' for field 'whenMatched' is not a valid value.`,
    );
  if (!NOT_MATCHED.includes(whenNotMatched))
    throw new MongoError(
      'BadValue',
      `Enumeration value '${whenNotMatched}' for field 'whenNotMatched' is not a valid value.`,
    );
  const { store } = call.server;
  return async (items) => {
    const docs = gather(items);
    await store.write(() => {
      const collection = collectionForWrite(store, target.db, target.name);
      const unique = collection.indexes.some(
        (index) =>
          index.unique &&
          !index.partial &&
          index.fields.length === on.length &&
          index.fields.every(({ path }) => on.includes(path)),
      );
      if (!unique) throw new MongoError(51183, 'Cannot find index to verify that join fields will be unique');
      for (const doc of docs) {
        const whole = '_id' in doc ? doc : { _id: new ObjectId(), ...doc };
        const query = Object.fromEntries(on.map((path) => [path, { $eq: follow(whole, path.split('.'), 0) ?? null }]));
        const context = evalContext(call);
        const { found } = findTargets(store, collection, { filter: query, context, many: false }, () => undefined);
        const [stored] = found;
        if (!stored) {
          if (whenNotMatched === 'fail')
            throw new MongoError(
              13113,
              '$merge could not find a matching document in the target collection for at least one document in the source collection',
            );
          if (whenNotMatched === 'insert') insertOne(store, collection, whole, {});
          continue;
        }
        const filter = parseFilter(query, context);
        const result = merged(stored.doc, whole, '_id' in doc, whenMatched, call, spec.let);
        if (!result || identical(result, stored.doc)) continue;
        if (!equal(result._id, stored.doc._id))
          throw new MongoError(
            'ImmutableField',
            '$merge failed to update the matching document, did you attempt to modify the _id or the shard key?',
          );
        updateOne(store, collection, stored, { kind: 'pipeline', apply: () => result }, filter, {});
      }
    });
  };
}

function merged(
  before: Doc,
  doc: Doc,
  hasId: boolean,
  whenMatched: unknown,
  call: Call,
  variables: unknown,
): Doc | undefined {
  if (whenMatched === 'keepExisting') return undefined;
  if (whenMatched === 'fail')
    throw new MongoError(
      'DuplicateKey',
      "$merge with whenMatched: fail found an existing document with the same values for the 'on' fields",
    );
  const fresh = hasId ? doc : { ...doc, _id: before._id };
  if (whenMatched === 'replace') return fresh;
  if (whenMatched === 'merge') return { ...before, ...fresh };
  const context = evalContext(call, undefined, { ...((variables as Doc | undefined) ?? {}), new: doc });
  for (const item of compilePipeline(whenMatched as unknown[], { context })([before]))
    if (item !== PAUSE) return item as Doc;
  return undefined;
}
