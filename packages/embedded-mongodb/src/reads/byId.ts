import { fitKey, keyOf } from '../bson/keystring.ts';
import { idBytes, recordOf } from '../store/bytes.ts';
import type { Collection } from '../store/catalog.ts';
import type { Store, Stored } from '../store/Store.ts';

/** The document with an `_id`. */
export function recordOfId(store: Store, collection: Collection, id: unknown): Stored | undefined {
  const index = collection.indexes[0];
  if (!index) return undefined;
  const value = store.env.keys.get(Buffer.concat([idBytes(index.id), fitKey(keyOf(id)).key]));
  return value && store.get(collection, recordOf(value));
}
