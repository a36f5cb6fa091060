import type { Doc } from '../../bson/types.ts';
import { parseFilter } from '../../query/parseFilter.ts';
import { sizesOf } from '../../reads/sizes.ts';
import { booleanArgument, docArgument, evalContext } from '../arguments.ts';
import type { CommandSpec } from '../types.ts';

export const listDatabases: CommandSpec = {
  admin: true,
  fields: ['nameOnly', 'filter', 'authorizedDatabases'],
  run(call): Doc {
    const { store } = call.server;
    const filter = parseFilter(docArgument(call, 'filter') ?? {}, evalContext(call));
    const nameOnly = booleanArgument(call, 'nameOnly');
    const names = [...new Set(store.catalog.all().map(({ db }) => db))].sort();
    const databases = names.map((name): Doc => {
      if (nameOnly) return { name };
      const bytes = store.catalog
        .inDatabase(name)
        .reduce((sum, collection) => sum + sizesOf(store, collection).size, 0);
      return { name, sizeOnDisk: BigInt(bytes), empty: false };
    });
    const found = databases.filter((doc) => filter.test(doc));
    if (nameOnly) return { databases: found };
    const total = found.reduce((sum, doc) => sum + (doc.sizeOnDisk as bigint), 0n);
    return { databases: found, totalSize: total, totalSizeMb: total / 1048576n };
  },
};
