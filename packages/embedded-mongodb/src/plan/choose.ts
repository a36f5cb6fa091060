import { equal } from '../bson/compare.ts';
import { KeyWriter, LONG_KEY } from '../bson/keystring.ts';
import { type Doc, isDoc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import type { EvalContext } from '../query/context.ts';
import type { SortField } from '../query/sort.ts';
import type { FilterNode } from '../query/tree.ts';
import { idBytes } from '../store/bytes.ts';
import type { Collection, Index } from '../store/catalog.ts';
import type { Store } from '../store/Store.ts';
import { type Bounds, boundsOf, edges, intersect } from './bounds.ts';
import { implies } from './implies.ts';
import type { KeyRange, Plan } from './types.ts';

export interface Wish {
  readonly filter: FilterNode;
  readonly sort: readonly SortField[];
  readonly hint: unknown;
  readonly context: EvalContext;
  /** Ends of the scan of a hinted index, as values of its fields: from the first, up to but not including the second. */
  readonly between?: { readonly min: Doc | undefined; readonly max: Doc | undefined };
}

type IndexPlan = Extract<Plan, { stage: 'IXSCAN' }>;

/** More ranges than this are not worth a seek each. */
const MAX_RANGES = 2000;
/** How far the keys of candidates are counted to compare them. */
const SAMPLE = 300;

/** Finds the best plan; throws error 2 if a hint names no index. */
export function choosePlan(store: Store, collection: Collection, wish: Wish): Plan {
  const hinted = hintedIndex(collection, wish.hint);
  if (wish.between) return betweenPlan(hinted, wish);
  if (hinted === 'natural')
    return { stage: 'COLLSCAN', reverse: naturalDirection(wish.hint) < 0, sorted: wish.sort.length === 0 };
  if (hinted) return indexPlan(hinted, wish, true) as IndexPlan;
  if (wish.sort[0]?.path === '$natural')
    return { stage: 'COLLSCAN', reverse: wish.sort[0].direction < 0, sorted: true };
  const plans = collection.indexes.flatMap((index) => indexPlan(index, wish, false) ?? []);
  const best = cheapest(store, plans);
  if (best && (best.bounds[0] !== undefined || !orPlan(store, collection, wish))) return best;
  return (
    orPlan(store, collection, wish) ?? best ?? { stage: 'COLLSCAN', reverse: false, sorted: wish.sort.length === 0 }
  );
}

const naturalDirection = (hint: unknown): number => (isDoc(hint) ? Number(hint.$natural) : 1);

function hintedIndex(collection: Collection, hint: unknown): Index | 'natural' | undefined {
  if (hint === undefined || (isDoc(hint) && Object.keys(hint).length === 0)) return undefined;
  if (isDoc(hint) && '$natural' in hint) return 'natural';
  const found = collection.indexes.find((index) =>
    typeof hint === 'string' ? index.name === hint : isDoc(hint) && samePattern(hint, index.spec.key as Doc),
  );
  if (!found || found.hidden)
    throw new MongoError(
      'BadValue',
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  return found;
}

export const samePattern = (a: Doc, b: Doc): boolean => equal(a, b);

/** The predicates that must all hold: of the filter itself, and of its `$and`s. */
function conjuncts(node: FilterNode): FilterNode[] {
  return node.kind === 'and' ? node.nodes.flatMap(conjuncts) : [node];
}

function cheapest(store: Store, plans: readonly IndexPlan[]): IndexPlan | undefined {
  if (plans.length < 2) return plans[0];
  const rated = plans.map((plan) => ({ plan, cost: costOf(store, plan) }));
  rated.sort(
    (a, b) => a.cost - b.cost || b.plan.fixed - a.plan.fixed || a.plan.index.fields.length - b.plan.index.fields.length,
  );
  return rated[0]?.plan;
}

function costOf(store: Store, plan: IndexPlan): number {
  if (plan.index.unique && plan.fixed === plan.index.fields.length) return plan.ranges.length;
  let keys = 0;
  for (const range of plan.ranges) {
    keys += store.env.keys.count({ ...range, limit: SAMPLE - keys });
    if (keys >= SAMPLE) break;
  }
  return plan.sorted || keys === 0 ? keys : keys * 1.5 + 1;
}

function indexPlan(index: Index, wish: Wish, forced: boolean): IndexPlan | undefined {
  if (index.hidden) return undefined;
  const nodes = conjuncts(wish.filter);
  if (index.partial && !forced && !implies(nodes, index.partial)) return undefined;
  const bounds = index.fields.map((field, i) =>
    componentBounds(nodes, field.path, index.multikey[i] === true, wish.context.collated),
  );
  if (index.sparse && !forced && !bounds.some((each) => each?.excludesMissing)) return undefined;
  const used: Bounds[] = [];
  for (const each of bounds) {
    if (!each) break;
    used.push(each);
    if (!each.points) break;
  }
  const order = sortedBy(index, used, wish);
  if (used.length === 0 && !order && !forced) return undefined;
  const ranges = rangesOf(index, used);
  if (!ranges) return undefined;
  return {
    stage: 'IXSCAN',
    index,
    ranges,
    bounds: index.fields.map((_, i) => used[i]),
    reverse: order === 'reverse',
    sorted: order !== undefined || wish.sort.length === 0,
    fixed: used.filter((each) => each.points).length,
  };
}

function componentBounds(
  nodes: readonly FilterNode[],
  path: string,
  multikey: boolean,
  collated: boolean,
): Bounds | undefined {
  let found: Bounds | undefined;
  for (const node of nodes) {
    for (const each of node.kind === 'field' && node.path === path ? [boundsOf(node, collated)] : []) {
      if (!each) continue;
      if (!found) found = each;
      else if (!multikey) found = intersect(found, each);
      else if (each.points && !found.points) found = each;
    }
  }
  return found;
}

/** Whether the scan comes in the order asked for, and which way it must run. */
function sortedBy(index: Index, used: readonly Bounds[], wish: Wish): 'forward' | 'reverse' | undefined {
  if (wish.sort.length === 0 || index.cut || wish.context.collated) return undefined;
  let at = 0;
  let way: 1 | -1 | undefined;
  const single = used.findIndex((each) => !each.points || each.intervals.length !== 1);
  const equalities = single < 0 ? used.length : single;
  for (const field of wish.sort) {
    while (
      at < equalities &&
      index.fields[at]?.path !== field.path &&
      !wish.sort.some((s) => s.path === index.fields[at]?.path)
    )
      at += 1;
    const component = index.fields[at];
    if (!component || component.path !== field.path || index.multikey[at]) {
      const fixed = index.fields.findIndex(
        (each, i) => i < equalities && each.path === field.path && !index.multikey[i],
      );
      if (fixed >= 0) continue;
      return undefined;
    }
    const direction = (component.direction * field.direction) as 1 | -1;
    if (at >= equalities) {
      way ??= direction;
      if (way !== direction) return undefined;
    }
    at += 1;
  }
  return way === -1 ? 'reverse' : 'forward';
}

function rangesOf(index: Index, used: readonly Bounds[]): KeyRange[] | undefined {
  let starts: { start: Buffer; end: Buffer }[] = [{ start: idBytes(index.id), end: idBytes(index.id + 1) }];
  let prefixes = [idBytes(index.id)];
  for (let i = 0; i < used.length; i++) {
    const direction = index.fields[i]?.direction ?? 1;
    const pieces = (used[i] as Bounds).intervals.map((interval) => edges(interval, direction));
    if (prefixes.length * pieces.length > MAX_RANGES) return i === 0 ? undefined : starts.map(fitRange);
    starts = prefixes.flatMap((prefix) =>
      pieces.map((piece) => ({ start: Buffer.concat([prefix, piece.start]), end: Buffer.concat([prefix, piece.end]) })),
    );
    prefixes = starts.map(({ start }) => start);
  }
  starts.sort((a, b) => Buffer.compare(a.start, b.start));
  return starts.map(fitRange);
}

/** Ends of a range within what keys are cut to; the filter is tested again on every document. */
function fitRange({ start, end }: KeyRange): KeyRange {
  const size = LONG_KEY + 4;
  return {
    start: start.length > size ? start.subarray(0, size) : start,
    end: end.length > size ? Buffer.concat([end.subarray(0, size), Buffer.from([255])]) : end,
  };
}

/** One index plan for every branch of an `$or`, or none at all. */
function orPlan(store: Store, collection: Collection, wish: Wish): Plan | undefined {
  const node = conjuncts(wish.filter).find((each) => each.kind === 'or');
  if (node?.kind !== 'or') return undefined;
  const rest = conjuncts(wish.filter).filter((each) => each !== node);
  const plans: Plan[] = [];
  for (const branch of node.nodes) {
    const filter: FilterNode = { kind: 'and', nodes: [branch, ...rest], test: branch.test };
    const inner = { ...wish, filter, sort: [] };
    const found = cheapest(
      store,
      collection.indexes.flatMap((index) => indexPlan(index, inner, false) ?? []),
    );
    if (!found) return undefined;
    plans.push(found);
  }
  return { stage: 'OR', plans, sorted: false };
}

/** Whether an index finds any value of a field, null included. */
export const boundsCanUse = (index: Index, field: string): boolean =>
  index.fields[0]?.path === field && !index.sparse && !index.partial && !index.hidden;

/** `min` and `max` of a find: a part of one index, by its keys. */
function betweenPlan(index: Index | 'natural' | undefined, wish: Wish): Plan {
  const { min, max } = wish.between ?? {};
  if (!index || index === 'natural')
    throw new MongoError(51173, 'When using min()/max() a hint of which index to use must be provided');
  const key = (values: Doc): Buffer => {
    if (Object.keys(values).join() !== index.fields.map(({ path }) => path).join())
      throw new MongoError(51174, 'The index chosen is not compatible with min/max');
    const writer = new KeyWriter();
    for (const { path, direction } of index.fields) writer.component(values[path], direction === -1);
    return Buffer.concat([idBytes(index.id), writer.bytes()]);
  };
  const all = { start: idBytes(index.id), end: idBytes(index.id + 1) };
  const range = fitRange({ start: min ? key(min) : all.start, end: max ? key(max) : all.end });
  const order = sortedBy(index, [], wish);
  return {
    stage: 'IXSCAN',
    index,
    ranges: [range],
    bounds: index.fields.map(() => undefined),
    reverse: order === 'reverse',
    sorted: order !== undefined || wish.sort.length === 0,
    fixed: 0,
  };
}
