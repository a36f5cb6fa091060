import { type Doc, isDoc, type Value } from './order.ts';

/** Called with each value that a path leads to; `undefined` where it leads nowhere. True ends the walk. */
export type Visit = (value: Value) => boolean;

const INDEX = /^(0|[1-9]\d{0,8})$/;

export const fieldOf = (doc: Doc, name: string): Value => (Object.hasOwn(doc, name) ? doc[name] : undefined);

/**
 * Follows a dotted path as MongoDB's queries do: through the elements of arrays, and by position. With `expand`, an array at the
 * end is visited element by element and then as a whole. Visits no value of a document twice, so it takes no longer than that is large.
 */
export function walk(doc: Doc, parts: readonly string[], expand: boolean, visit: Visit): boolean {
  return intoDoc(doc, parts, 0, expand, visit);
}

function intoDoc(doc: Doc, parts: readonly string[], at: number, expand: boolean, visit: Visit): boolean {
  const value = fieldOf(doc, parts[at] as string);
  if (at === parts.length - 1) return atEnd(value, expand, visit);
  if (Array.isArray(value)) return intoList(value, parts, at + 1, expand, visit);
  return isDoc(value) ? intoDoc(value, parts, at + 1, expand, visit) : visit(undefined);
}

function intoList(list: Value[], parts: readonly string[], at: number, expand: boolean, visit: Visit): boolean {
  const part = parts[at] as string;
  const index = INDEX.test(part) ? Number(part) : -1;
  for (let place = 0; place < list.length; place += 1) {
    const item = list[place];
    if (isDoc(item) && (index < 0 || Object.hasOwn(item, part)) && intoDoc(item, parts, at, expand, visit)) return true;
    if (place !== index) continue;
    if (at === parts.length - 1) {
      if (atEnd(item, expand, visit)) return true;
    } else if (Array.isArray(item)) {
      if (intoList(item, parts, at + 1, expand, visit)) return true;
    } else if (isDoc(item) && intoDoc(item, parts, at + 1, expand, visit)) return true;
  }
  return false;
}

function atEnd(value: Value, expand: boolean, visit: Visit): boolean {
  if (expand && Array.isArray(value)) for (const item of value) if (visit(item)) return true;
  return visit(value);
}
