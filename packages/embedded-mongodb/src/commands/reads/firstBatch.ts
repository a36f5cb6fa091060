import type { Raw } from '../../bson/encode.ts';
import type { Doc } from '../../bson/types.ts';
import type { Source } from '../../cursor/cursors.ts';
import type { Call } from '../types.ts';

export interface FirstBatchOptions {
  readonly size: number;
  readonly single?: boolean;
  readonly noTimeout?: boolean;
  readonly awaits?: boolean;
}

/** Documents of a first batch where the client names no size. */
export const DEFAULT_BATCH = 101;

/** Takes the first batch, and keeps the cursor open if there may be more. */
export async function firstBatch(
  call: Call,
  namespace: string,
  source: Source,
  options: FirstBatchOptions,
): Promise<{ cursor: Doc }> {
  const batch = await source.next(options.size, call.deadline, true);
  const over = batch.done || options.single === true;
  if (over) source.close();
  const { session } = call;
  const id = over
    ? 0n
    : call.server.cursors.add(namespace, source, {
        session,
        noTimeout: options.noTimeout ?? false,
        awaits: options.awaits ?? false,
      }).id;
  const cursor: Doc = { firstBatch: batch.items as (Doc | Raw)[], id, ns: namespace };
  if (batch.postBatchResumeToken) cursor.postBatchResumeToken = batch.postBatchResumeToken;
  return { cursor };
}
