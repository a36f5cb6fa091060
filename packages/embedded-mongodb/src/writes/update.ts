import { ObjectId } from 'bson';
import { clone, identical } from '../bson/clone.ts';
import { equal } from '../bson/compare.ts';
import { encode } from '../bson/encode.ts';
import { textOf } from '../bson/text.ts';
import { type Doc, has } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import type { Details, FilterNode } from '../query/tree.ts';
import type { Collection } from '../store/catalog.ts';
import type { Store, Stored, WriteOrigin } from '../store/Store.ts';
import { diffDocs } from '../update/diff.ts';
import type { Update } from '../update/parse.ts';
import { type Changes, Target } from '../update/target.ts';
import { docFromFilter, idFromFilter } from '../update/upsert.ts';
import { checkId, checkSize, idInFront } from './insert.ts';
import { validate } from './validate.ts';

/** Applies an update to one document; undefined if that changes nothing. */
export function updateOne(
  store: Store,
  collection: Collection,
  stored: Stored,
  update: Update,
  filter: FilterNode,
  origin: WriteOrigin,
): Doc | undefined {
  const outcome = change(store, stored, update, filter);
  if (!outcome) return undefined;
  const { doc, changes } = outcome;
  checkUnaltered(stored.doc._id, doc._id);
  const raw = encode(doc);
  if (changes === undefined && raw.equals(stored.raw)) return undefined;
  checkSize(raw);
  validate(collection, doc, origin.bypassValidation === true);
  store.replace(collection, stored, raw, doc, changes, origin);
  return doc;
}

function change(
  store: Store,
  stored: Stored,
  update: Update,
  filter: FilterNode,
): { doc: Doc; changes: Changes | undefined } | undefined {
  switch (update.kind) {
    case 'modify': {
      const details: Details = {};
      filter.test(stored.doc, details);
      const target = new Target(clone(stored.doc));
      update.apply(target, { inserting: false, arrayIndex: details.arrayIndex, timestamp: () => store.clock.next() });
      return target.changed ? { doc: target.doc, changes: target.changes } : undefined;
    }
    case 'replace':
      return {
        doc: has(update.doc, '_id') ? idInFront(update.doc) : { _id: stored.doc._id, ...update.doc },
        changes: undefined,
      };
    case 'pipeline': {
      const result = update.apply(clone(stored.doc));
      const doc = idInFront(has(result, '_id') ? result : { _id: stored.doc._id, ...result });
      const after = clone(doc);
      if (identical(after, stored.doc)) return undefined;
      return { doc: after, changes: diffDocs(stored.doc, after) };
    }
  }
}

function checkUnaltered(before: unknown, after: unknown): void {
  if (after === undefined)
    throw new MongoError(
      'ImmutableField',
      `After applying the update, the (immutable) field '_id' was found to have been removed`,
    );
  if (!equal(before, after)) {
    throw new MongoError(
      'ImmutableField',
      `Performing an update on the path '_id' would modify the immutable field '_id': it was ${textOf(before)} and would become ${textOf(after)}`,
    );
  }
}

/** The document an upsert inserts when nothing matches. */
export function upsertDoc(store: Store, query: Doc, update: Update): Doc {
  if (update.kind === 'replace') {
    const id = has(update.doc, '_id') ? update.doc._id : idFromFilter(query);
    const wanted = idFromFilter(query);
    if (wanted !== undefined && !equal(wanted, id))
      throw new MongoError(
        'ImmutableField',
        `The _id field cannot be changed from {_id: ${textOf(wanted)}} to {_id: ${textOf(id)}}.`,
      );
    return withId({ ...(id === undefined ? {} : { _id: id }), ...update.doc });
  }
  const start = clone(docFromFilter(query));
  const wanted = start._id;
  let doc: Doc;
  if (update.kind === 'pipeline') doc = clone(update.apply(start));
  else {
    const target = new Target(start);
    update.apply(target, { inserting: true, arrayIndex: undefined, timestamp: () => store.clock.next() });
    doc = target.doc;
  }
  if (wanted !== undefined) checkUnaltered(wanted, doc._id);
  return withId(doc);
}

function withId(doc: Doc): Doc {
  const whole = doc._id === undefined ? { ...doc, _id: new ObjectId() } : doc;
  checkId(whole._id);
  return idInFront(whole);
}
