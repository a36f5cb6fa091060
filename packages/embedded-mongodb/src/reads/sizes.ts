import { rangeOfId } from '../store/bytes.ts';
import type { Collection } from '../store/catalog.ts';
import type { Store } from '../store/Store.ts';

/** How many documents are measured to guess the size of all. */
const SAMPLE = 200;

/** Bytes of a collection's documents, measured on some of them. */
export function sizesOf(store: Store, collection: Collection): { count: number; size: number; average: number } {
  const count = store.count(collection);
  const some = store.env.docs.range({ ...rangeOfId(collection.id), limit: SAMPLE });
  const bytes = some.reduce((sum, { value }) => sum + value.length, 0);
  const average = some.length === 0 ? 0 : Math.round(bytes / some.length);
  return { count, average, size: some.length === count ? bytes : average * count };
}
