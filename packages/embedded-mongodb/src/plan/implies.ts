import { compare, equal, rankOf } from '../bson/compare.ts';
import type { FilterNode } from '../query/tree.ts';

/** Whether a filter's predicates guarantee a partial index's filter, so that the index has every match. */
export function implies(nodes: readonly FilterNode[], partial: FilterNode): boolean {
  if (partial.kind === 'and') return partial.nodes.every((each) => implies(nodes, each));
  if (partial.kind === 'or') return partial.nodes.some((each) => implies(nodes, each));
  if (partial.kind !== 'field') return false;
  return nodes.some((node) => {
    if (node.kind === 'or') return node.nodes.every((branch) => implies([branch], partial));
    if (node.kind === 'and') return implies(node.nodes, partial);
    return node.kind === 'field' && node.path === partial.path && covers(partial, node);
  });
}

type Field = Extract<FilterNode, { kind: 'field' }>;

function covers(partial: Field, node: Field): boolean {
  if (partial.op === node.op && equal(partial.value, node.value)) return true;
  if (node.op === '$in')
    return Array.isArray(node.value) && node.value.every((value) => covers(partial, { ...node, op: '$eq', value }));
  if (node.op === '$eq') {
    if (node.value === null || Array.isArray(node.value)) return false;
    return partial.test(holding(partial.path, node.value));
  }
  if (partial.op === '$exists')
    return (
      partial.value !== false &&
      ['$gt', '$gte', '$lt', '$lte', '$regex', '$type'].includes(node.op) &&
      node.value !== null
    );
  if (rankOf(partial.value) !== rankOf(node.value)) return false;
  const order = compare(node.value, partial.value);
  if (node.op === '$gt' && (partial.op === '$gt' || partial.op === '$gte')) return order >= 0;
  if (node.op === '$gte') return partial.op === '$gte' ? order >= 0 : partial.op === '$gt' && order > 0;
  if (node.op === '$lt' && (partial.op === '$lt' || partial.op === '$lte')) return order <= 0;
  if (node.op === '$lte') return partial.op === '$lte' ? order <= 0 : partial.op === '$lt' && order < 0;
  return false;
}

const holding = (path: string, value: unknown): Record<string, unknown> =>
  path.split('.').reduceRight<unknown>((inner, part) => ({ [part]: inner }), value) as Record<string, unknown>;
