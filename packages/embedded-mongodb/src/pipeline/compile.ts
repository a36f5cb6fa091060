import { Aggregator } from 'mingo';
import type { Doc } from '../bson/types.ts';
import { isDoc } from '../bson/types.ts';
import type { Item } from '../cursor/cursors.ts';
import { MongoError } from '../errors/MongoError.ts';
import { PAUSE } from '../plan/scan.ts';
import type { EvalContext } from '../query/context.ts';

export interface PipelineEnv {
  readonly context: EvalContext;
}

export type Run = (source: Iterable<Item>) => Iterable<Item>;

export function compilePipeline(stages: readonly Doc[], _env: PipelineEnv): Run {
  for (const stage of stages)
    if (!isDoc(stage)) throw new MongoError('TypeMismatch', 'Each element of the pipeline array must be an object');
  return function* (source) {
    const docs: Doc[] = [];
    for (const item of source) if (item !== PAUSE) docs.push(item as Doc);
    yield* new Aggregator(stages as never).run(docs as never) as Doc[];
  };
}
