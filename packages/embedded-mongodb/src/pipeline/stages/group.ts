import { compare } from '../../bson/compare.ts';
import { hashKey } from '../../bson/keystring.ts';
import { type Doc, isDoc } from '../../bson/types.ts';
import type { Item } from '../../cursor/cursors.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { compileExpression } from '../../expression/compile.ts';
import { PAUSE } from '../../plan/scan.ts';
import type { EvalContext } from '../../query/context.ts';
import { compileAccumulator } from '../compileAccumulator.ts';
import type { BuildStage, Run } from '../types.ts';
import { $sort } from './simple.ts';

export const $group: BuildStage = (spec, { context }) => {
  if (!isDoc(spec)) throw new MongoError(15947, "a group's fields must be specified in an object");
  if (!('_id' in spec)) throw new MongoError(15955, 'a group specification must include an _id');
  const { _id, ...fields } = spec;
  return grouping(compileExpression(_id, context), fields, context);
};

/** Groups by a function of the document. */
function grouping(id: (doc: unknown) => unknown, spec: Doc, context: EvalContext): Run {
  const fields = Object.entries(spec).map(([name, value]) => {
    if (name.includes('.')) throw new MongoError(40235, `The field name '${name}' cannot contain '.'`);
    if (name.startsWith('$')) throw new MongoError(40236, `The field name '${name}' cannot be an operator name`);
    return [name, compileAccumulator(name, value, context)] as const;
  });
  return function* (source): Generator<Item> {
    const groups = new Map<string, { id: unknown; made: ReturnType<(typeof fields)[number][1]>[] }>();
    for (const item of source) {
      if (item === PAUSE) {
        yield item;
        continue;
      }
      const key = id(item) ?? null;
      const hash = hashKey(key);
      let group = groups.get(hash);
      if (!group) {
        group = { id: key, made: fields.map(([, make]) => make()) };
        groups.set(hash, group);
      }
      for (const accumulator of group.made) accumulator.add(item);
    }
    for (const group of groups.values()) {
      const doc: Doc = { _id: group.id };
      fields.forEach(([name], i) => {
        doc[name] = group.made[i]?.result();
      });
      yield doc;
    }
  };
}

export const $sortByCount: BuildStage = (spec, env) => {
  const group = $group({ _id: spec, count: { $sum: 1 } }, env);
  const sort = $sort({ count: -1 }, env);
  return (source) => sort(group(source));
};

export const $bucket: BuildStage = (spec, env) => {
  if (!isDoc(spec)) throw new MongoError(40201, 'Argument to $bucket stage must be an object');
  const { groupBy, boundaries, output = { count: { $sum: 1 } } } = spec;
  if (!Array.isArray(boundaries)) throw new MongoError(40200, 'The $bucket boundaries field must be an array');
  if (boundaries.length < 2) throw new MongoError(40192, 'The $bucket boundaries field must have at least 2 values');
  const edges = boundaries.map((edge) => compileExpression(edge, env.context)({}));
  edges.slice(1).forEach((edge, i) => {
    if (compare(edges[i], edge) >= 0)
      throw new MongoError(40194, "The 'boundaries' option to $bucket must be sorted in ascending order");
  });
  const value = compileExpression(groupBy, env.context);
  const otherwise = 'default' in spec ? compileExpression(spec.default, env.context) : undefined;
  const place = (doc: unknown): unknown => {
    const given = value(doc);
    const at = edges.findIndex(
      (edge, i) => i < edges.length - 1 && compare(given, edge) >= 0 && compare(given, edges[i + 1]) < 0,
    );
    if (at >= 0) return edges[at];
    if (!otherwise)
      throw new MongoError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    return otherwise({});
  };
  const group = grouping(place, output as Doc, env.context);
  const sort = $sort({ _id: 1 }, env);
  return (source) => sort(group(source));
};
