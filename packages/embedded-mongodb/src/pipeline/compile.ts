import { isDoc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import { STAGES } from './stages/index.ts';
import type { PipelineEnv, Run } from './types.ts';

/** Stages that can only begin a pipeline. */
const FIRST_ONLY = [
  '$collStats',
  '$indexStats',
  '$listLocalSessions',
  '$currentOp',
  '$documents',
  '$geoNear',
  '$changeStream',
  '$listSessions',
];

/** Compiles the stages of an aggregation to one function over documents. */
export function compilePipeline(stages: readonly unknown[], env: PipelineEnv): Run {
  const runs = stages.map((stage, i) => compileStage(stage, i, env));
  return (source) => runs.reduce((documents, run) => run(documents), source);
}

/** Name and operand of a stage. */
export function stageOf(stage: unknown): [string, unknown] {
  if (!isDoc(stage)) throw new MongoError('TypeMismatch', "Each element of the 'pipeline' array must be an object");
  const entries = Object.entries(stage);
  if (entries.length !== 1)
    throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
  return entries[0] as [string, unknown];
}

function compileStage(stage: unknown, i: number, env: PipelineEnv): Run {
  const [name, spec] = stageOf(stage);
  if (name === '$out' || name === '$merge')
    throw new MongoError(40601, `${name} can only be the final stage in the pipeline`);
  if (FIRST_ONLY.includes(name) && i > 0)
    throw new MongoError(40602, `${name} is only valid as the first stage in a pipeline`);
  const build = STAGES[name];
  if (!build) throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
  return build(spec, env);
}
