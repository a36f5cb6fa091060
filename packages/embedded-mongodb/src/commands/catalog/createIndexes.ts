import { identical } from '../../bson/clone.ts';
import { asInteger, isNumeric, toNumber } from '../../bson/numbers.ts';
import { textOf } from '../../bson/text.ts';
import { type Doc, isDoc, typeOf } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { samePattern } from '../../plan/choose.ts';
import { plainContext } from '../../query/context.ts';
import { parseFilter } from '../../query/parseFilter.ts';
import type { Collection } from '../../store/catalog.ts';
import { header } from '../../store/Store.ts';
import { asDoc, statements } from '../../writes/batch.ts';
import { buildIndex } from '../../writes/buildIndex.ts';
import { createCollection } from '../../writes/collection.ts';
import { collectionName } from '../arguments.ts';
import type { CommandSpec } from '../types.ts';

const OPTIONS = new Set([
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'hidden',
  'collation',
  'ns',
  'dropDups',
  'storageEngine',
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
  'bucketSize',
  'wildcardProjection',
  'clustered',
  'prepareUnique',
]);

export const createIndexes: CommandSpec = {
  fields: ['indexes', 'ignoreUnknownIndexOptions', 'commitQuorum', 'v', 'isTimeseriesNamespace'],
  run(call): Promise<Doc> {
    const name = collectionName(call);
    const specs = statements(call, 'indexes').map(asDoc).map(checkSpec);
    const { store } = call.server;
    return store.write(() => {
      const existing = store.catalog.get(call.db, name);
      const collection = existing ?? createCollection(store, call.db, name, {});
      const before = collection.indexes.length;
      const fresh = specs.filter((spec) => !clashes(collection, spec));
      for (const spec of fresh) {
        if (collection.indexes.some((index) => index.name === spec.name)) continue;
        buildIndex(store, collection, spec);
      }
      if (fresh.length > 0)
        store.oplog.append('createIndexes', collection.id, { ...header(collection), o: { indexes: fresh } });
      const reply: Doc = {
        numIndexesBefore: before,
        numIndexesAfter: collection.indexes.length,
        createdCollectionAutomatically: existing === undefined,
      };
      if (fresh.length === 0) reply.note = 'all indexes already exist';
      return reply;
    });
  },
};

/** Checks an index and gives it the fields and the order in which `listIndexes` tells it. */
function checkSpec(given: Doc): Doc {
  const { key } = given;
  if (!isDoc(key))
    throw new MongoError('FailedToParse', "The 'key' field is a required property of an index specification");
  if (given.name === undefined)
    throw new MongoError('FailedToParse', "The 'name' field is a required property of an index specification");
  if (typeof given.name !== 'string')
    throw new MongoError('TypeMismatch', `The field 'name' must be a string, but got ${typeOf(given.name)}`);
  if (given.name === '') throw new MongoError('CannotCreateIndex', 'The index name cannot be empty');
  const entries = Object.entries(key);
  if (entries.length === 0) throw new MongoError('CannotCreateIndex', 'Index keys cannot be an empty object');
  if (entries.length > 32) throw new MongoError(13103, 'too many compound keys');
  for (const [path, direction] of entries) {
    if (typeof direction === 'string')
      throw new MongoError(
        'CannotCreateIndex',
        `Index type '${direction}' is not supported by this server: only 1 and -1 are`,
      );
    if (!isNumeric(direction))
      throw new MongoError(
        'CannotCreateIndex',
        `Values in v:2 index key pattern cannot be of type ${typeOf(direction)}. Only numbers > 0, numbers < 0, and strings are allowed.`,
      );
    if (toNumber(direction) === 0 || Number.isNaN(toNumber(direction)))
      throw new MongoError('CannotCreateIndex', `Values in the index key pattern cannot be 0.`);
    if (path === '' || path.split('.').includes(''))
      throw new MongoError('CannotCreateIndex', 'Index keys cannot contain an empty field.');
    if (path.includes('$**'))
      throw new MongoError('CannotCreateIndex', 'Wildcard indexes are not supported by this server');
    if (path.startsWith('$') || /\.\$(?!id|ref|db)/.test(path))
      throw new MongoError(
        'CannotCreateIndex',
        `Index key contains an illegal field name: field name starts with '$'.`,
      );
  }
  for (const name of Object.keys(given)) {
    if (!OPTIONS.has(name))
      throw new MongoError(
        197,
        `The field '${name}' is not valid for an index specification. Specification: ${textOf(given)}`,
      );
  }
  if (isDoc(given.collation) && given.collation.locale !== 'simple')
    throw new MongoError('CommandNotSupported', 'Indexes with a collation are not supported by this server');
  const isId = entries.length === 1 && entries[0]?.[0] === '_id' && toNumber(entries[0]?.[1] as number) === 1;
  const spec: Doc = { v: 2, key, name: isId ? '_id_' : given.name };
  for (const name of ['unique', 'sparse', 'hidden'] as const) {
    const value = given[name];
    if (value === undefined) continue;
    const on = typeof value === 'boolean' ? value : isNumeric(value) ? toNumber(value) !== 0 : undefined;
    if (on === undefined)
      throw new MongoError(
        'TypeMismatch',
        `The field '${name}' has value ${textOf(value)}, which is not convertible to bool`,
      );
    if (on && !isId) spec[name] = true;
  }
  if (given.partialFilterExpression !== undefined) {
    if (!isDoc(given.partialFilterExpression))
      throw new MongoError('CannotCreateIndex', "'partialFilterExpression' for an index must be a document");
    if (spec.sparse)
      throw new MongoError('CannotCreateIndex', "cannot mix 'partialFilterExpression' and 'sparse' options");
    parseFilter(given.partialFilterExpression, plainContext());
    spec.partialFilterExpression = given.partialFilterExpression;
  }
  if (given.expireAfterSeconds !== undefined) {
    if (!isNumeric(given.expireAfterSeconds))
      throw new MongoError('CannotCreateIndex', `TTL index 'expireAfterSeconds' option must be numeric`);
    if (entries.length > 1)
      throw new MongoError(
        'CannotCreateIndex',
        'TTL indexes are single-field indexes, compound indexes do not support TTL.',
      );
    if (isId)
      throw new MongoError(
        'CannotCreateIndex',
        'The field expireAfterSeconds is not valid for an _id index specification.',
      );
    if (toNumber(given.expireAfterSeconds) < 0)
      throw new MongoError(
        'CannotCreateIndex',
        `TTL index 'expireAfterSeconds' option must be within an acceptable range`,
      );
    spec.expireAfterSeconds = asInteger(given.expireAfterSeconds) ?? given.expireAfterSeconds;
  }
  return spec;
}

const comparable = (spec: Doc): Doc => {
  const { name: _name, v: _v, ...rest } = spec;
  return rest;
};

/** True if the same index is there already; throws if a different one is in its way. */
function clashes(collection: Collection, spec: Doc): boolean {
  const same = collection.indexes.find((index) => identical(comparable(index.spec), comparable(spec)));
  const named = collection.indexes.find((index) => index.name === spec.name);
  if (same && same.name === spec.name) return true;
  if (named) {
    if (samePattern(named.spec.key as Doc, spec.key as Doc)) {
      throw new MongoError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${textOf(spec)}, existing index: ${textOf(named.spec)}`,
      );
    }
    throw new MongoError(
      'IndexKeySpecsConflict',
      `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${textOf(spec)}, existing index: ${textOf(named.spec)}`,
    );
  }
  if (same) throw new MongoError('IndexOptionsConflict', `Index already exists with a different name: ${same.name}`);
  const key = collection.indexes.find(
    (index) =>
      identical(index.spec.key, spec.key) &&
      identical(index.spec.partialFilterExpression, spec.partialFilterExpression) &&
      index.spec.sparse === spec.sparse &&
      index.unique === (spec.unique === true),
  );
  if (key)
    throw new MongoError(
      'IndexOptionsConflict',
      `An equivalent index already exists with a different name or options. Requested index: ${textOf(spec)}, existing index: ${textOf(key.spec)}`,
    );
  return false;
}
