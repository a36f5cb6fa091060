/** What a condition compares: JSON, and dates. */
export type Value = unknown;
export type Doc = Record<string, unknown>;

export const isDoc = (value: unknown): value is Doc =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);

/** Where a value's type stands among the others in MongoDB's order; a missing value (`undefined`) comes first. */
export function rankOf(value: Value): number {
  switch (typeof value) {
    case 'undefined':
      return 2;
    case 'number':
      return 10;
    case 'string':
      return 15;
    case 'boolean':
      return 40;
    default:
      if (value === null) return 5;
      return Array.isArray(value) ? 25 : value instanceof Date ? 45 : 20;
  }
}

/** MongoDB's order of any two values: below zero, zero or above zero. */
export function compare(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  const [rank, other] = [rankOf(a), rankOf(b)];
  if (rank !== other) return rank - other;
  if (rank === 45) return (a as Date).getTime() - (b as Date).getTime();
  if (rank === 40) return Number(a) - Number(b);
  if (rank === 25) return compareLists(a as Value[], b as Value[]);
  return rank === 20 ? compareDocs(a as Doc, b as Doc) : 0;
}

/** By the bytes of UTF-8, which UTF-16 puts into another order beyond its first plane. */
function compareText(a: string, b: string): number {
  const size = Math.min(a.length, b.length);
  for (let at = 0; at < size; at += 1) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x !== y) return lifted(x) - lifted(y);
  }
  return a.length - b.length;
}

const lifted = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x10000 : unit);

function compareLists(a: Value[], b: Value[]): number {
  const size = Math.min(a.length, b.length);
  for (let at = 0; at < size; at += 1) {
    const order = compare(a[at], b[at]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Field by field, in the order in which they stand. */
function compareDocs(a: Doc, b: Doc): number {
  const [keys, others] = [keysOf(a), keysOf(b)];
  const size = Math.min(keys.length, others.length);
  for (let at = 0; at < size; at += 1) {
    const [key, other] = [keys[at] as string, others[at] as string];
    const order = rankOf(a[key]) - rankOf(b[other]) || compareText(key, other) || compare(a[key], b[other]);
    if (order !== 0) return order;
  }
  return keys.length - others.length;
}

const keysOf = (doc: Doc): string[] => Object.keys(doc).filter((key) => doc[key] !== undefined);
