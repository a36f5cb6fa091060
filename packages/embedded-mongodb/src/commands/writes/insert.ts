import type { Doc } from '../../bson/types.ts';
import { batchReply, runBatch, statements } from '../../writes/batch.ts';
import { collectionForWrite } from '../../writes/collection.ts';
import { insertOne } from '../../writes/insert.ts';
import { collectionName } from '../arguments.ts';
import type { CommandSpec } from '../types.ts';
import { originOf } from './origin.ts';

export const insert: CommandSpec = {
  retryable: true,
  fields: [
    'documents',
    'ordered',
    'bypassDocumentValidation',
    'bypassEmptyTsReplacement',
    'stmtId',
    'stmtIds',
    'encryptionInformation',
    'isTimeseriesNamespace',
  ],
  run(call): Promise<Doc> {
    const name = collectionName(call);
    const documents = statements(call, 'documents');
    const { store } = call.server;
    const origin = originOf(call);
    return store.write(() => {
      const collection = collectionForWrite(store, call.db, name);
      let n = 0;
      const outcome = runBatch(call, documents, (document) => {
        insertOne(store, collection, document, origin);
        return { n: 1 };
      });
      for (const answer of outcome.answers) n += answer ? 1 : 0;
      return batchReply(outcome, { n });
    });
  },
};
