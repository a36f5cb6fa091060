import { asInteger, isNumeric, toNumber } from '../../bson/numbers.ts';
import { type Doc, isDoc } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { samePattern } from '../../plan/choose.ts';
import type { Collection, Index } from '../../store/catalog.ts';
import { header } from '../../store/Store.ts';
import { collectionName } from '../arguments.ts';
import type { CommandSpec } from '../types.ts';
import { collectionOptions } from './options.ts';

export const collMod: CommandSpec = {
  fields: [
    'index',
    'validator',
    'validationLevel',
    'validationAction',
    'changeStreamPreAndPostImages',
    'expireAfterSeconds',
  ],
  run(call): Promise<Doc> {
    const name = collectionName(call);
    const { store } = call.server;
    if (call.command.expireAfterSeconds !== undefined)
      throw new MongoError('InvalidOptions', "'expireAfterSeconds' is only supported on indexes here");
    const changes = collectionOptions(call.command);
    return store.write(() => {
      const collection = store.catalog.get(call.db, name);
      if (!collection) throw new MongoError('NamespaceNotFound', 'ns does not exist');
      const before = { ...collection.options };
      const { index } = call.command;
      const reply = isDoc(index) ? changeIndex(collection, index) : {};
      collection.options = { ...collection.options, ...changes };
      store.catalog.save(collection);
      const body: Doc = { ...changes };
      if (isDoc(index)) body.index = index;
      store.oplog.append('modify', collection.id, {
        ...header(collection),
        o: body,
        before: { collectionOptions: { uuid: header(collection).ui, ...before } },
      });
      return reply;
    });
  },
};

function changeIndex(collection: Collection, wanted: Doc): Doc {
  const at = collection.indexes.findIndex((index) =>
    typeof wanted.name === 'string'
      ? index.name === wanted.name
      : isDoc(wanted.keyPattern) && samePattern(index.spec.key as Doc, wanted.keyPattern),
  );
  const index = collection.indexes[at];
  if (!index) throw new MongoError('IndexNotFound', `cannot find index for ns ${collection.db}.${collection.name}`);
  const reply: Doc = {};
  const spec: Doc = { ...index.spec };
  let changed: Index = index;
  if (wanted.unique !== undefined || wanted.prepareUnique !== undefined)
    throw new MongoError(
      'CommandNotSupported',
      "collMod cannot make an index unique here: drop it and create it with 'unique: true'",
    );
  if (wanted.expireAfterSeconds !== undefined) {
    if (!isNumeric(wanted.expireAfterSeconds))
      throw new MongoError('InvalidOptions', 'expireAfterSeconds must be a number');
    if (index.expireAfterSeconds !== undefined) reply.expireAfterSeconds_old = BigInt(index.expireAfterSeconds);
    reply.expireAfterSeconds_new = BigInt(Math.trunc(toNumber(wanted.expireAfterSeconds)));
    spec.expireAfterSeconds = asInteger(wanted.expireAfterSeconds) ?? 0;
    changed = { ...changed, expireAfterSeconds: toNumber(wanted.expireAfterSeconds) };
  }
  if (wanted.hidden !== undefined) {
    if (index.name === '_id_') throw new MongoError('BadValue', "can't hide _id index");
    reply.hidden_old = index.hidden;
    reply.hidden_new = wanted.hidden;
    if (wanted.hidden === true) spec.hidden = true;
    else delete spec.hidden;
    changed = { ...changed, hidden: wanted.hidden === true };
  }
  collection.indexes[at] = { ...changed, spec };
  return reply;
}
