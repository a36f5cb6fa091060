import { compare } from '../bson/compare.ts';
import { EMPTY_ARRAY } from '../bson/keystring.ts';
import { asInteger } from '../bson/numbers.ts';
import { type Doc, isDoc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import type { EvalContext } from './context.ts';
import { splitPath, walkPath } from './walk.ts';

export interface SortField {
  readonly path: string;
  readonly direction: 1 | -1;
}

/** Parses `{a: 1, b: -1}`; `$meta` is refused, since there is no text search. */
export function parseSort(spec: unknown): SortField[] {
  if (!isDoc(spec)) throw new MongoError('TypeMismatch', `Expected field sort to be of type object`);
  return Object.entries(spec).map(([path, value]) => {
    if (isDoc(value)) throw new MongoError('BadValue', '$meta sorts are not supported by this server');
    const direction = asInteger(value);
    if (direction !== 1 && direction !== -1) {
      throw new MongoError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    }
    if (path === '' || path.split('.').includes(''))
      throw new MongoError(40352, 'FieldPath field names may not be empty strings.');
    if (path.startsWith('$') && path !== '$natural')
      throw new MongoError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    return { path, direction };
  });
}

/** The value a document sorts by: of an array, its least element, or its greatest when descending. */
function sortValue(doc: Doc, parts: readonly string[], direction: 1 | -1, context: EvalContext): unknown {
  if (parts.length === 1) {
    const value = doc[parts[0] as string];
    if (typeof value !== 'function' && !Array.isArray(value)) return value ?? null;
  }
  let best: unknown = EMPTY_ARRAY;
  let any = false;
  let skip: unknown;
  walkPath(doc, parts, false, (value) => {
    const items = Array.isArray(value) ? (value.length === 0 ? [EMPTY_ARRAY] : value) : [value ?? null];
    for (const item of items) {
      if (!any || order(item, best, context) * direction < 0) best = item;
      any = true;
    }
    skip = value;
    return false;
  });
  return any ? best : skip === undefined ? null : best;
}

function order(a: unknown, b: unknown, context: EvalContext): number {
  if (a === EMPTY_ARRAY || b === EMPTY_ARRAY) {
    if (a === b) return 0;
    const other = a === EMPTY_ARRAY ? b : a;
    const sign = compare(undefined, other) === 0 ? 0 : compare(undefined, other);
    return a === EMPTY_ARRAY ? sign : -sign;
  }
  return compare(a, b, context.strings);
}

/** A comparator for documents. */
export function compileSort(spec: unknown, context: EvalContext): (a: Doc, b: Doc) => number {
  const keys = sortKeys(spec, context);
  return (a, b) => keys.compare(keys.of(a), keys.of(b));
}

/** For sorting many: take each document's keys once, then compare those. */
export function sortKeys(
  spec: unknown,
  context: EvalContext,
): { of: (doc: Doc) => unknown[]; compare: (a: unknown[], b: unknown[]) => number } {
  const fields = parseSort(spec).map((field) => ({ ...field, parts: splitPath(field.path) }));
  return {
    of: (doc) => fields.map((field) => sortValue(doc, field.parts, field.direction, context)),
    compare: (a, b) => {
      for (let i = 0; i < fields.length; i++) {
        const result = order(a[i], b[i], context);
        if (result !== 0) return result * (fields[i] as SortField).direction;
      }
      return 0;
    },
  };
}
