import { asInteger } from '../../bson/numbers.ts';
import type { Doc } from '../../bson/types.ts';
import { fromIterator } from '../../cursor/cursors.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { collectionName } from '../arguments.ts';
import { firstBatch } from '../reads/firstBatch.ts';
import type { CommandSpec } from '../types.ts';

export const listIndexes: CommandSpec = {
  fields: ['cursor', 'includeBuildUUIDs', 'includeIndexBuildInfo'],
  async run(call): Promise<Doc> {
    const name = collectionName(call);
    const collection = call.server.store.catalog.get(call.db, name);
    if (!collection) throw new MongoError('NamespaceNotFound', `ns does not exist: ${call.db}.${name}`);
    const size = asInteger((call.command.cursor as Doc | undefined)?.batchSize) ?? 101;
    const specs = collection.indexes.map((index) => index.spec);
    return firstBatch(call, `${call.db}.${name}`, fromIterator(specs[Symbol.iterator](), specs.length), { size });
  },
};
