import type { Program } from '@laurel/contract';

/** What a program asks of facts and members: the values at which its conditions, limits and thresholds turn. */
export interface Wishes {
  /** Kinds of events that it knows, beside those of orders. */
  types: string[];
  /** By field of an event's data. */
  data: Record<string, unknown[]>;
  attributes: Record<string, unknown[]>;
  skus: string[];
  categories: string[];
  brands: string[];
  /** Minor units. */
  amounts: number[];
}

const ORDER =
  /^(order\.(paid|refunded|cancelled|amended|charged_back|chargeback_won)|partner\.|points\.|member\.|segment\.)/;
const FIELD = /^(event|data|member\.attributes)\.([A-Za-z0-9_.-]+)$/;

/** Reads a program through. */
export function wishesOf(program: Program): Wishes {
  const types = new Set<string>();
  const found = { data: {} as Record<string, Set<unknown>>, attributes: {} as Record<string, Set<unknown>> };
  const lines = { sku: new Set<string>(), category: new Set<string>(), brand: new Set<string>() };
  const amounts = new Set<number>();
  const note = (key: string, values: unknown[]) => {
    const [, of, field] = FIELD.exec(key) ?? [];
    if (field !== undefined) {
      const known = found[of === 'member.attributes' ? 'attributes' : 'data'];
      known[field] ??= new Set();
      for (const value of values)
        for (const near of around(value)) if (field !== 'items' || Number(near) > 0) known[field].add(near);
    } else if (key === 'sku' || key === 'category' || key === 'brand')
      for (const value of values) lines[key].add(String(value));
  };
  const walk = (node: unknown, key: string): void => {
    if (typeof node === 'string' && FIELD.test(node)) note(node, node.endsWith('.sku') ? ['a', 'b'] : [1, 2, 3]);
    if (typeof node === 'string' && (key === 'on' || key === 'count' || key === 'type' || key === 'event'))
      types.add(node);
    if (typeof node === 'string' && ['sum', 'distinct'].includes(key)) note(`data.${node}`, [2, 'x', 'y']);
    if (typeof node === 'number' && ['minimum', 'spend', 'reach', 'per', 'target'].includes(key)) amounts.add(node);
    if (node === null || typeof node !== 'object') return;
    for (const [inner, value] of Object.entries(node)) {
      if (FIELD.test(inner) || ['sku', 'category', 'brand'].includes(inner)) note(inner, scalars(value));
      if (['starts', 'ends', 'activities', 'on'].includes(inner) && Array.isArray(value))
        for (const type of value) types.add(type);
      if (!['name', 'description', 'perks'].includes(inner)) walk(value, Array.isArray(node) ? key : inner);
    }
  };
  walk(program, '');
  const listed = (sets: Record<string, Set<unknown>>) =>
    Object.fromEntries(Object.entries(sets).map(([field, values]) => [field, [...values]]));
  const known = [...types].filter((type) => /^[a-z]+\.[a-z_]+$/.test(type) && !ORDER.test(type) && !isMetric(type));
  return {
    types: known.length > 0 ? known : ['store.visited'],
    data: listed(found.data),
    attributes: listed(found.attributes),
    skus: [...lines.sku, 'pot', 'cup'],
    categories: [...lines.category, 'other'],
    brands: [...lines.brand, 'none'],
    amounts: [...amounts].filter((n) => n >= 100 && n <= 200_000),
  };
}

const isMetric = (type: string): boolean => /^(points\.earned|challenges\.completed)$/.test(type);

/** The values that a condition names, wherever they stand in it. */
function scalars(node: unknown): unknown[] {
  if (node === null || typeof node !== 'object') return [node];
  return Object.entries(node).flatMap(([key, inner]) =>
    key === '$exists' || key === '$options'
      ? []
      : key === '$regex'
        ? [String(inner).replace(/[\^$\\]/g, '')]
        : scalars(inner),
  );
}

/** A value, and what lies just beside it. */
function around(value: unknown): unknown[] {
  if (typeof value === 'number') return [value, value + 1, Math.max(0, value - 1)];
  return typeof value === 'boolean' ? [true, false] : [value, 'else'];
}
