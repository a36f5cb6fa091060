import { type Doc, getField, isDoc } from '../bson/types.ts';

/** Called with each value a path leads to; `undefined` where it leads nowhere. True stops the walk. */
export type Visit = (value: unknown, arrayIndex: number | undefined) => boolean;

const isIndex = (part: string): boolean => /^(0|[1-9]\d{0,8})$/.test(part);

export const splitPath = (path: string): string[] => path.split('.');

/**
 * Follows a dotted path as MongoDB's queries do: through the elements of arrays and by position. With `expand`, an array at the
 * end is visited element by element and then as a whole.
 */
export function walkPath(doc: Doc, parts: readonly string[], expand: boolean, visit: Visit): boolean {
  return intoDoc(doc, parts, 0, expand, visit, undefined);
}

function intoDoc(
  doc: Doc,
  parts: readonly string[],
  i: number,
  expand: boolean,
  visit: Visit,
  outer: number | undefined,
): boolean {
  const value = getField(doc, parts[i] as string);
  if (i === parts.length - 1) return atEnd(value, expand, visit, outer);
  if (Array.isArray(value)) return intoList(value, parts, i + 1, expand, visit, outer);
  if (isDoc(value)) return intoDoc(value, parts, i + 1, expand, visit, outer);
  return visit(undefined, outer);
}

function intoList(
  list: unknown[],
  parts: readonly string[],
  i: number,
  expand: boolean,
  visit: Visit,
  outer: number | undefined,
): boolean {
  const part = parts[i] as string;
  const index = isIndex(part) ? Number(part) : -1;
  for (let at = 0; at < list.length; at++) {
    const item = list[at];
    const position = outer ?? at;
    if (isDoc(item) && (index < 0 || Object.hasOwn(item, part)) && intoDoc(item, parts, i, expand, visit, position))
      return true;
    if (at !== index) continue;
    if (i === parts.length - 1) {
      if (atEnd(item, expand, visit, position)) return true;
    } else if (Array.isArray(item)) {
      if (intoList(item, parts, i + 1, expand, visit, position)) return true;
    } else if (isDoc(item) && intoDoc(item, parts, i + 1, expand, visit, position)) return true;
  }
  return false;
}

function atEnd(value: unknown, expand: boolean, visit: Visit, outer: number | undefined): boolean {
  if (expand && Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) if (visit(value[at], outer ?? at)) return true;
  }
  return visit(value, outer);
}
