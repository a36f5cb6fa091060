import { textOf } from '../../bson/text.ts';
import type { Doc } from '../../bson/types.ts';
import { isDoc } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { samePattern } from '../../plan/choose.ts';
import type { Collection, Index } from '../../store/catalog.ts';
import { header } from '../../store/Store.ts';
import { removeIndex } from '../../writes/buildIndex.ts';
import { collectionName } from '../arguments.ts';
import type { CommandSpec } from '../types.ts';

export const dropIndexes: CommandSpec = {
  fields: ['index'],
  run(call): Promise<Doc> {
    const name = collectionName(call);
    const { store } = call.server;
    return store.write(() => {
      const collection = store.catalog.get(call.db, name);
      if (!collection) throw new MongoError('NamespaceNotFound', `ns not found ${call.db}.${name}`);
      const before = collection.indexes.length;
      const gone = chosen(collection, call.command.index);
      for (const index of gone) removeIndex(store, collection, index);
      for (const index of gone)
        store.oplog.append('dropIndexes', collection.id, { ...header(collection), o: { indexes: [index.spec] } });
      const reply: Doc = { nIndexesWas: before };
      if (call.command.index === '*') reply.msg = 'non-_id indexes dropped for collection';
      return reply;
    });
  },
};

function chosen(collection: Collection, which: unknown): Index[] {
  const others = collection.indexes.filter((index) => index.name !== '_id_');
  if (which === '*') return others;
  const names = Array.isArray(which) ? which : [which];
  return names.map((each) => {
    const found = collection.indexes.find((index) =>
      typeof each === 'string' ? index.name === each : isDoc(each) && samePattern(index.spec.key as Doc, each),
    );
    if (!found)
      throw new MongoError(
        'IndexNotFound',
        typeof each === 'string' ? `index not found with name [${each}]` : `can't find index with key: ${textOf(each)}`,
      );
    if (found.name === '_id_') throw new MongoError('InvalidOptions', 'cannot drop _id index');
    return found;
  });
}
