import { asInteger } from '../../bson/numbers.ts';
import { type Doc, isDoc } from '../../bson/types.ts';
import { fromIterator, type Item } from '../../cursor/cursors.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { compilePipeline } from '../../pipeline/compile.ts';
import { PAUSE } from '../../plan/scan.ts';
import { parseFilter } from '../../query/parseFilter.ts';
import { readDocuments } from '../../reads/read.ts';
import { openChangeStream } from '../../stream/open.ts';
import { checkNamespace, docArgument, evalContext, listArgument } from '../arguments.ts';
import type { CommandSpec } from '../types.ts';
import { DEFAULT_BATCH, firstBatch } from './firstBatch.ts';

export const aggregate: CommandSpec = {
  async run(call): Promise<Doc> {
    const { server, db } = call;
    const target = call.command.aggregate;
    const name = typeof target === 'string' ? target : undefined;
    if (name !== undefined) checkNamespace(db, name);
    const pipeline = (listArgument(call, 'pipeline') ?? []) as Doc[];
    const cursor = docArgument(call, 'cursor');
    if (!cursor)
      throw new MongoError(
        'FailedToParse',
        "The 'cursor' option is required, except for aggregate with the explain argument",
      );
    const size = asInteger(cursor.batchSize) ?? DEFAULT_BATCH;
    const context = evalContext(call);
    const namespace = `${db}.${name ?? '$cmd.aggregate'}`;
    if (isDoc(pipeline[0]) && '$changeStream' in pipeline[0]) {
      return firstBatch(call, namespace, openChangeStream(server.store, db, name, pipeline, context), {
        size,
        awaits: true,
        noTimeout: false,
      });
    }
    const collection = name === undefined ? undefined : server.store.catalog.get(db, name);
    const [first, ...rest] = pipeline;
    const matches = isDoc(first) && isDoc(first.$match);
    const filterDoc = matches ? (first.$match as Doc) : {};
    const filter = parseFilter(filterDoc, context);
    const run = compilePipeline(matches ? rest : pipeline, { context });
    function* source(): Generator<Item> {
      if (!collection) return;
      const read = readDocuments(
        server.store,
        collection,
        { filter, sort: [], sortDoc: {}, skip: 0, limit: 0, hint: call.command.hint, context },
        (plan) => server.notePlan(collection, plan, filterDoc),
      );
      for (const item of read.documents) yield item === PAUSE ? PAUSE : item.doc;
    }
    return firstBatch(call, namespace, fromIterator(run(source())[Symbol.iterator]()), { size });
  },
};
