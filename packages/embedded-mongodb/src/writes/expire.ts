import { KeyWriter } from '../bson/keystring.ts';
import { walkPath } from '../query/walk.ts';
import { idBytes, recordOf } from '../store/bytes.ts';
import type { Collection, Index } from '../store/catalog.ts';
import type { Store } from '../store/Store.ts';

/** Documents taken away in one transaction. */
const CHUNK = 200;

/** Removes what TTL indexes say has had its time. */
export async function expireDocuments(store: Store, now: Date): Promise<void> {
  for (const collection of store.catalog.all()) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds === undefined || index.fields.length !== 1) continue;
      while ((await store.write(() => expireSome(store, collection, index, now))) === CHUNK);
    }
  }
}

function expireSome(store: Store, collection: Collection, index: Index, now: Date): number {
  if (store.catalog.getById(collection.id) !== collection) return 0;
  const limit = new Date(now.getTime() - (index.expireAfterSeconds ?? 0) * 1000);
  const direction = index.fields[0]?.direction === -1;
  const edge = (date: Date): Buffer =>
    Buffer.concat([idBytes(index.id), new KeyWriter().component(date, direction).bytes()]);
  const [start, end] = direction ? [edge(limit), edge(new Date(-8.64e15))] : [edge(new Date(-8.64e15)), edge(limit)];
  const found = store.env.keys.range({ start, end: Buffer.concat([end, Buffer.from([255])]), limit: CHUNK });
  for (const { key, value } of found) {
    const stored = store.get(collection, index.unique ? recordOf(value) : recordOf(key));
    if (stored && isDue(stored.doc, index, limit)) store.remove(collection, stored, {});
  }
  return found.length;
}

/** Of several dates the earliest counts. */
function isDue(doc: Record<string, unknown>, index: Index, limit: Date): boolean {
  return walkPath(
    doc,
    index.fields[0]?.parts ?? [],
    true,
    (value) => value instanceof Date && value.getTime() <= limit.getTime(),
  );
}
