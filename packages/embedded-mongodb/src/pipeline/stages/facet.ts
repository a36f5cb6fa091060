import { type Doc, isDoc, typeOf } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { PAUSE } from '../../plan/scan.ts';
import { compilePipeline, stageOf } from '../compile.ts';
import type { BuildStage } from '../types.ts';
import { all } from './simple.ts';

const NOT_INSIDE = ['$facet', '$out', '$merge', '$geoNear', '$collStats', '$indexStats', '$changeStream'];

export const $facet: BuildStage = (spec, env) => {
  if (!isDoc(spec))
    throw new MongoError(40169, `the $facet specification must be a non-empty object, but found: ${typeOf(spec)}`);
  const facets = Object.entries(spec).map(([name, pipeline]) => {
    if (!Array.isArray(pipeline))
      throw new MongoError(40170, `arguments to $facet must be arrays, ${name} is type ${typeOf(pipeline)}`);
    for (const stage of pipeline) {
      const [inner] = stageOf(stage);
      if (NOT_INSIDE.includes(inner))
        throw new MongoError(40600, `${inner} is not allowed to be used within a $facet stage`);
    }
    return [name, compilePipeline(pipeline, env)] as const;
  });
  return all((docs) => {
    const result: Doc = {};
    for (const [name, run] of facets) result[name] = [...run(docs)].filter((item) => item !== PAUSE);
    return [result];
  });
};
