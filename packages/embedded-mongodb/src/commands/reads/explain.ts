import { hostname } from 'node:os';
import { asInteger } from '../../bson/numbers.ts';
import { type Doc, isDoc } from '../../bson/types.ts';
import { fromIterator } from '../../cursor/cursors.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { stageOf } from '../../pipeline/compile.ts';
import { describePlan } from '../../plan/describe.ts';
import { PAUSE } from '../../plan/scan.ts';
import type { Plan } from '../../plan/types.ts';
import { parseFilter } from '../../query/parseFilter.ts';
import { parseSort } from '../../query/sort.ts';
import { type Read, readDocuments } from '../../reads/read.ts';
import { asDoc, statements } from '../../writes/batch.ts';
import { collectionName, evalContext } from '../arguments.ts';
import type { Call, CommandSpec } from '../types.ts';
import { headOf, prepare, targetOf } from './aggregate.ts';

const VERBOSITY = ['queryPlanner', 'executionStats', 'allPlansExecution'];

/** Tells how a command would be run, and with statistics, how it went; nothing is ever written. */
export const explain: CommandSpec = {
  fields: ['verbosity'],
  run(call): Promise<Doc> {
    const inner = call.command.explain;
    if (!isDoc(inner)) throw new MongoError('TypeMismatch', "BSON field 'explain.explain' must be an object");
    const verbosity = call.command.verbosity ?? 'allPlansExecution';
    if (!VERBOSITY.includes(String(verbosity)))
      throw new MongoError(
        'FailedToParse',
        'verbosity string must be one of {queryPlanner, executionStats, allPlansExecution}',
      );
    const name = Object.keys(inner)[0] ?? '';
    return explainCommand({ ...call, name, command: inner }, verbosity !== 'queryPlanner');
  },
};

export async function explainCommand(call: Call, withStats: boolean): Promise<Doc> {
  const end = {
    command: call.command,
    serverInfo: { host: hostname(), port: call.server.port, version: '8.0.0', gitVersion: 'none' },
  };
  if (call.name === 'aggregate') return { ...(await explainAggregate(call, withStats)), ...end };
  const wish = wishOf(call);
  return { explainVersion: '1', ...(await explainRead(call, wish, withStats)), ...end };
}

interface Wish {
  readonly name: string;
  readonly filter: Doc;
  readonly sort: Doc;
  readonly skip: number;
  readonly limit: number;
  readonly hint: unknown;
  /** Put around the plan: what is done with its documents. */
  readonly outer: string | undefined;
}

function wishOf(call: Call): Wish {
  const { command } = call;
  const name = collectionName(call);
  const read = {
    name,
    sort: (command.sort as Doc | undefined) ?? {},
    skip: asInteger(command.skip) ?? 0,
    limit: Math.abs(asInteger(command.limit) ?? 0),
    hint: command.hint,
  };
  switch (call.name) {
    case 'find':
      return { ...read, filter: (command.filter as Doc | undefined) ?? {}, outer: undefined };
    case 'count':
      return { ...read, filter: (command.query as Doc | undefined) ?? {}, outer: 'COUNT' };
    case 'distinct':
      return { ...read, filter: (command.query as Doc | undefined) ?? {}, outer: undefined };
    case 'findAndModify':
    case 'findandmodify':
      return {
        ...read,
        limit: 1,
        filter: (command.query as Doc | undefined) ?? {},
        outer: command.remove === true ? 'DELETE' : 'UPDATE',
      };
    case 'update':
    case 'delete': {
      const [statement] = statements(call, call.name === 'update' ? 'updates' : 'deletes').map(asDoc);
      const many = call.name === 'update' ? statement?.multi === true : asInteger(statement?.limit) === 0;
      return {
        ...read,
        limit: many ? 0 : 1,
        filter: (statement?.q as Doc | undefined) ?? {},
        hint: statement?.hint,
        outer: call.name.toUpperCase(),
      };
    }
    default:
      throw new MongoError('CommandNotFound', `Explain failed due to unknown command: ${call.name}`);
  }
}

async function explainRead(call: Call, wish: Wish, withStats: boolean): Promise<Doc> {
  const { store } = call.server;
  const context = evalContext(call);
  const filter = parseFilter(wish.filter, context);
  const collection = store.catalog.get(call.db, wish.name);
  const namespace = `${call.db}.${wish.name}`;
  if (!collection)
    return planner(
      namespace,
      wish.filter,
      wrap({ stage: 'EOF' }, wish),
      withStats ? stats({ stage: 'EOF' }, undefined, 0, 0) : undefined,
    );
  const began = Date.now();
  const read = readDocuments(
    store,
    collection,
    {
      filter,
      sort: parseSort(wish.sort),
      sortDoc: wish.sort,
      skip: wish.skip,
      limit: wish.limit,
      hint: wish.hint,
      context,
    },
    () => undefined,
  );
  const tree = wrap(describePlan(read.plan, wish.filter, wish.sort), wish);
  if (!withStats) return planner(namespace, wish.filter, tree);
  const returned = await drain(call, read);
  return planner(
    namespace,
    wish.filter,
    tree,
    stats(tree, read, wish.outer === undefined ? returned : 0, Date.now() - began, wish.outer ? returned : undefined),
  );
}

function wrap(tree: Doc, wish: Wish): Doc {
  let outer = tree;
  if (wish.skip > 0) outer = { stage: 'SKIP', skipAmount: wish.skip, inputStage: outer };
  if (wish.limit > 0 && wish.outer === undefined)
    outer = { stage: 'LIMIT', limitAmount: wish.limit, inputStage: outer };
  return wish.outer === undefined ? outer : { stage: wish.outer, inputStage: outer };
}

const planner = (namespace: string, filter: Doc, winningPlan: Doc, executionStats?: Doc): Doc => ({
  queryPlanner: {
    namespace,
    parsedQuery: filter,
    indexFilterSet: false,
    optimizedPipeline: false,
    maxIndexedOrSolutionsReached: false,
    winningPlan: { isCached: false, ...winningPlan },
    rejectedPlans: [],
  },
  ...(executionStats ? { executionStats } : {}),
});

function stats(tree: Doc, read: Read | undefined, nReturned: number, ms: number, touched?: number): Doc {
  const { keysExamined = 0, docsExamined = 0 } = read?.stats ?? {};
  const own: Doc = { nReturned, executionTimeMillisEstimate: ms };
  if (tree.stage === 'UPDATE') Object.assign(own, { nMatched: touched ?? 0, nWouldModify: touched ?? 0 });
  if (tree.stage === 'DELETE') Object.assign(own, { nWouldDelete: touched ?? 0 });
  if (tree.stage === 'COUNT') Object.assign(own, { nCounted: touched ?? 0 });
  return {
    executionSuccess: true,
    nReturned,
    executionTimeMillis: ms,
    totalKeysExamined: keysExamined,
    totalDocsExamined: docsExamined,
    executionStages: { ...counted(tree, read?.plan, keysExamined, docsExamined), ...own },
  };
}

function counted(tree: Doc, plan: Plan | undefined, keysExamined: number, docsExamined: number): Doc {
  const copy: Doc = { ...tree };
  if (tree.stage === 'IXSCAN') copy.keysExamined = keysExamined;
  if (tree.stage === 'FETCH' || tree.stage === 'COLLSCAN') copy.docsExamined = docsExamined;
  if (isDoc(tree.inputStage)) copy.inputStage = counted(tree.inputStage, plan, keysExamined, docsExamined);
  return copy;
}

async function drain(call: Call, read: Read): Promise<number> {
  let n = 0;
  function* counting(): Generator<typeof PAUSE> {
    for (const item of read.documents) {
      if (item === PAUSE) yield PAUSE;
      else n += 1;
    }
  }
  await fromIterator(counting()).next(Number.MAX_SAFE_INTEGER, call.deadline, true);
  return n;
}

async function explainAggregate(call: Call, withStats: boolean): Promise<Doc> {
  const name = targetOf(call);
  const pipeline = (call.command.pipeline as unknown[] | undefined) ?? [];
  const last = pipeline[pipeline.length - 1];
  const writes = last !== undefined && ['$out', '$merge'].includes(stageOf(last)[0]);
  const context = evalContext(call);
  const stages = writes ? pipeline.slice(0, -1) : pipeline;
  const head = headOf(stages);
  const began = Date.now();
  const { items, read } = prepare(call, name, stages, context, () => undefined);
  const namespace = `${call.db}.${name ?? '$cmd.aggregate'}`;
  const tree = read ? describePlan(read.plan, head.filter, head.sort) : { stage: 'EOF' };
  let executionStats: Doc | undefined;
  if (withStats) {
    let n = 0;
    function* counting(): Generator<typeof PAUSE> {
      for (const item of items) {
        if (item === PAUSE) yield PAUSE;
        else n += 1;
      }
    }
    await fromIterator(counting()).next(Number.MAX_SAFE_INTEGER, call.deadline, true);
    executionStats = stats(tree, read, n, Date.now() - began);
  }
  const cursor = planner(namespace, head.filter, tree, executionStats);
  if (pipeline.length === head.taken) return { explainVersion: '1', ...cursor };
  return { explainVersion: '1', stages: [{ $cursor: cursor }, ...pipeline.slice(head.taken)] };
}
