import type { Effect, Entry } from '@laurel/engine';
import type { Laurel } from '../../laurel.ts';
import type { DeliveryDocument } from '../../store/documents.ts';
import { isDuplicate } from '../../store/faults.ts';

/** Notes that the shop is to be asked for a code; once, however often it is noted. */
export async function askForCode(
  { store }: Laurel,
  { program, member }: Entry,
  { id, redemption, reward, url }: Extract<Effect, { kind: 'code' }>,
): Promise<void> {
  const now = new Date();
  const delivery: DeliveryDocument = {
    _id: id,
    program,
    member,
    redemption,
    reward,
    url,
    state: 'waiting',
    attempts: 0,
    nextAt: now,
    lastError: null,
    createdAt: now,
  };
  await store.deliveries.collection.insertOne(delivery as never).catch((error: unknown) => {
    if (!isDuplicate(error)) throw error;
  });
}
