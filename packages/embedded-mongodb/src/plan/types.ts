import type { Index } from '../store/catalog.ts';
import type { Bounds } from './bounds.ts';

export interface KeyRange {
  readonly start: Buffer;
  readonly end: Buffer;
}

/** How the documents of a filter are found. */
export type Plan =
  | { readonly stage: 'COLLSCAN'; readonly reverse: boolean; readonly sorted: boolean }
  | {
      readonly stage: 'IXSCAN';
      readonly index: Index;
      readonly ranges: readonly KeyRange[];
      readonly bounds: readonly (Bounds | undefined)[];
      readonly reverse: boolean;
      readonly sorted: boolean;
      /** How many components equalities fix. */
      readonly fixed: number;
    }
  | { readonly stage: 'OR'; readonly plans: readonly Plan[]; readonly sorted: false };
