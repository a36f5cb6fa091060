import { MongoError } from '../../errors/MongoError.ts';
import type { BuildStage } from '../types.ts';
import * as delegated from './delegated.ts';
import { $facet } from './facet.ts';
import { $bucket, $group, $sortByCount } from './group.ts';
import { $graphLookup, $lookup, $unionWith } from './join.ts';
import * as simple from './simple.ts';
import * as sources from './sources.ts';

const refused =
  (name: string, why: string): BuildStage =>
  () => {
    throw new MongoError('CommandNotSupported', `${name} is not supported by this server: ${why}`);
  };

/** Every stage by name. */
export const STAGES: Readonly<Record<string, BuildStage>> = Object.assign(
  Object.create(null) as Record<string, BuildStage>,
  {
    $match: simple.$match,
    $project: simple.$project,
    $addFields: simple.$addFields,
    $set: simple.$addFields,
    $unset: simple.$unset,
    $replaceRoot: simple.$replaceRoot,
    $replaceWith: simple.$replaceWith,
    $sort: simple.$sort,
    $limit: simple.$limit,
    $skip: simple.$skip,
    $count: simple.$count,
    $sample: simple.$sample,
    $unwind: simple.$unwind,
    $redact: simple.$redact,
    $group,
    $sortByCount,
    $bucket,
    $lookup,
    $unionWith,
    $graphLookup,
    $facet,
    $documents: sources.$documents,
    $collStats: sources.$collStats,
    $indexStats: sources.$indexStats,
    $listLocalSessions: sources.$listLocalSessions,
    $currentOp: sources.$currentOp,
    $setWindowFields: delegated.$setWindowFields,
    $densify: delegated.$densify,
    $fill: delegated.$fill,
    $bucketAuto: delegated.$bucketAuto,
    $geoNear: refused('$geoNear', 'it has no geospatial indexes'),
    $search: refused('$search', 'it has no text search'),
    $vectorSearch: refused('$vectorSearch', 'it has no vector search'),
    $planCacheStats: refused('$planCacheStats', 'it keeps no plans'),
  } satisfies Record<string, BuildStage>,
);
