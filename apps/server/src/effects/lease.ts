import { isDuplicate } from '../store/faults.ts';
import type { Store } from '../store/store.ts';

/**
 * Takes or renews a lease, so that one process does what only one should. Others may take it once it has run out; what is done
 * under it must bear being done twice.
 * @param length milliseconds
 * @returns whether this process holds it now
 */
export async function takeLease(store: Store, id: string, holder: string, length: number): Promise<boolean> {
  const now = Date.now();
  try {
    const taken = await store.leases.collection.updateOne(
      { _id: id, $or: [{ holder }, { until: { $lte: new Date(now) } }] } as never,
      { $set: { holder, until: new Date(now + length) } },
      { upsert: true },
    );
    return taken.matchedCount + taken.upsertedCount > 0;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** Gives a lease back, so that the next need not wait for its end. */
export async function leaveLease(store: Store, id: string, holder: string): Promise<void> {
  await store.leases.collection.deleteOne({ _id: id, holder } as never);
}
