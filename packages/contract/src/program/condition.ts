import { z } from 'zod';

/** MongoDB's query operators that read and compare; those that run code are not among them. */
export const CONDITION_OPERATORS = [
  '$and',
  '$or',
  '$nor',
  '$not',
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$nin',
  '$exists',
  '$all',
  '$elemMatch',
  '$size',
  '$mod',
  '$regex',
  '$options',
] as const;

/** How long and how deep a condition may be; what one looks at is bounded at the door, so it is never slow. */
export const CONDITION_LIMITS = { depth: 8, parts: 1_000, pattern: 100 } as const;

const allowed = new Set<string>(CONDITION_OPERATORS);
const isDoc = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** What a pattern stands for: words at the beginning, at the end, anywhere, or as a whole. */
export interface Pattern {
  words: string;
  start: boolean;
  end: boolean;
}

/**
 * Reads a pattern that is nothing but words, perhaps with `^` before and `$` behind them; what has a meaning of its own in a
 * regular expression stands behind a backslash. Null: it is more than that, and might hang.
 */
export function patternOf(source: string): Pattern | null {
  const start = source.startsWith('^');
  const end = /(^|[^\\])(\\\\)*\$$/.test(source);
  let words = '';
  for (let at = start ? 1 : 0, last = source.length - (end ? 1 : 0); at < last; at += 1) {
    const sign = source[at] as string;
    if (sign === '\\') {
      const next = source[at + 1] ?? '';
      if (at + 1 >= last || /[A-Za-z0-9]/.test(next)) return null;
      words += next;
      at += 1;
    } else if ('^$.|?*+()[]{}'.includes(sign)) return null;
    else words += sign;
  }
  return { words, start, end };
}

/** Why this is no condition, or null. */
function fault(value: unknown): string | null {
  let parts = 0;
  const enter = (depth: number): string | null => {
    parts += 1;
    if (parts > CONDITION_LIMITS.parts) return `longer than ${CONDITION_LIMITS.parts} parts`;
    return depth > CONDITION_LIMITS.depth ? `deeper than ${CONDITION_LIMITS.depth} levels` : null;
  };
  const first = <Item>(items: Iterable<Item>, test: (item: Item) => string | null): string | null => {
    for (const item of items) {
      const found = test(item);
      if (found) return found;
    }
    return null;
  };
  const query = (node: unknown, depth: number): string | null => {
    const over = enter(depth);
    if (over) return over;
    if (!isDoc(node)) return 'a condition is an object';
    return first(Object.entries(node), ([key, inner]) => {
      if (!key.startsWith('$')) return key === '' ? 'a field has a name' : predicates(inner, depth + 1);
      if (!allowed.has(key)) return `${key} is not allowed; allowed are ${CONDITION_OPERATORS.join(' ')}`;
      if (key !== '$and' && key !== '$or' && key !== '$nor') return `${key} stands behind a field`;
      if (!Array.isArray(inner) || inner.length === 0) return `${key} has a list of conditions`;
      return first(inner, (item) => query(item, depth + 1));
    });
  };
  const literal = (node: unknown, depth: number): string | null => {
    const over = enter(depth);
    if (over) return over;
    if (Array.isArray(node)) return first(node, (item) => literal(item, depth + 1));
    if (!isDoc(node)) return null;
    if ('$date' in node)
      return Object.keys(node).length === 1 && z.iso.datetime({ offset: true }).safeParse(node.$date).success
        ? null
        : '$date is an instant, e.g. { "$date": "2026-01-01T00:00:00Z" }';
    return first(Object.entries(node), ([key, inner]) =>
      key.startsWith('$')
        ? allowed.has(key)
          ? `${key} cannot stand in a value`
          : `${key} is not allowed; allowed are ${CONDITION_OPERATORS.join(' ')}`
        : literal(inner, depth + 1),
    );
  };
  const predicates = (node: unknown, depth: number): string | null => {
    if (!isDoc(node) || !Object.keys(node).some((key) => key.startsWith('$') && key !== '$date'))
      return literal(node, depth);
    const over = enter(depth);
    if (over) return over;
    return first(Object.entries(node), ([key, operand]) => operator(key, operand, node, depth + 1));
  };
  const operator = (key: string, operand: unknown, among: Record<string, unknown>, depth: number): string | null => {
    if (!allowed.has(key)) return `${key} is not allowed; allowed are ${CONDITION_OPERATORS.join(' ')}`;
    switch (key) {
      case '$and':
      case '$or':
      case '$nor':
        return `${key} cannot stand behind a field`;
      case '$not':
        if (!isDoc(operand) || !Object.keys(operand).some((inner) => inner.startsWith('$') && inner !== '$date'))
          return '$not has an object of operators';
        return predicates(operand, depth);
      case '$in':
      case '$nin':
      case '$all':
        if (!Array.isArray(operand)) return `${key} has a list`;
        return literal(operand, depth);
      case '$elemMatch':
        if (!isDoc(operand)) return '$elemMatch has an object';
        return Object.keys(operand).some((inner) => inner.startsWith('$') && !['$and', '$or', '$nor'].includes(inner))
          ? predicates(operand, depth)
          : query(operand, depth);
      case '$size':
        return Number.isSafeInteger(operand) && (operand as number) >= 0 ? enter(depth) : '$size has a whole number';
      case '$exists':
        return typeof operand === 'boolean' ? enter(depth) : '$exists has true or false';
      case '$mod':
        return Array.isArray(operand) &&
          operand.length === 2 &&
          operand.every((n) => Number.isSafeInteger(n)) &&
          operand[0] !== 0
          ? enter(depth)
          : '$mod has two whole numbers, the first not 0';
      case '$regex':
        if (typeof operand !== 'string' || operand.length > CONDITION_LIMITS.pattern || patternOf(operand) === null)
          return '$regex is at most 100 signs of plain words, with "^" before or "$" behind them if you like; signs of regular expressions stand behind a backslash';
        return enter(depth);
      case '$options':
        return (operand === 'i' || operand === '') && '$regex' in among ? null : '$options is "i" beside a $regex';
      default:
        return literal(operand, depth);
    }
  };
  return query(value, 0);
}

/**
 * A condition in MongoDB's query language over `{ event, member, time }`:
 * `event` is `{ type, ...data }`, for an order with `orderNumber` (1 is the member's first);
 * `member` is `{ tier, orders, spent, segments, counters, joinedAt, attributes }`, as before the event, and as a buyer
 *   `{ daysSinceOrder, firstOrderAt, lastOrderAt, averageOrder, bought, last.N, top }` (docs/segments.md);
 * `time` is the program's local time of the event: `{ weekday (1 Monday to 7), hour, at ("HH:mm"), date ("YYYY-MM-DD"), day, month, year, now }`.
 */
export const Condition = z
  .record(z.string(), z.json())
  .superRefine((value, context) => {
    const found = fault(value);
    if (found) context.addIssue({ code: 'custom', message: found });
  })
  .describe(
    'A condition in MongoDB’s query language, e.g. { "event.total": { "$gte": 5000 }, "member.tier": "gold", "time.at": { "$gte": "09:00", "$lt": "12:00" } }',
  );
export type Condition = z.infer<typeof Condition>;
