import { asInteger } from '../../bson/numbers.ts';
import type { Doc } from '../../bson/types.ts';
import { fromIterator } from '../../cursor/cursors.ts';
import { parseFilter } from '../../query/parseFilter.ts';
import { uuidBinary } from '../../store/oplog.ts';
import { booleanArgument, docArgument, evalContext } from '../arguments.ts';
import { firstBatch } from '../reads/firstBatch.ts';
import type { CommandSpec } from '../types.ts';

export const listCollections: CommandSpec = {
  fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor', 'includePendingDrops'],
  async run(call): Promise<Doc> {
    const filter = parseFilter(docArgument(call, 'filter') ?? {}, evalContext(call));
    const nameOnly = booleanArgument(call, 'nameOnly');
    const found = call.server.store.catalog.inDatabase(call.db).map((collection): Doc => {
      const { name, options, uuid, indexes } = collection;
      return {
        name,
        type: 'collection',
        options,
        info: { readOnly: false, uuid: uuidBinary(uuid) },
        idIndex: indexes[0]?.spec,
      };
    });
    const docs = found
      .filter((doc) => filter.test(doc))
      .map((doc) => (nameOnly ? { name: doc.name, type: doc.type } : doc));
    const size = asInteger((call.command.cursor as Doc | undefined)?.batchSize) ?? 101;
    return firstBatch(call, `${call.db}.$cmd.listCollections`, fromIterator(docs[Symbol.iterator](), docs.length), {
      size,
    });
  },
};
