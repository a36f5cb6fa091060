import { textOf } from '../bson/text.ts';
import type { Doc } from '../bson/types.ts';
import type { Bounds, End } from './bounds.ts';
import type { Plan } from './types.ts';

/** A plan as `explain` tells it, with the sort on top where one is needed. */
export function describePlan(plan: Plan, filter: Doc, sort: Doc): Doc {
  const inner = stage(plan, filter);
  if (Object.keys(sort).length === 0 || plan.sorted) return inner;
  return { stage: 'SORT', sortPattern: sort, memLimit: 104857600, type: 'simple', inputStage: inner };
}

function stage(plan: Plan, filter: Doc): Doc {
  if (plan.stage === 'COLLSCAN') {
    return {
      stage: 'COLLSCAN',
      ...(Object.keys(filter).length > 0 ? { filter } : {}),
      direction: plan.reverse ? 'backward' : 'forward',
    };
  }
  if (plan.stage === 'OR') {
    return {
      stage: 'FETCH',
      filter,
      inputStage: { stage: 'OR', inputStages: plan.plans.map((each) => scanStage(each)) },
    };
  }
  return { stage: 'FETCH', ...(Object.keys(filter).length > 0 ? { filter } : {}), inputStage: scanStage(plan) };
}

function scanStage(plan: Plan): Doc {
  if (plan.stage !== 'IXSCAN') return stage(plan, {});
  const { index, reverse } = plan;
  const indexBounds: Doc = {};
  const multiKeyPaths: Doc = {};
  index.fields.forEach(({ path, direction }, i) => {
    indexBounds[path] = intervals(plan.bounds[i], (direction === -1) !== reverse);
    multiKeyPaths[path] = index.multikey[i] ? [path] : [];
  });
  return {
    stage: 'IXSCAN',
    keyPattern: index.spec.key,
    indexName: index.name,
    isMultiKey: index.multikey.some(Boolean),
    multiKeyPaths,
    isUnique: index.unique,
    isSparse: index.sparse,
    isPartial: index.partial !== undefined,
    indexVersion: 2,
    direction: reverse ? 'backward' : 'forward',
    indexBounds,
  };
}

function intervals(bounds: Bounds | undefined, backward: boolean): string[] {
  if (!bounds) return [backward ? '[MaxKey, MinKey]' : '[MinKey, MaxKey]'];
  const told = bounds.intervals.map(({ low, high }) => {
    const [from, to] = backward ? [high, low] : [low, high];
    return `${isClosed(from) ? '[' : '('}${edge(from)}, ${edge(to)}${isClosed(to) ? ']' : ')'}`;
  });
  return backward ? told.reverse() : told;
}

const isClosed = (end: End): boolean => end.inclusive || typeof end.value === 'number';
const edge = (end: End): string => (end.value === undefined ? 'undefined' : textOf(end.value));
