import { isNumeric, toNumber } from '../../bson/numbers.ts';
import type { Doc } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { countArgument } from '../arguments.ts';
import type { CommandSpec } from '../types.ts';

/** How long a change stream waits for news where the client does not say. */
const DEFAULT_AWAIT_MS = 1000;

export const getMore: CommandSpec = {
  fields: ['collection', 'batchSize', 'term', 'lastKnownCommittedOpTime', 'includeQueryStatsMetrics'],
  async run(call): Promise<Doc> {
    const { cursors } = call.server;
    const given = call.command.getMore;
    if (typeof given !== 'bigint' && !isNumeric(given))
      throw new MongoError('TypeMismatch', "Field 'getMore' must be of type long");
    const id = typeof given === 'bigint' ? given : BigInt(Math.trunc(toNumber(given)));
    const namespace = `${call.db}.${String(call.command.collection)}`;
    const cursor = cursors.get(id);
    if (!cursor) throw new MongoError('CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace)
      throw new MongoError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    if (cursor.session !== call.session && cursor.session !== undefined && call.session !== undefined)
      throw new MongoError(
        50737,
        `Cannot run getMore on cursor ${id}, which was created in session ${cursor.session}, in session ${call.session}`,
      );
    if (cursor.busy) throw new MongoError(12051, `cursor id ${id} is already in use`);
    const maxTime = countArgument(call, 'maxTimeMS');
    if (maxTime !== undefined && maxTime > 0 && !cursor.awaits)
      throw new MongoError('BadValue', 'cannot set maxTimeMS on getMore command for a non-awaitData cursor');
    const size = countArgument(call, 'batchSize') || Number.MAX_SAFE_INTEGER;
    const deadline = cursor.awaits
      ? { at: Number.POSITIVE_INFINITY, awaitMs: maxTime ?? DEFAULT_AWAIT_MS, signal: call.connection.closed.signal }
      : call.deadline;
    cursor.busy = true;
    try {
      const batch = await cursor.source.next(size, deadline, false);
      cursor.lastUse = Date.now();
      if (batch.done) cursors.kill(id);
      else if (!cursors.get(id)) throw new MongoError('CursorNotFound', `cursor id ${id} was killed`);
      const reply: Doc = { nextBatch: batch.items, id: batch.done ? 0n : id, ns: namespace };
      if (batch.postBatchResumeToken) reply.postBatchResumeToken = batch.postBatchResumeToken;
      return { cursor: reply };
    } catch (error) {
      cursors.kill(id);
      throw error;
    } finally {
      cursor.busy = false;
    }
  },
};
