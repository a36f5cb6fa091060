import { isPassing, performEffects } from '../../effects/perform.ts';
import type { Laurel } from '../../laurel.ts';
import type { EntryDocument, LetterDocument } from '../../store/documents.ts';
import { entryOf } from '../../store/entries.ts';
import { setAside } from '../../store/letters.ts';
import { callAgain } from '../webhooks/calls.ts';

/**
 * Carries out effects that were set aside, once more; those that fail again stay. What projections have set aside is made anew by a
 * rebuild.
 * @param which.ids by default all
 * @param which.due only those whose time to be tried by itself has come
 * @returns how many were done, and how many were not
 * @throws what the store failed with
 */
export async function retryLetters(
  laurel: Laurel,
  which: { ids?: string[]; due?: boolean } = {},
): Promise<{ done: number; failed: number }> {
  const { store } = laurel;
  const letters = (await store.letters.collection
    .find({
      kind: { $in: ['effect', 'webhook'] },
      ...(which.ids ? { _id: { $in: which.ids } } : {}),
      ...(which.due ? { again: { $lte: new Date(laurel.now()) } } : {}),
    } as never)
    .sort({ since: 1 })
    .toArray()) as unknown as LetterDocument[];
  let done = 0;
  for (const letter of letters) if (await retry(laurel, letter)) done += 1;
  return { done, failed: letters.length - done };
}

async function retry(laurel: Laurel, letter: LetterDocument): Promise<boolean> {
  const { _id, kind, program, member, entry } = letter;
  if (kind === 'webhook') return callAgain(laurel, letter.program, entry ?? '');
  try {
    const found = (await laurel.store.entries.collection.findOne({ _id: entry } as never)) as unknown as EntryDocument;
    if (!found) throw new Error(`There is no entry ${entry}.`);
    await performEffects(laurel, entryOf(found));
  } catch (error) {
    if (isPassing(error)) throw error;
    await setAside(laurel, { kind, program, member, entry }, error);
    return false;
  }
  await laurel.store.letters.collection.deleteOne({ _id } as never);
  return true;
}
