import type { Store } from './store.ts';

/** The models of a store, by name. */
function modelsOf({ connection: _, ...models }: Store) {
  return Object.entries(models);
}

/**
 * Creates the indexes that are missing; those that stand are left as they are.
 * @throws Error with a sentence that says what to do, when an index of that name stands with other options or the user may
 *   not create any
 */
export async function ensureIndexes(store: Store): Promise<void> {
  await Promise.all(
    modelsOf(store).map(async ([name, model]) => {
      try {
        await model.createIndexes();
      } catch (cause) {
        throw new Error(
          `The indexes of the collection "${name}" cannot be created (${(cause as Error).message}). Laurel counts things once by its unique indexes: drop the index that differs, or let the database user create indexes, and start again.`,
          { cause },
        );
      }
    }),
  );
}
