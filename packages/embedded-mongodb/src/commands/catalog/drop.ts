import type { Doc } from '../../bson/types.ts';
import type { Collection } from '../../store/catalog.ts';
import { namespaceOf } from '../../store/catalog.ts';
import { header } from '../../store/Store.ts';
import { removeCollection } from '../../writes/buildIndex.ts';
import { checkDatabase } from '../../writes/collection.ts';
import { collectionName } from '../arguments.ts';
import type { Call, CommandSpec } from '../types.ts';

export const drop: CommandSpec = {
  fields: ['collectionUUID'],
  run(call): Promise<Doc> {
    const name = collectionName(call);
    const { store } = call.server;
    return store.write(() => {
      const collection = store.catalog.get(call.db, name);
      if (!collection) return {};
      const nIndexesWas = collection.indexes.length;
      dropCollection(call, collection);
      return { ns: `${call.db}.${name}`, nIndexesWas };
    });
  },
};

/** Drops a collection, tells the oplog, and ends the cursors that read it. */
function dropCollection(call: Call, collection: Collection): void {
  const { store, cursors } = call.server;
  const namespace = namespaceOf(collection);
  store.oplog.append('drop', collection.id, header(collection));
  removeCollection(store, collection);
  cursors.killOfNamespace((each) => each === namespace);
}

export const dropDatabase: CommandSpec = {
  fields: [],
  run(call): Promise<Doc> {
    checkDatabase(call.db);
    const { store } = call.server;
    return store.write(() => {
      const collections = store.catalog.inDatabase(call.db);
      for (const collection of collections) dropCollection(call, collection);
      if (collections.length === 0) return {};
      store.oplog.append('dropDatabase', 0, { db: call.db });
      return { dropped: call.db };
    });
  },
};
