import { Raw } from '../../bson/encode.ts';
import { asInteger } from '../../bson/numbers.ts';
import type { Doc } from '../../bson/types.ts';
import { fromIterator, type Item } from '../../cursor/cursors.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { PAUSE } from '../../plan/scan.ts';
import { compileProjection } from '../../project/compile.ts';
import { parseFilter } from '../../query/parseFilter.ts';
import { parseSort } from '../../query/sort.ts';
import type { Details } from '../../query/tree.ts';
import { readDocuments } from '../../reads/read.ts';
import { booleanArgument, collectionName, countArgument, docArgument, evalContext } from '../arguments.ts';
import type { Call, CommandSpec } from '../types.ts';
import { DEFAULT_BATCH, firstBatch } from './firstBatch.ts';

const FIELDS = [
  'filter',
  'projection',
  'sort',
  'hint',
  'skip',
  'limit',
  'batchSize',
  'singleBatch',
  'min',
  'max',
  'returnKey',
  'showRecordId',
  'tailable',
  'awaitData',
  'oplogReplay',
  'noCursorTimeout',
  'allowPartialResults',
  'collation',
  'allowDiskUse',
  'let',
  'ntoreturn',
  'includeQueryStatsMetrics',
  'term',
  'readOnce',
  'runtimeConstants',
];

export const find: CommandSpec = {
  fields: FIELDS,
  async run(call): Promise<Doc> {
    const name = collectionName(call);
    const { items, limit, single } = findItems(call, name);
    const batchSize = countArgument(call, 'batchSize');
    return firstBatch(call, `${call.db}.${name}`, fromIterator(items, limit || Number.POSITIVE_INFINITY), {
      size: batchSize ?? DEFAULT_BATCH,
      single: single || booleanArgument(call, 'singleBatch'),
      noTimeout: booleanArgument(call, 'noCursorTimeout'),
    });
  },
};

/** The documents a `find` asks for, read as they are pulled. */
function findItems(call: Call, name: string): { items: Generator<Item>; limit: number; single: boolean } {
  const { store } = call.server;
  const context = evalContext(call);
  const filterDoc = docArgument(call, 'filter') ?? {};
  const filter = parseFilter(filterDoc, context);
  const sort = parseSort(docArgument(call, 'sort') ?? {});
  const skip = countArgument(call, 'skip') ?? 0;
  const given = asInteger(call.command.limit) ?? 0;
  if (given < 0) throw new MongoError(51024, `BSON field 'limit' value must be >= 0, actual value '${given}'`);
  if (booleanArgument(call, 'tailable'))
    throw new MongoError(
      'BadValue',
      `error processing query: tailable cursor requested on non capped collection ${call.db}.${name}`,
    );
  const [min, max] = (['min', 'max'] as const).map((field) => {
    const value = docArgument(call, field);
    return value && Object.keys(value).length > 0 ? value : undefined;
  });
  const between = min || max ? { between: { min, max } } : {};
  const projection = docArgument(call, 'projection');
  const project =
    projection && Object.keys(projection).length > 0 ? compileProjection(projection, context, filter) : undefined;
  const collection = store.catalog.get(call.db, name);
  const read = collection
    ? readDocuments(
        store,
        collection,
        {
          filter,
          sort,
          sortDoc: docArgument(call, 'sort') ?? {},
          skip,
          limit: given,
          hint: call.command.hint,
          context,
          ...between,
        },
        (plan) => call.server.notePlan(collection, plan, filterDoc),
      )
    : undefined;
  const returnKey = booleanArgument(call, 'returnKey');
  const showRecord = booleanArgument(call, 'showRecordId');
  function* items(): Generator<Item> {
    if (!read) return;
    for (const stored of read.documents) {
      if (stored === PAUSE) yield PAUSE;
      else if (returnKey)
        yield Object.fromEntries(
          (read.plan.stage === 'IXSCAN' ? read.plan.index.fields : []).map(({ path }) => [path, stored.doc[path]]),
        );
      else if (!project && !showRecord) yield new Raw(stored.raw);
      else {
        const cut = showRecord ? undefined : project?.cut?.(stored.raw);
        if (cut) {
          yield new Raw(cut);
          continue;
        }
        const details: Details = {};
        if (project) filter.test(stored.doc, details);
        const doc = project ? project(stored.doc, details.arrayIndex) : stored.doc;
        yield showRecord ? { ...doc, $recordId: BigInt(stored.record) } : doc;
      }
    }
  }
  return { items: items(), limit: given, single: false };
}
