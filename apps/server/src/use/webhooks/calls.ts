import type { Page, WebhookCallView } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import type { DispatchDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import { readCursor, writeCursor } from '../cursor.ts';

interface Question {
  webhook?: string | undefined;
  state?: DispatchDocument['state'] | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Calls of webhooks, newest first; those that failed are the ones that nobody tries any more. */
export async function listCalls(
  { store }: Laurel,
  program: PublishedProgram,
  { webhook, state, cursor, limit }: Question,
): Promise<Page<WebhookCallView>> {
  try {
    // Many happen in one millisecond: the cursor counts.
    const skip = cursor === undefined ? 0 : readCursor(cursor);
    const found = await store.dispatches
      .find({ program: program.id, ...(webhook ? { hook: webhook } : {}), ...(state ? { state } : {}) })
      .sort({ at: -1, _id: 1 })
      .skip(skip)
      .limit(limit + 1)
      .lean<DispatchDocument[]>();
    return {
      rows: found.slice(0, limit).map(viewOf),
      next: found.length > limit ? writeCursor(skip + limit) : null,
    };
  } catch (error) {
    throw told(error);
  }
}

/** Tries a call that failed once more, from the beginning. @throws LaurelError `webhook_not_found` */
export async function retryCall(laurel: Laurel, program: PublishedProgram, id: string): Promise<{ sent: true }> {
  try {
    if (!(await callAgain(laurel, program.id, id))) throw new LaurelError('webhook_not_found', { call: id });
    return { sent: true };
  } catch (error) {
    throw told(error);
  }
}

/** Puts a call that was set aside back among those that are due. @returns whether there is one */
export async function callAgain({ store }: Pick<Laurel, 'store'>, program: string, id: string): Promise<boolean> {
  const { matchedCount } = await store.dispatches.collection.updateOne({ _id: id, program, state: 'failed' } as never, {
    $set: { state: 'waiting', attempts: 0, nextAt: new Date() },
  });
  await store.letters.collection.deleteOne({ _id: `webhook:${id}` } as never);
  return matchedCount === 1;
}

function viewOf({ _id, hook, type, state, attempts, lastError, at, nextAt }: DispatchDocument): WebhookCallView {
  return {
    id: _id,
    webhook: hook,
    type,
    state,
    attempts,
    error: lastError,
    at: at.toISOString(),
    nextAt: state === 'waiting' ? nextAt.toISOString() : null,
  };
}
