import type { Doc } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { compileProjection } from '../../project/compile.ts';
import { parseFilter } from '../../query/parseFilter.ts';
import type { Details } from '../../query/tree.ts';
import { parseUpdate } from '../../update/parse.ts';
import { collectionForWrite } from '../../writes/collection.ts';
import { findTargets } from '../../writes/find.ts';
import { insertOne } from '../../writes/insert.ts';
import { openRetryRecord } from '../../writes/retry.ts';
import { updateOne, upsertDoc } from '../../writes/update.ts';
import { booleanArgument, collectionName, docArgument, evalContext, listArgument } from '../arguments.ts';
import type { Call, CommandSpec } from '../types.ts';
import { originOf } from './origin.ts';

export const findAndModify: CommandSpec = {
  retryable: true,
  fields: [
    'query',
    'fields',
    'sort',
    'hint',
    'collation',
    'arrayFilters',
    'remove',
    'update',
    'upsert',
    'new',
    'let',
    'bypassDocumentValidation',
    'bypassEmptyTsReplacement',
    'stmtId',
    'encryptionInformation',
    'runtimeConstants',
  ],
  run(call): Promise<Doc> {
    const name = collectionName(call);
    const remove = booleanArgument(call, 'remove');
    const { update } = call.command;
    if (remove && update !== undefined)
      throw new MongoError('FailedToParse', 'Cannot specify both an update and remove=true');
    if (!remove && update === undefined)
      throw new MongoError('FailedToParse', 'Either an update or remove=true must be specified');
    if (remove && booleanArgument(call, 'upsert'))
      throw new MongoError('FailedToParse', 'Cannot specify both upsert=true and remove=true ');
    if (remove && booleanArgument(call, 'new'))
      throw new MongoError(
        'FailedToParse',
        "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
      );
    const { store } = call.server;
    return store.write(() => {
      const retry = openRetryRecord(store, call.session, call.txnNumber);
      const before = retry.answered(0);
      if (before) return { ...before, retriedStmtId: 0 };
      const answer = remove ? removeOne(call, name) : modifyOne(call, name);
      retry.remember(0, answer);
      retry.save();
      return answer;
    });
  },
};

interface Found {
  readonly doc: Doc;
  readonly details: Details;
}

function project(call: Call, found: Found | undefined): Doc | null {
  if (!found) return null;
  const fields = docArgument(call, 'fields');
  return fields ? compileProjection(fields, evalContext(call))(found.doc, found.details.arrayIndex) : found.doc;
}

function removeOne(call: Call, name: string): Doc {
  const { store } = call.server;
  const context = evalContext(call);
  const query = docArgument(call, 'query') ?? {};
  const collection = store.catalog.get(call.db, name);
  const target = { filter: query, context, hint: call.command.hint, sort: docArgument(call, 'sort'), many: false };
  const stored =
    collection &&
    findTargets(store, collection, target, (plan) => call.server.notePlan(collection, plan, query)).found[0];
  if (!collection || !stored) {
    parseFilter(query, context);
    return { lastErrorObject: { n: 0 }, value: null };
  }
  store.remove(collection, stored, originOf(call));
  return { lastErrorObject: { n: 1 }, value: project(call, { doc: stored.doc, details: {} }) };
}

function modifyOne(call: Call, name: string): Doc {
  const { store } = call.server;
  const context = evalContext(call);
  const query = docArgument(call, 'query') ?? {};
  const update = parseUpdate(call.command.update, { arrayFilters: listArgument(call, 'arrayFilters'), context });
  const collection = store.catalog.get(call.db, name);
  const target = { filter: query, context, hint: call.command.hint, sort: docArgument(call, 'sort'), many: false };
  const { found, filter } = collection
    ? findTargets(store, collection, target, (plan) => call.server.notePlan(collection, plan, query))
    : { found: [], filter: parseFilter(query, context) };
  const [stored] = found;
  const wantsNew = booleanArgument(call, 'new');
  if (collection && stored) {
    const details: Details = {};
    filter.test(stored.doc, details);
    const after = updateOne(store, collection, stored, update, filter, originOf(call));
    return {
      lastErrorObject: { n: 1, updatedExisting: true },
      value: project(call, { doc: wantsNew && after ? after : stored.doc, details }),
    };
  }
  if (!booleanArgument(call, 'upsert')) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
  const doc = insertOne(
    store,
    collectionForWrite(store, call.db, name),
    upsertDoc(store, query, update),
    originOf(call),
  );
  return {
    lastErrorObject: { n: 1, updatedExisting: false, upserted: doc._id },
    value: wantsNew ? project(call, { doc, details: {} }) : null,
  };
}
