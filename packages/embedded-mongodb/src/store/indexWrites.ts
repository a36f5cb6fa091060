import { textOf } from '../bson/text.ts';
import type { Doc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import { walkPath } from '../query/walk.ts';
import { idBytes, recordBytes } from './bytes.ts';
import { type Collection, type Index, namespaceOf } from './catalog.ts';
import { type IndexKeys, indexKeys } from './indexKeys.ts';
import type { Store } from './Store.ts';

const NOTHING = Buffer.alloc(0);

/** A key as it lies in the table: a unique one holds its record as the value, any other at its end. */
const placed = (index: Index, key: Buffer, record: number): Buffer =>
  index.unique ? Buffer.concat([idBytes(index.id), key]) : Buffer.concat([idBytes(index.id), key, recordBytes(record)]);

function put(store: Store, index: Index, key: Buffer, record: number): void {
  store.env.keys.put(placed(index, key, record), index.unique ? recordBytes(record) : NOTHING);
}

/** Who holds a unique key already, if it is another record. */
function holder(store: Store, index: Index, key: Buffer, record: number): number | undefined {
  const value = store.env.keys.get(placed(index, key, record));
  if (value === undefined) return undefined;
  const other = Number(value.readBigUInt64BE(0));
  return other === record ? undefined : other;
}

function checkUnique(
  store: Store,
  collection: Collection,
  index: Index,
  keys: readonly Buffer[],
  record: number,
  doc: Doc,
): void {
  if (!index.unique) return;
  for (const key of keys)
    if (holder(store, index, key, record) !== undefined) throw duplicateKey(collection, index, doc, key);
}

/** MongoDB's error 11000, with the index and the values in its own words. */
function duplicateKey(collection: { db: string; name: string }, index: Index, doc: Doc, key?: Buffer): MongoError {
  const values: Doc = {};
  for (const field of index.fields) values[field.path] = valueAt(doc, index, field.parts, key);
  return new MongoError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespaceOf(collection)} index: ${index.name} dup key: ${textOf(values)}`,
    { keyPattern: index.spec.key, keyValue: values },
  );
}

/** The value in the key: of an array, the element that makes this very key. */
function valueAt(doc: Doc, index: Index, parts: readonly string[], key: Buffer | undefined): unknown {
  const found: unknown[] = [];
  walkPath(doc, parts, true, (value) => {
    found.push(value);
    return false;
  });
  if (found.length <= 1 || key === undefined) return found[0] ?? null;
  return (
    found.find((value) => {
      const narrowed = structureWith(doc, parts, value);
      return indexKeys(index, narrowed).keys.some((each) => each.equals(key));
    }) ?? null
  );
}

function structureWith(doc: Doc, parts: readonly string[], value: unknown): Doc {
  const [first, ...rest] = parts as [string, ...string[]];
  if (rest.length === 0) return { ...doc, [first]: value };
  return { ...doc, [first]: structureWith({}, rest, value) };
}

function noteShape(store: Store, collection: Collection, index: Index, made: IndexKeys): void {
  let news = made.cut && !index.cut;
  made.multikey.forEach((flag, i) => {
    if (flag && !index.multikey[i]) {
      index.multikey[i] = true;
      news = true;
    }
  });
  index.cut ||= made.cut;
  if (news) store.catalog.save(collection);
}

/** Checks every unique index before the first key is written, so that a refusal leaves nothing behind. */
export function addKeys(store: Store, collection: Collection, record: number, doc: Doc): void {
  const made = collection.indexes.map((index) => indexKeys(index, doc));
  collection.indexes.forEach((index, i) => {
    checkUnique(store, collection, index, (made[i] as IndexKeys).keys, record, doc);
  });
  collection.indexes.forEach((index, i) => {
    const keys = made[i] as IndexKeys;
    noteShape(store, collection, index, keys);
    for (const key of keys.keys) put(store, index, key, record);
  });
}

export function changeKeys(store: Store, collection: Collection, record: number, before: Doc, after: Doc): void {
  const changes = collection.indexes.map((index) => {
    const old = indexKeys(index, before);
    const made = indexKeys(index, after);
    const had = new Set(old.keys.map((key) => key.toString('latin1')));
    const has = new Set(made.keys.map((key) => key.toString('latin1')));
    return {
      index,
      made,
      fresh: made.keys.filter((key) => !had.has(key.toString('latin1'))),
      gone: old.keys.filter((key) => !has.has(key.toString('latin1'))),
    };
  });
  for (const { index, fresh } of changes) checkUnique(store, collection, index, fresh, record, after);
  for (const { index, made, fresh, gone } of changes) {
    noteShape(store, collection, index, made);
    for (const key of gone) store.env.keys.remove(placed(index, key, record));
    for (const key of fresh) put(store, index, key, record);
  }
}

export function removeKeys(store: Store, collection: Collection, record: number, doc: Doc): void {
  for (const index of collection.indexes)
    for (const key of indexKeys(index, doc).keys) store.env.keys.remove(placed(index, key, record));
}

/** Adds one document to a new index. */
export function addToIndex(store: Store, collection: Collection, index: Index, record: number, doc: Doc): void {
  const made = indexKeys(index, doc);
  checkUnique(store, collection, index, made.keys, record, doc);
  noteShape(store, collection, index, made);
  for (const key of made.keys) put(store, index, key, record);
}
