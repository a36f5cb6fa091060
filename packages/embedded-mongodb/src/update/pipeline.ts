import type { Doc } from '../bson/types.ts';
import { isDoc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import { compilePipeline } from '../pipeline/compile.ts';
import type { EvalContext } from '../query/context.ts';

const ALLOWED = ['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith'];

/** An update written as a pipeline: only stages that turn one document into one document. */
export function parsePipelineUpdate(stages: readonly unknown[], context: EvalContext): (doc: Doc) => Doc {
  for (const stage of stages) {
    if (!isDoc(stage)) throw new MongoError('TypeMismatch', 'Each element of the pipeline array must be an object');
    const name = Object.keys(stage)[0] ?? '';
    if (!ALLOWED.includes(name))
      throw new MongoError('InvalidOptions', `${name} is not allowed to be used within an update`);
  }
  const run = compilePipeline(stages as Doc[], { context });
  return (doc) => {
    for (const result of run([doc])) if (isDoc(result)) return result;
    throw new MongoError('InternalError', 'an update pipeline gave no document');
  };
}
