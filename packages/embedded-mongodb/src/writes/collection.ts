import type { Doc } from '../bson/types.ts';
import { checkNamespace } from '../commands/arguments.ts';
import { MongoError } from '../errors/MongoError.ts';
import type { Collection } from '../store/catalog.ts';
import { header, type Store } from '../store/Store.ts';

const RESERVED = new Set(['local', 'config']);

/** The collection, made if it is not there, as MongoDB does on the first write. */
export function collectionForWrite(store: Store, db: string, name: string): Collection {
  return store.catalog.get(db, name) ?? createCollection(store, db, name, {});
}

export function createCollection(store: Store, db: string, name: string, options: Doc): Collection {
  checkDatabase(db);
  checkNamespace(db, name);
  if (name.startsWith('system.')) throw new MongoError('InvalidNamespace', `cannot write to '${db}.${name}'`);
  const collection = store.catalog.create(db, name, options);
  store.oplog.append('create', collection.id, { ...header(collection), o: options });
  return collection;
}

export function checkDatabase(db: string): void {
  if (RESERVED.has(db)) throw new MongoError('InvalidNamespace', `the database '${db}' is the server's own`);
  if (db === '' || Buffer.byteLength(db) > 63 || /[/\\. "$\0]/.test(db))
    throw new MongoError('InvalidNamespace', `Invalid database name: '${db}'`);
}
