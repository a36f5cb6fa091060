import { ObjectId, Timestamp } from 'bson';
import { checkDocument } from '../bson/check.ts';
import { decodeLazily } from '../bson/decode.ts';
import { encode, Raw } from '../bson/encode.ts';
import { type Doc, isDoc, typeOf } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import type { Collection } from '../store/catalog.ts';
import type { Store, WriteOrigin } from '../store/Store.ts';
import { idFirst } from './idFirst.ts';
import { validate } from './validate.ts';

const MAX_DOCUMENT = 16 * 1024 * 1024;

/** Inserts one document and returns it. */
export function insertOne(store: Store, collection: Collection, given: Raw | Doc, origin: WriteOrigin): Doc {
  const { raw, doc } = prepare(store, given);
  validate(collection, doc, origin.bypassValidation === true);
  store.insert(collection, raw, doc, origin);
  return doc;
}

function prepare(store: Store, given: Raw | Doc): { raw: Buffer; doc: Doc } {
  let raw = given instanceof Raw ? given.bytes : undefined;
  const mayHaveStamps = raw ? checkDocument(raw) : true;
  let doc = given instanceof Raw ? decodeLazily(given.bytes) : given;
  const stamps = mayHaveStamps
    ? Object.entries(doc).filter(([name, value]) => name !== '_id' && value instanceof Timestamp && value.isZero())
    : [];
  if (doc._id === undefined || stamps.length > 0) {
    const { _id = new ObjectId(), ...rest } = doc;
    doc = { _id, ...rest };
    for (const [name] of stamps) doc[name] = store.clock.next();
    raw = undefined;
  }
  checkId(doc._id);
  const bytes = raw ? idFirst(raw) : encode(idInFront(doc));
  checkSize(bytes);
  return { raw: bytes, doc };
}

/** The same document with `_id` as its first field. */
export function idInFront(doc: Doc): Doc {
  if (Object.keys(doc)[0] === '_id') return doc;
  const { _id, ...rest } = doc;
  return { _id, ...rest };
}

export function checkSize(bytes: Buffer): void {
  if (bytes.length > MAX_DOCUMENT) {
    throw new MongoError(
      'BSONObjectTooLarge',
      `object to insert too large. size in bytes: ${bytes.length}, max size: ${MAX_DOCUMENT}`,
    );
  }
}

export function checkId(id: unknown): void {
  const type = typeOf(id);
  if (type === 'array' || type === 'regex')
    throw new MongoError('InvalidIdField', `The '_id' value cannot be of type ${type}`);
  if (!isDoc(id)) return;
  const dollar = Object.keys(id).find((name) => name.startsWith('$') && !['$ref', '$id', '$db'].includes(name));
  if (dollar !== undefined)
    throw new MongoError(
      'DollarPrefixedFieldName',
      `_id fields may not contain '$'-prefixed fields: ${dollar} is not valid for storage.`,
    );
}
