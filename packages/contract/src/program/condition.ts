import { z } from 'zod';

/** MongoDB's query operators that read and compare; those that run code or patterns are not among them. */
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
] as const;

const allowed = new Set<string>(CONDITION_OPERATORS);
const LIMIT = { depth: 8, nodes: 200 };

/** Why this is no condition, or null. */
function fault(value: unknown): string | null {
  let nodes = 0;
  const walk = (node: unknown, depth: number): string | null => {
    nodes += 1;
    if (nodes > LIMIT.nodes) return `longer than ${LIMIT.nodes} parts`;
    if (depth > LIMIT.depth) return `deeper than ${LIMIT.depth} levels`;
    if (Array.isArray(node)) {
      for (const item of node) {
        const found = walk(item, depth + 1);
        if (found) return found;
      }
      return null;
    }
    if (node === null || typeof node !== 'object') return null;
    for (const [key, inner] of Object.entries(node)) {
      if (key.startsWith('$') && !allowed.has(key))
        return `${key} is not allowed; allowed are ${CONDITION_OPERATORS.join(' ')}`;
      const found = walk(inner, depth + 1);
      if (found) return found;
    }
    return null;
  };
  return walk(value, 0);
}

/**
 * A condition in MongoDB's query language over `{ event: { type, ...data }, member: { tier, orders, spent, attributes },
 * time: { weekday, hour } }`; `weekday` is 1 (Monday) to 7.
 */
export const Condition = z
  .record(z.string(), z.json())
  .superRefine((value, context) => {
    const found = fault(value);
    if (found) context.addIssue({ code: 'custom', message: found });
  })
  .describe('A condition in MongoDB’s query language, e.g. { "event.total": { "$gte": 5000 }, "member.tier": "gold" }');
export type Condition = z.infer<typeof Condition>;
