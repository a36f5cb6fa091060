import { decodeLazily } from '../bson/decode.ts';
import type { Doc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import { rangeOfId, recordKey, recordOf } from '../store/bytes.ts';
import type { Collection, Index } from '../store/catalog.ts';
import { addToIndex } from '../store/indexWrites.ts';
import type { Store } from '../store/Store.ts';

const CHUNK = 1000;

/** Makes an index over what is there; if the documents do not allow it, nothing is left of it. */
export function buildIndex(store: Store, collection: Collection, spec: Doc): void {
  const index = store.catalog.addIndex(collection, spec);
  try {
    let { start, end } = rangeOfId(collection.id);
    for (;;) {
      const found = store.env.docs.range({ start, end, limit: CHUNK });
      for (const { key, value } of found) addToIndex(store, collection, index, recordOf(key), decodeLazily(value));
      const last = found[found.length - 1];
      if (!last || found.length < CHUNK) return;
      start = recordKey(collection.id, recordOf(last.key) + 1);
    }
  } catch (error) {
    if (error instanceof MongoError) removeIndex(store, collection, index);
    throw error;
  }
}

export function removeIndex(store: Store, collection: Collection, index: Index): void {
  collection.indexes = collection.indexes.filter((each) => each !== index);
  store.catalog.save(collection);
  clear(store.env.keys, index.id);
}

/** Removes a collection with all it holds. */
export function removeCollection(store: Store, collection: Collection): void {
  for (const index of collection.indexes) clear(store.env.keys, index.id);
  clear(store.env.docs, collection.id);
  store.catalog.drop(collection);
}

function clear(table: Store['env']['keys'], id: number): void {
  for (;;) {
    const keys = table.keys({ ...rangeOfId(id), limit: CHUNK });
    for (const key of keys) table.remove(key);
    if (keys.length < CHUNK) return;
  }
}
