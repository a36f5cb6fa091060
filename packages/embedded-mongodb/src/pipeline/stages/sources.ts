import { int } from '../../bson/numbers.ts';
import { type Doc, isDoc } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { compileExpression } from '../../expression/compile.ts';
import type { BuildStage, PipelineEnv } from '../types.ts';

/** Stages that begin a pipeline with documents of their own. */
const source =
  (docs: (spec: unknown, env: PipelineEnv) => () => Doc[]): BuildStage =>
  (spec, env) => {
    const make = docs(spec, env);
    return () => make();
  };

export const $documents = source((spec, { context }) => {
  const value = compileExpression(spec, context)({});
  if (!Array.isArray(value) || !value.every(isDoc))
    throw new MongoError(5858203, 'an array of documents is expected for $documents');
  return () => value;
});

export const $collStats = source((spec, env) => () => {
  const stats = statsOf(env, '$collStats');
  const doc: Doc = { ns: `${env.db}.${env.collection}`, host: env.reader?.host, localTime: new Date() };
  if (isDoc(spec) && 'count' in spec) doc.count = int(stats.count);
  if (isDoc(spec) && 'storageStats' in spec) {
    const average = stats.count === 0 ? 0 : Math.round(stats.size / stats.count);
    doc.storageStats = {
      size: int(stats.size),
      count: int(stats.count),
      avgObjSize: average,
      storageSize: int(stats.size),
      nindexes: stats.indexes.length,
      totalIndexSize: 0,
      indexSizes: {},
      capped: false,
    };
  }
  return [doc];
});

export const $indexStats = source(
  (_spec, env) => () =>
    statsOf(env, '$indexStats').indexes.map((spec) => ({
      name: spec.name,
      key: spec.key,
      host: env.reader?.host,
      accesses: { ops: 0n, since: new Date() },
      spec,
    })),
);

function statsOf(env: PipelineEnv, stage: string): { count: number; size: number; indexes: readonly Doc[] } {
  const stats = env.reader?.stats(env.db ?? '', env.collection ?? '');
  if (!stats)
    throw new MongoError('NamespaceNotFound', `${stage}: the collection ${env.db}.${env.collection} does not exist`);
  return stats;
}

/** Sessions are not kept between commands, so the only one known is the caller's. */
export const $listLocalSessions = source((_spec, env) => () => [
  { _id: env.reader?.session ?? {}, lastUse: new Date() },
]);

export const $currentOp = source((_spec, env) => () => [
  {
    type: 'op',
    host: env.reader?.host,
    active: true,
    op: 'command',
    ns: 'admin.$cmd.aggregate',
    command: { aggregate: 1 },
  },
]);
