import { encode } from './encode.ts';
import { type Doc, isDoc, setField } from './types.ts';

/** A copy whose documents and arrays are its own; single values are never changed in place, so they are shared. */
export function clone<T>(value: T): T {
  if (Array.isArray(value)) return value.map(clone) as T;
  if (!isDoc(value)) return value;
  const copy: Doc = {};
  for (const name of Object.keys(value)) setField(copy, name, clone(value[name]));
  return copy as T;
}

/** The same type and the same bytes, which is stricter than equal. */
export function identical(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (typeof a !== 'object' && typeof b !== 'object') return Object.is(a, b);
  return encode({ v: a }).equals(encode({ v: b }));
}
