import type { Raw } from '../../bson/encode.ts';
import { type Doc, isDoc, typeOf } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { parseFilter } from '../../query/parseFilter.ts';
import { parseUpdate } from '../../update/parse.ts';
import { asDoc, batchReply, runBatch, statements } from '../../writes/batch.ts';
import { collectionForWrite } from '../../writes/collection.ts';
import { findTargets } from '../../writes/find.ts';
import { insertOne } from '../../writes/insert.ts';
import { updateOne, upsertDoc } from '../../writes/update.ts';
import { collectionName, evalContext } from '../arguments.ts';
import type { Call, CommandSpec } from '../types.ts';
import { originOf } from './origin.ts';

const FIELDS = [
  'q',
  'u',
  'c',
  'multi',
  'upsert',
  'collation',
  'arrayFilters',
  'hint',
  'sort',
  'upsertSupplied',
  'sampleId',
  'allowShardKeyUpdatesWithoutFullShardKeyInQuery',
];

export const update: CommandSpec = {
  retryable: true,
  fields: [
    'updates',
    'ordered',
    'bypassDocumentValidation',
    'bypassEmptyTsReplacement',
    'stmtId',
    'stmtIds',
    'let',
    'encryptionInformation',
    'isTimeseriesNamespace',
    'runtimeConstants',
  ],
  run(call): Promise<Doc> {
    const name = collectionName(call);
    const updates = statements(call, 'updates').map((item) =>
      checkStatement(item, FIELDS, 'update.updates', ['q', 'u']),
    );
    refuseRetryableMulti(
      call,
      updates.some((each) => each.multi === true),
    );
    const { store } = call.server;
    return store.write(() => {
      const outcome = runBatch(call, updates, (statement) => updateStatement(call, call.db, name, statement));
      let n = 0;
      let nModified = 0;
      const upserted: Doc[] = [];
      outcome.answers.forEach((answer, index) => {
        if (!answer) return;
        n += answer.n as number;
        nModified += (answer.nModified as number | undefined) ?? 0;
        if ('upserted' in answer) upserted.push({ index, _id: answer.upserted });
      });
      const reply = batchReply(outcome, { n, nModified });
      if (upserted.length > 0) reply.upserted = upserted;
      return reply;
    });
  },
};

/** A statement's own fields, checked. */
export function checkStatement(
  item: Raw | Doc,
  fields: readonly string[],
  where: string,
  required: readonly string[],
): Doc {
  const statement = asDoc(item);
  for (const field of Object.keys(statement)) {
    if (!fields.includes(field)) throw new MongoError(40415, `BSON field '${where}.${field}' is an unknown field.`);
  }
  for (const field of required) {
    if (statement[field] === undefined)
      throw new MongoError(40414, `BSON field '${where}.${field}' is missing but a required field`);
  }
  if (!isDoc(statement.q))
    throw new MongoError(
      'TypeMismatch',
      `BSON field '${where}.q' is the wrong type '${typeOf(statement.q)}', expected type 'object'`,
    );
  return statement;
}

export function refuseRetryableMulti(call: Call, multi: boolean): void {
  if (multi && call.txnNumber !== undefined)
    throw new MongoError('InvalidOptions', 'Cannot use retryable writes with multi=true');
}

/** Runs one update statement: `{n, nModified, upserted?}`. */
export function updateStatement(call: Call, db: string, name: string, statement: Doc): Doc {
  const { store } = call.server;
  const variables = { ...(call.command.let as Doc | undefined), ...(statement.c as Doc | undefined) };
  const context = evalContext(call, statement.collation, variables);
  const many = statement.multi === true;
  const parsed = parseUpdate(statement.u, { arrayFilters: statement.arrayFilters, context });
  if (many && parsed.kind === 'replace')
    throw new MongoError('FailedToParse', 'multi update is not supported for replacement-style update');
  if (many && statement.sort !== undefined)
    throw new MongoError('FailedToParse', `Cannot specify sort with multi=true`);
  const query = statement.q as Doc;
  const origin = originOf(call);
  const collection = store.catalog.get(db, name);
  const target = { filter: query, context, hint: statement.hint, sort: statement.sort as Doc | undefined, many };
  const { found, filter } = collection
    ? findTargets(store, collection, target, (plan) => call.server.notePlan(collection, plan, query))
    : { found: [], filter: parseFilter(query, context) };
  let nModified = 0;
  for (const stored of found)
    if (collection && updateOne(store, collection, stored, parsed, filter, origin)) nModified += 1;
  if (found.length > 0 || statement.upsert !== true) return { n: found.length, nModified };
  const doc = insertOne(store, collectionForWrite(store, db, name), upsertDoc(store, query, parsed), origin);
  return { n: 1, nModified: 0, upserted: doc._id };
}
