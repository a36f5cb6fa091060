import { rankOf } from '../bson/compare.ts';
import { EMPTY_ARRAY, KeyWriter, keyOf } from '../bson/keystring.ts';
import { isNaNValue } from '../bson/numbers.ts';
import { BSONRegExp, isDoc } from '../bson/types.ts';
import type { FilterNode } from '../query/tree.ts';

/** One end of an interval: encoded, and whether the value itself belongs to it. `value` is for `explain`. */
export interface End {
  readonly bytes: Buffer;
  readonly inclusive: boolean;
  readonly value: unknown;
}

/** Values from low to high, in the order of the encoded keys. */
export interface Interval {
  readonly low: End;
  readonly high: End;
}

/** What a predicate leaves of an index component. */
export interface Bounds {
  readonly intervals: readonly Interval[];
  /** All intervals are single values. */
  readonly points: boolean;
  /** No interval holds null, so a sparse index has all matching documents. */
  readonly excludesMissing: boolean;
}

const point = (value: unknown): Interval => {
  const bytes = value === EMPTY_ARRAY ? new KeyWriter().component(EMPTY_ARRAY).bytes() : keyOf(value ?? null);
  const end = { bytes, inclusive: true, value: value === EMPTY_ARRAY ? undefined : (value ?? null) };
  return { low: end, high: end };
};

const tagOf = (value: unknown): number => keyOf(value)[0] as number;
const below = (tag: number, value: unknown): End => ({ bytes: Buffer.from([tag - 1]), inclusive: false, value });
const above = (tag: number, value: unknown): End => ({ bytes: Buffer.from([tag + 1]), inclusive: false, value });
const bounds = (intervals: readonly Interval[], points: boolean, excludesMissing: boolean): Bounds => ({
  intervals: normalise(intervals),
  points,
  excludesMissing,
});

/** The bounds one predicate puts on a path, or undefined if an index cannot narrow it. */
export function boundsOf(node: FilterNode, collated: boolean): Bounds | undefined {
  if (node.kind !== 'field') return undefined;
  const { op, value } = node;
  if (collated && holdsText(value)) return undefined;
  switch (op) {
    case '$eq':
      return equalities([value]);
    case '$in':
      return (value as unknown[]).some((item) => item instanceof BSONRegExp)
        ? undefined
        : equalities(value as unknown[]);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return range(op, value);
    case '$regex':
      return collated ? undefined : prefix(value as BSONRegExp);
    case '$all': {
      const [first] = value as unknown[];
      return first === undefined || first instanceof BSONRegExp || (isDoc(first) && '$elemMatch' in first)
        ? undefined
        : equalities([first]);
    }
    default:
      return undefined;
  }
}

const holdsText = (value: unknown): boolean =>
  typeof value === 'string' ||
  value instanceof BSONRegExp ||
  (Array.isArray(value) && value.some(holdsText)) ||
  (isDoc(value) && Object.values(value).some(holdsText));

function equalities(values: readonly unknown[]): Bounds {
  const intervals = values.flatMap((value) =>
    Array.isArray(value) ? [point(value), point(value.length === 0 ? EMPTY_ARRAY : value[0])] : [point(value)],
  );
  return bounds(
    intervals,
    true,
    values.every((value) => value !== null && value !== undefined && !Array.isArray(value)),
  );
}

function range(op: string, value: unknown): Bounds | undefined {
  const rank = rankOf(value);
  if (rank === 1 || rank === 127 || Array.isArray(value) || isNaNValue(value)) return undefined;
  if (value === null) return op === '$gte' || op === '$lte' ? equalities([null]) : undefined;
  const tag = tagOf(value);
  const end = { bytes: keyOf(value), inclusive: op === '$gte' || op === '$lte', value };
  const edge = EDGES[tag];
  const interval =
    op === '$gt' || op === '$gte'
      ? { low: end, high: above(tag, edge?.[1]) }
      : { low: below(tag, edge?.[0]), high: end };
  return bounds([interval], false, true);
}

/** How `explain` names the ends of a type. */
const EDGES: Record<number, readonly [unknown, unknown]> = {
  30: [Number.NaN, Number.POSITIVE_INFINITY],
  60: ['', {}],
  70: [{}, []],
};

function prefix(source: BSONRegExp): Bounds | undefined {
  if (/[ixm]/.test(source.options) || source.pattern.includes('|')) return undefined;
  const literal = /^\^((?:[\w\s@:;,<>=!"'#%&~`/-]|\\[^\w])+)/.exec(source.pattern);
  if (!literal) return undefined;
  const follows = source.pattern[literal[0].length];
  let text = (literal[1] as string).replace(/\\(.)/g, '$1');
  if (follows !== undefined && '*?{'.includes(follows)) text = text.slice(0, -1);
  if (text === '') return undefined;
  const start = keyOf(text).subarray(0, -1);
  const whole = point(source);
  return bounds(
    [
      {
        low: { bytes: start, inclusive: true, value: text },
        high: { bytes: start, inclusive: true, value: `${text}\uffff` },
      },
      whole,
    ],
    false,
    true,
  );
}

function normalise(intervals: readonly Interval[]): Interval[] {
  const sorted = [...intervals].sort((a, b) => startOrder(a, b));
  const kept: Interval[] = [];
  for (const each of sorted) {
    const last = kept[kept.length - 1];
    if (
      last?.low.bytes.equals(each.low.bytes) &&
      last.high.bytes.equals(each.high.bytes) &&
      last.low.inclusive === each.low.inclusive
    )
      continue;
    kept.push(each);
  }
  return kept;
}

const startOrder = (a: Interval, b: Interval): number => Buffer.compare(lowEdge(a.low), lowEdge(b.low));
const TOP = Buffer.from([255]);
const lowEdge = (end: End): Buffer => (end.inclusive ? end.bytes : Buffer.concat([end.bytes, TOP]));
const highEdge = (end: End): Buffer => (end.inclusive ? Buffer.concat([end.bytes, TOP]) : end.bytes);

/** The values in both; used where no array can satisfy two predicates with two elements. */
export function intersect(a: Bounds, b: Bounds): Bounds {
  const intervals: Interval[] = [];
  for (const x of a.intervals) {
    for (const y of b.intervals) {
      const low = Buffer.compare(lowEdge(x.low), lowEdge(y.low)) >= 0 ? x.low : y.low;
      const high = Buffer.compare(highEdge(x.high), highEdge(y.high)) <= 0 ? x.high : y.high;
      if (Buffer.compare(lowEdge(low), highEdge(high)) < 0) intervals.push({ low, high });
    }
  }
  return bounds(intervals, a.points || b.points, a.excludesMissing || b.excludesMissing);
}

const invert = (bytes: Buffer): Buffer => Buffer.from(bytes.map((b) => ~b & 255));

/** An interval as the bytes of a component lie in an index: from, and up to but not including. */
export function edges(interval: Interval, direction: 1 | -1): { start: Buffer; end: Buffer } {
  if (direction === 1) return { start: lowEdge(interval.low), end: highEdge(interval.high) };
  const low = { ...interval.high, bytes: invert(interval.high.bytes) };
  const high = { ...interval.low, bytes: invert(interval.low.bytes) };
  return { start: lowEdge(low), end: highEdge(high) };
}
