import type { Doc } from '../bson/types.ts';

/** What a match found on its way; the update operator `$` needs it. */
export interface Details {
  arrayIndex?: number;
}

export type Test = (doc: Doc, details?: Details) => boolean;

/** A filter, parsed: the planner reads it, and `test` decides. */
export type FilterNode =
  | { readonly kind: 'and' | 'or' | 'nor'; readonly nodes: readonly FilterNode[]; readonly test: Test }
  | { readonly kind: 'field'; readonly path: string; readonly op: string; readonly value: unknown; readonly test: Test }
  | { readonly kind: 'not'; readonly node: FilterNode; readonly test: Test }
  | { readonly kind: 'other'; readonly op: string; readonly test: Test };
