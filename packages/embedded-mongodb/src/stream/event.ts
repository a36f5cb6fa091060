import type { Doc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import { recordOfId } from '../reads/byId.ts';
import type { OplogEntry } from '../store/oplog.ts';
import type { Store } from '../store/Store.ts';
import { isOutside, type Narrow } from './narrow.ts';
import { tokenOf } from './token.ts';

export interface StreamOptions {
  readonly db: string;
  /** Undefined watches the whole database. */
  readonly collection: string | undefined;
  /** Watches every database. */
  readonly cluster: boolean;
  readonly fullDocument: 'default' | 'updateLookup' | 'whenAvailable' | 'required';
  readonly fullDocumentBeforeChange: 'off' | 'whenAvailable' | 'required';
  readonly showExpandedEvents: boolean;
  /** What its pipeline lets through at most. */
  readonly narrow: Narrow;
}

const EXPANDED = new Set(['create', 'createIndexes', 'dropIndexes', 'modify']);

/** Events as streams tell them that ask for nothing more. Most do, and follow each other closely. */
const usual = new WeakMap<OplogEntry, Doc>();

/** The change event of an oplog entry, or undefined if the stream does not show it. Shared, never to be changed. */
export function eventOf(store: Store, entry: OplogEntry, options: StreamOptions): Doc | undefined {
  if (entry.kind === 'noop' || (EXPANDED.has(entry.kind) && !options.showExpandedEvents)) return undefined;
  const names = entry.names();
  if (!watched(names, options) || isOutside(options.narrow, entry.kind, names.coll)) return undefined;
  const body = entry.body();
  const { fullDocument, fullDocumentBeforeChange, showExpandedEvents } = options;
  if (fullDocument !== 'default' || fullDocumentBeforeChange !== 'off' || showExpandedEvents)
    return makeEvent(store, entry, body, options);
  const known = usual.get(entry) ?? makeEvent(store, entry, body, options);
  usual.set(entry, known);
  return known;
}

function makeEvent(store: Store, entry: OplogEntry, body: Doc, options: StreamOptions): Doc {
  const base: Doc = {
    _id: tokenOf(entry.time, 'event'),
    operationType: entry.kind,
    clusterTime: entry.time,
    wallTime: body.w,
  };
  if (options.showExpandedEvents && body.ui !== undefined) base.collectionUUID = body.ui;
  if (body.s !== undefined) Object.assign(base, { lsid: body.s, txnNumber: body.x });
  const ns = body.coll === undefined ? { db: body.db } : { db: body.db, coll: body.coll };
  switch (entry.kind) {
    case 'insert':
      return { ...base, fullDocument: body.o, ns, documentKey: body.k };
    case 'replace':
      return { ...base, fullDocument: body.o, ns, documentKey: body.k, ...before(body, options) };
    case 'delete':
      return { ...base, ns, documentKey: body.k, ...before(body, options) };
    case 'update':
      return {
        ...base,
        ...after(store, entry, body, options),
        ns,
        documentKey: body.k,
        updateDescription: description(body, options),
        ...before(body, options),
      };
    case 'rename':
      return {
        ...base,
        ns,
        to: body.to,
        ...(options.showExpandedEvents
          ? { operationDescription: { to: body.to, ...(body.dropTarget ? { dropTarget: body.dropTarget } : {}) } }
          : {}),
      };
    case 'create':
      return { ...base, ns, operationDescription: { idIndex: { v: 2, key: { _id: 1 }, name: '_id_' } } };
    case 'createIndexes':
    case 'dropIndexes':
      return { ...base, ns, operationDescription: body.o };
    case 'modify':
      return { ...base, ns, operationDescription: body.o, stateBeforeChange: body.before };
    default:
      return { ...base, ns };
  }
}

function watched(body: Doc, options: StreamOptions): boolean {
  if (options.cluster) return true;
  const to = body.to as Doc | undefined;
  if (options.collection === undefined) return body.db === options.db || to?.db === options.db;
  if (body.db === options.db && (body.coll === options.collection || body.coll === undefined))
    return body.coll !== undefined;
  return to?.db === options.db && to.coll === options.collection;
}

/** Whether an event ends the stream: what it watched is gone. */
export function invalidates(event: Doc, options: StreamOptions): boolean {
  if (options.cluster) return false;
  if (options.collection === undefined) return event.operationType === 'dropDatabase';
  return event.operationType === 'drop' || event.operationType === 'rename' || event.operationType === 'dropDatabase';
}

function description(body: Doc, options: StreamOptions): Doc {
  const updatedFields: Doc = {};
  for (const { p, v } of body.u as { p: string; v: unknown }[]) updatedFields[p] = v;
  const result: Doc = { updatedFields, removedFields: body.r, truncatedArrays: body.t };
  if (options.showExpandedEvents) result.disambiguatedPaths = body.dp ?? {};
  return result;
}

function after(store: Store, entry: OplogEntry, body: Doc, options: StreamOptions): Doc {
  switch (options.fullDocument) {
    case 'default':
      return {};
    case 'updateLookup': {
      const collection = store.catalog.getById(entry.collectionId);
      const found = collection && recordOfId(store, collection, (body.k as Doc)._id);
      return { fullDocument: found?.doc ?? null };
    }
    default:
      if (body.post !== undefined) return { fullDocument: body.post };
      if (options.fullDocument === 'required') throw missing('post', 'fullDocument');
      return { fullDocument: null };
  }
}

function before(body: Doc, options: StreamOptions): Doc {
  if (options.fullDocumentBeforeChange === 'off') return {};
  if (body.pre !== undefined) return { fullDocumentBeforeChange: body.pre };
  if (options.fullDocumentBeforeChange === 'required') throw missing('pre', 'fullDocumentBeforeChange');
  return { fullDocumentBeforeChange: null };
}

function missing(image: 'pre' | 'post', option: string): MongoError {
  return new MongoError(
    'NoMatchingDocument',
    `Change stream was configured to require a ${image}-image for all update, delete and replace events, but the ${image}-image was not found for event (option '${option}')`,
  );
}
