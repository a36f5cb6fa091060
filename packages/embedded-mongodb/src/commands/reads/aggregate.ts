import { asInteger } from '../../bson/numbers.ts';
import { type Doc, isDoc } from '../../bson/types.ts';
import { fromIterator, type Item } from '../../cursor/cursors.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { compilePipeline, stageOf } from '../../pipeline/compile.ts';
import { readerFor } from '../../pipeline/reader.ts';
import { PAUSE } from '../../plan/scan.ts';
import type { Plan } from '../../plan/types.ts';
import type { EvalContext } from '../../query/context.ts';
import { parseFilter } from '../../query/parseFilter.ts';
import { parseSort } from '../../query/sort.ts';
import { type Read, readDocuments } from '../../reads/read.ts';
import { openChangeStream } from '../../stream/open.ts';
import { checkNamespace, docArgument, evalContext, listArgument } from '../arguments.ts';
import type { Call, CommandSpec } from '../types.ts';
import { explainCommand } from './explain.ts';
import { DEFAULT_BATCH, firstBatch } from './firstBatch.ts';
import { parseOutput } from './output.ts';

export const aggregate: CommandSpec = {
  fields: [
    'pipeline',
    'explain',
    'allowDiskUse',
    'cursor',
    'bypassDocumentValidation',
    'hint',
    'fromMongos',
    'needsMerge',
    'runtimeConstants',
    'exchange',
    'requestReshardingResumeToken',
    'isMapReduceCommand',
  ],
  async run(call): Promise<Doc> {
    const name = targetOf(call);
    const pipeline = listArgument(call, 'pipeline');
    if (!pipeline) throw new MongoError(40414, "BSON field 'aggregate.pipeline' is missing but a required field");
    if (call.command.explain === true) return explainCommand(call, false);
    const cursor = docArgument(call, 'cursor');
    if (!cursor)
      throw new MongoError(
        'FailedToParse',
        "The 'cursor' option is required, except for aggregate with the explain argument",
      );
    const size = asInteger(cursor.batchSize) ?? DEFAULT_BATCH;
    const context = evalContext(call);
    const namespace = `${call.db}.${name ?? '$cmd.aggregate'}`;
    if (isDoc(pipeline[0]) && '$changeStream' in pipeline[0]) {
      return firstBatch(
        call,
        namespace,
        openChangeStream(call.server.store, call.db, name, pipeline as Doc[], context),
        { size, awaits: true },
      );
    }
    const last = pipeline[pipeline.length - 1];
    const output = last === undefined ? undefined : parseOutput(stageOf(last), call);
    const { items } = prepare(call, name, output ? pipeline.slice(0, -1) : pipeline, context);
    if (!output) return firstBatch(call, namespace, fromIterator(items[Symbol.iterator]()), { size });
    await output(items);
    return { cursor: { firstBatch: [], id: 0n, ns: namespace } };
  },
};

/** The collection an aggregation runs on; undefined if it runs on the database. */
export function targetOf(call: Call): string | undefined {
  const target = call.command.aggregate;
  if (typeof target === 'string') {
    checkNamespace(call.db, target);
    return target;
  }
  if (asInteger(target) !== 1)
    throw new MongoError(
      'FailedToParse',
      "Invalid command format: the 'aggregate' field must specify a collection name or 1",
    );
  return undefined;
}

export interface Prepared {
  readonly items: Iterable<Item>;
  readonly read: Read | undefined;
}

/** Compiles a pipeline over its collection; leading `$match`, `$sort` and `$limit` are left to the planner and its indexes. */
export function prepare(
  call: Call,
  name: string | undefined,
  pipeline: readonly unknown[],
  context: EvalContext,
  note?: (plan: Plan) => void,
): Prepared {
  const { server, db } = call;
  const { store } = server;
  const env = { context, db, collection: name, reader: readerFor(call) };
  const run = compilePipeline(pipeline, env);
  const collection = name === undefined ? undefined : store.catalog.get(db, name);
  if (!collection) {
    if (name === undefined && !startsItself(pipeline))
      throw new MongoError(
        73,
        `{aggregate: 1} is not valid for '${pipeline.length ? stageOf(pipeline[0])[0] : 'an empty pipeline'}'; a collection is required.`,
      );
    return { items: run([]), read: undefined };
  }
  if (startsItself(pipeline)) return { items: run([]), read: undefined };
  const head = headOf(pipeline);
  const filter = parseFilter(head.filter, context);
  const rest = head.taken === 0 ? run : compilePipeline(pipeline.slice(head.taken), env);
  const wish = {
    filter,
    sort: parseSort(head.sort),
    sortDoc: head.sort,
    skip: 0,
    limit: head.limit,
    hint: call.command.hint,
    context,
  };
  const read = readDocuments(
    store,
    collection,
    wish,
    note ?? ((plan) => server.notePlan(collection, plan, head.filter)),
  );
  function* documents(): Generator<Item> {
    for (const item of read.documents) yield item === PAUSE ? PAUSE : item.doc;
  }
  const isWhole = Object.keys(head.filter).length === 0 && head.limit === 0 && wish.hint === undefined;
  if (isWhole && isCount(pipeline[head.taken])) return { items: rest(alike(store.count(collection))), read };
  return { items: rest(documents()), read };
}

/** Whether a stage only counts documents, as drivers' `countDocuments` does: all are alike to it, and none need be read. */
function isCount(stage: unknown): boolean {
  if (!isDoc(stage) || !isDoc(stage.$group)) return false;
  const { _id, ...fields } = stage.$group;
  const isConstant = (value: unknown): boolean => value === null || asInteger(value) !== undefined;
  return isConstant(_id) && Object.values(fields).every((field) => isDoc(field) && isConstant(field.$sum));
}

function* alike(n: number): Generator<Item> {
  for (let at = 0; at < n; at += 1) yield {};
}

const startsItself = (pipeline: readonly unknown[]): boolean =>
  pipeline.length > 0 &&
  ['$documents', '$collStats', '$indexStats', '$listLocalSessions', '$currentOp'].includes(stageOf(pipeline[0])[0]);

/** What the first stages ask of the planner. */
export function headOf(pipeline: readonly unknown[]): { filter: Doc; sort: Doc; limit: number; taken: number } {
  const filters: Doc[] = [];
  let at = 0;
  for (; at < pipeline.length; at++) {
    const [name, spec] = stageOf(pipeline[at]);
    if (name !== '$match' || !isDoc(spec)) break;
    filters.push(spec);
  }
  let sort: Doc = {};
  let limit = 0;
  if (at < pipeline.length && stageOf(pipeline[at])[0] === '$sort') {
    sort = stageOf(pipeline[at])[1] as Doc;
    at += 1;
  }
  if (at < pipeline.length && stageOf(pipeline[at])[0] === '$limit') {
    limit = asInteger(stageOf(pipeline[at])[1]) ?? 0;
    at += 1;
  }
  const filter = filters.length === 1 ? (filters[0] as Doc) : filters.length === 0 ? {} : { $and: filters };
  return { filter, sort, limit, taken: at };
}
