import type { Laurel } from '../../laurel.ts';
import type { LetterDocument } from '../../store/documents.ts';

/** All that is set aside, oldest first. */
export async function listLetters({ store }: Laurel): Promise<LetterDocument[]> {
  return store.letters.find({}).sort({ since: 1, _id: 1 }).lean<LetterDocument[]>();
}

/** Gives some up for good, by their ids. @returns how many there were */
export async function dropLetters({ store }: Laurel, ids: string[]): Promise<number> {
  const { deletedCount } = await store.letters.collection.deleteMany({ _id: { $in: ids } } as never);
  return deletedCount;
}
