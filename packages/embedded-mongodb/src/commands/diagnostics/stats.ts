import { int } from '../../bson/numbers.ts';
import type { Doc } from '../../bson/types.ts';
import { sizesOf } from '../../reads/sizes.ts';
import { collectionName } from '../arguments.ts';
import type { CommandSpec } from '../types.ts';

export const collStats: CommandSpec = {
  run(call): Doc {
    const name = collectionName(call);
    const { store } = call.server;
    const collection = store.catalog.get(call.db, name);
    const sizes = collection ? sizesOf(store, collection) : { count: 0, size: 0, average: 0 };
    return {
      ns: `${call.db}.${name}`,
      count: int(sizes.count),
      size: int(sizes.size),
      avgObjSize: int(sizes.average),
      storageSize: int(sizes.size),
      nindexes: collection?.indexes.length ?? 0,
      totalIndexSize: 0,
      indexSizes: {},
      capped: false,
      scaleFactor: 1,
    };
  },
};

export const dbStats: CommandSpec = {
  run(call): Doc {
    const { store } = call.server;
    const collections = store.catalog.inDatabase(call.db);
    const sizes = collections.map((collection) => sizesOf(store, collection));
    const sum = (pick: (each: (typeof sizes)[number]) => number): number | bigint =>
      int(sizes.reduce((total, each) => total + pick(each), 0));
    return {
      db: call.db,
      collections: collections.length,
      views: 0,
      objects: sum((each) => each.count),
      avgObjSize: 0,
      dataSize: sum((each) => each.size),
      storageSize: sum((each) => each.size),
      indexes: collections.reduce((total, each) => total + each.indexes.length, 0),
      indexSize: 0,
      scaleFactor: 1,
    };
  },
};
