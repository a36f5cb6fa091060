import { setTimeout } from 'node:timers/promises';
import type { PositionDocument } from '../../src/store/documents.ts';
import type { Store } from '../../src/store/store.ts';
import { patienceOf } from './patience.ts';

/** Of a resume token's text: the kind, the second and the number within it. The rest tells changes of one moment apart. */
const MOMENT = 18;
const ASK_AGAIN = 200;

/**
 * Waits until whoever follows the log has carried out all that stands in it: whoever died with the job keeps it for some seconds, and until
 * then a shop that hears nothing has not been told everything. What is carried out may append more, which is waited for, too.
 * @param patience in milliseconds
 * @returns whether it came to that
 */
export async function allFollowed(store: Store, patience: number): Promise<boolean> {
  const patient = patienceOf(patience);
  for (let [before, now] = [-1, await store.entries.countDocuments()]; now > before; ) {
    const end = await momentNow(store);
    while ((await momentOfFollower(store)) < end) {
      if (!patient()) return false;
      await setTimeout(ASK_AGAIN);
    }
    [before, now] = [now, await store.entries.countDocuments()];
  }
  return true;
}

async function momentNow(store: Store): Promise<string> {
  const stream = store.entries.collection.watch([]);
  try {
    await stream.tryNext();
    return momentOf(stream.resumeToken);
  } finally {
    await stream.close();
  }
}

async function momentOfFollower(store: Store): Promise<string> {
  const position = await store.positions.findById('effects').lean<PositionDocument>();
  return momentOf(position?.token);
}

const momentOf = (token: unknown): string => String((token as { _data?: string } | null)?._data ?? '').slice(0, MOMENT);
