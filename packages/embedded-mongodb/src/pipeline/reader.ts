import type { Call } from '../commands/types.ts';
import type { Item } from '../cursor/cursors.ts';
import { boundsCanUse } from '../plan/choose.ts';
import { PAUSE } from '../plan/scan.ts';
import { parseFilter } from '../query/parseFilter.ts';
import { readDocuments } from '../reads/read.ts';
import { sizesOf } from '../reads/sizes.ts';
import type { Reader } from './types.ts';

/** Reads other collections for the stages of a pipeline. */
export function readerFor(call: Call): Reader {
  const { server } = call;
  const { store } = server;
  return {
    host: `127.0.0.1:${server.port}`,
    session: call.command.lsid,
    *read(db, name, filterDoc, context): Generator<Item> {
      const collection = store.catalog.get(db, name);
      const filter = parseFilter(filterDoc, context);
      if (!collection) return;
      const read = readDocuments(
        store,
        collection,
        { filter, sort: [], sortDoc: {}, skip: 0, limit: 0, hint: undefined, context },
        (plan) => server.notePlan(collection, plan, filterDoc),
      );
      for (const item of read.documents) yield item === PAUSE ? PAUSE : item.doc;
    },
    hasIndex(db, name, field) {
      const collection = store.catalog.get(db, name);
      return collection?.indexes.some((index) => boundsCanUse(index, field)) ?? true;
    },
    stats(db, name) {
      const collection = store.catalog.get(db, name);
      return collection && { ...sizesOf(store, collection), indexes: collection.indexes.map((index) => index.spec) };
    },
  };
}
