import { decode } from '../../bson/decode.ts';
import { Raw } from '../../bson/encode.ts';
import { asInteger } from '../../bson/numbers.ts';
import { type Doc, isDoc } from '../../bson/types.ts';
import { fromIterator } from '../../cursor/cursors.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { runBatch, statements } from '../../writes/batch.ts';
import { collectionForWrite } from '../../writes/collection.ts';
import { insertOne } from '../../writes/insert.ts';
import { booleanArgument, checkNamespace } from '../arguments.ts';
import { firstBatch } from '../reads/firstBatch.ts';
import type { Call, CommandSpec } from '../types.ts';
import { deleteStatement } from './delete.ts';
import { originOf } from './origin.ts';
import { refuseRetryableMulti, updateStatement } from './update.ts';

type Kind = 'insert' | 'update' | 'delete';

interface Operation {
  readonly kind: Kind;
  readonly db: string;
  readonly name: string;
  readonly statement: Doc;
  readonly document: Raw | Doc | undefined;
}

const RENAMED: Record<string, string> = { filter: 'q', updateMods: 'u', constants: 'c' };
const FIELDS: Record<Kind, readonly string[]> = {
  insert: ['document'],
  update: [
    'filter',
    'updateMods',
    'multi',
    'upsert',
    'arrayFilters',
    'hint',
    'constants',
    'collation',
    'sort',
    'sampleId',
    'upsertSupplied',
  ],
  delete: ['filter', 'multi', 'hint', 'collation', 'sampleId'],
};

/** The command of MongoDB 8 that writes to several collections at once. */
export const bulkWrite: CommandSpec = {
  retryable: true,
  admin: true,
  fields: [
    'ops',
    'nsInfo',
    'ordered',
    'bypassDocumentValidation',
    'bypassEmptyTsReplacement',
    'let',
    'stmtId',
    'stmtIds',
    'errorsOnly',
    'cursor',
  ],
  async run(call): Promise<Doc> {
    const namespaces = statements(call, 'nsInfo').map((item) =>
      String((item instanceof Raw ? decode(item.bytes) : item).ns),
    );
    const operations = statements(call, 'ops').map((item) => parse(item, namespaces));
    refuseRetryableMulti(
      call,
      operations.some(({ statement }) => statement.multi === true),
    );
    const outcome = await call.server.store.write(() =>
      runBatch(call, operations, (operation) => run(call, operation)),
    );
    const errorsOnly = booleanArgument(call, 'errorsOnly');
    const totals = {
      nErrors: outcome.errors.length,
      nInserted: 0,
      nMatched: 0,
      nModified: 0,
      nUpserted: 0,
      nDeleted: 0,
    };
    const results: Doc[] = [];
    outcome.answers.forEach((answer, idx) => {
      const kind = operations[idx]?.kind;
      if (!answer || !kind) return;
      tally(totals, kind, answer);
      if (errorsOnly) return;
      const result: Doc = { ok: 1, idx, n: answer.n };
      if (kind === 'update') result.nModified = answer.nModified ?? 0;
      if ('upserted' in answer) result.upserted = { _id: answer.upserted };
      results.push(result);
    });
    for (const { index, error } of outcome.errors) {
      const result: Doc = { ok: 0, idx: index, code: error.code, errmsg: error.message, ...error.details, n: 0 };
      if (operations[index]?.kind === 'update') result.nModified = 0;
      results.push(result);
    }
    results.sort((a, b) => (a.idx as number) - (b.idx as number));
    const size = asInteger((call.command.cursor as Doc | undefined)?.batchSize);
    const { cursor } = await firstBatch(call, 'admin.$cmd.bulkWrite', fromIterator(results[Symbol.iterator]()), {
      size: size ?? Number.MAX_SAFE_INTEGER,
    });
    const reply: Doc = { cursor, ...totals };
    if (outcome.repeated.length > 0) reply.retriedStmtIds = [...outcome.repeated];
    return reply;
  },
};

function parse(item: Raw | Doc, namespaces: readonly string[]): Operation {
  const given = item instanceof Raw ? decode(item.bytes) : item;
  const kind = Object.keys(given)[0];
  if (kind !== 'insert' && kind !== 'update' && kind !== 'delete')
    throw new MongoError('FailedToParse', `BSON field 'bulkWrite.ops' has an unknown operation '${kind}'`);
  const at = asInteger(given[kind]);
  const ns = at === undefined ? undefined : namespaces[at];
  if (ns === undefined) throw new MongoError('BadValue', `BulkWrite ops entry has an invalid nsInfo index.`);
  const dot = ns.indexOf('.');
  if (dot < 1) throw new MongoError('InvalidNamespace', `Invalid namespace specified for bulkWrite: '${ns}'`);
  const db = ns.slice(0, dot);
  const name = ns.slice(dot + 1);
  checkNamespace(db, name);
  const statement: Doc = {};
  for (const [field, value] of Object.entries(given)) {
    if (field === kind) continue;
    if (!FIELDS[kind].includes(field))
      throw new MongoError(40415, `BSON field 'bulkWrite.ops.${field}' is an unknown field.`);
    statement[RENAMED[field] ?? field] = value;
  }
  const document = statement.document;
  return { kind, db, name, statement, document: isDoc(document) ? document : undefined };
}

function run(call: Call, operation: Operation): Doc {
  const { kind, db, name, statement, document } = operation;
  const { store } = call.server;
  if (kind === 'update') return updateStatement(call, db, name, statement);
  if (kind === 'delete') return deleteStatement(call, db, name, statement, statement.multi === true);
  const origin = originOf(call);
  insertOne(store, collectionForWrite(store, db, name), document ?? {}, origin);
  return { n: 1 };
}

function tally(totals: Record<string, number>, kind: Kind, answer: Doc): void {
  const n = answer.n as number;
  const add = (name: string, by: number): void => {
    totals[name] = (totals[name] ?? 0) + by;
  };
  if (kind === 'insert') add('nInserted', n);
  else if (kind === 'delete') add('nDeleted', n);
  else if ('upserted' in answer) add('nUpserted', 1);
  else {
    add('nMatched', n);
    add('nModified', (answer.nModified as number | undefined) ?? 0);
  }
}
