import type { Doc } from '../bson/types.ts';
import type { Item } from '../cursor/cursors.ts';
import type { EvalContext } from '../query/context.ts';

/** What stages that read other collections need. */
export interface Reader {
  /** The documents of a collection that match a filter, by an index if there is one. */
  read(db: string, collection: string, filter: Doc, context: EvalContext): Iterable<Item>;
  /** Whether an index would find documents by a field. */
  hasIndex(db: string, collection: string, field: string): boolean;
  /** What `$collStats` and `$indexStats` tell. */
  stats(db: string, collection: string): { count: number; size: number; indexes: readonly Doc[] } | undefined;
  readonly host: string;
  readonly session: unknown;
}

export interface PipelineEnv {
  readonly context: EvalContext;
  readonly db?: string;
  readonly collection?: string | undefined;
  readonly reader?: Reader;
}

/** Documents in, documents out; pauses are passed on. */
export type Run = (source: Iterable<Item>) => Iterable<Item>;
export type BuildStage = (spec: unknown, env: PipelineEnv) => Run;
