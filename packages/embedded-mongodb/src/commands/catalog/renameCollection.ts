import type { Doc } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { uuidBinary } from '../../store/oplog.ts';
import { header } from '../../store/Store.ts';
import { removeCollection } from '../../writes/buildIndex.ts';
import { booleanArgument, checkNamespace } from '../arguments.ts';
import type { CommandSpec } from '../types.ts';

export const renameCollection: CommandSpec = {
  admin: true,
  fields: ['to', 'dropTarget', 'stayTemp'],
  run(call): Promise<Doc> {
    const from = split(call.command.renameCollection);
    const to = split(call.command.to);
    checkNamespace(to.db, to.name);
    const dropTarget = booleanArgument(call, 'dropTarget');
    const { store } = call.server;
    return store.write(() => {
      const collection = store.catalog.get(from.db, from.name);
      if (!collection)
        throw new MongoError('NamespaceNotFound', `Source collection ${from.db}.${from.name} does not exist`);
      if (from.db === to.db && from.name === to.name)
        throw new MongoError('IllegalOperation', "Can't rename a collection to itself");
      const target = store.catalog.get(to.db, to.name);
      if (target && !dropTarget) throw new MongoError('NamespaceExists', 'target namespace exists');
      const body: Doc = { ...header(collection), to: { db: to.db, coll: to.name } };
      if (target) {
        body.dropTarget = uuidBinary(target.uuid);
        removeCollection(store, target);
      }
      store.oplog.append('rename', collection.id, body);
      store.catalog.rename(collection, to.db, to.name);
      return {};
    });
  },
};

function split(namespace: unknown): { db: string; name: string } {
  if (typeof namespace !== 'string' || !namespace.includes('.'))
    throw new MongoError('InvalidNamespace', `Invalid namespace specified '${String(namespace)}'`);
  const dot = namespace.indexOf('.');
  return { db: namespace.slice(0, dot), name: namespace.slice(dot + 1) };
}
