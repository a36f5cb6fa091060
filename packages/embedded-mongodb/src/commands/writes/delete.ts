import { asInteger } from '../../bson/numbers.ts';
import type { Doc } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { parseFilter } from '../../query/parseFilter.ts';
import { batchReply, runBatch, statements } from '../../writes/batch.ts';
import { findTargets } from '../../writes/find.ts';
import { collectionName, evalContext } from '../arguments.ts';
import type { Call, CommandSpec } from '../types.ts';
import { originOf } from './origin.ts';
import { checkStatement, refuseRetryableMulti } from './update.ts';

const FIELDS = ['q', 'limit', 'collation', 'hint', 'sampleId'];

export const deleteCommand: CommandSpec = {
  retryable: true,
  fields: [
    'deletes',
    'ordered',
    'stmtId',
    'stmtIds',
    'let',
    'encryptionInformation',
    'isTimeseriesNamespace',
    'bypassDocumentValidation',
    'runtimeConstants',
  ],
  run(call): Promise<Doc> {
    const name = collectionName(call);
    const deletes = statements(call, 'deletes').map((item) =>
      checkStatement(item, FIELDS, 'delete.deletes', ['q', 'limit']),
    );
    for (const { limit } of deletes) {
      const n = asInteger(limit);
      if (n !== 0 && n !== 1)
        throw new MongoError('FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${String(limit)}`);
    }
    refuseRetryableMulti(
      call,
      deletes.some((each) => asInteger(each.limit) === 0),
    );
    return call.server.store.write(() => {
      const outcome = runBatch(call, deletes, (statement) =>
        deleteStatement(call, call.db, name, statement, asInteger(statement.limit) === 0),
      );
      return batchReply(outcome, {
        n: outcome.answers.reduce((sum, answer) => sum + ((answer?.n as number | undefined) ?? 0), 0),
      });
    });
  },
};

/** Runs one delete statement: `{n}`. */
export function deleteStatement(call: Call, db: string, name: string, statement: Doc, many: boolean): Doc {
  const { store } = call.server;
  const context = evalContext(call, statement.collation);
  const query = statement.q as Doc;
  const collection = store.catalog.get(db, name);
  if (!collection) {
    parseFilter(query, context);
    return { n: 0 };
  }
  const { found } = findTargets(store, collection, { filter: query, context, hint: statement.hint, many }, (plan) =>
    call.server.notePlan(collection, plan, query),
  );
  for (const stored of found) store.remove(collection, stored, originOf(call));
  return { n: found.length };
}
