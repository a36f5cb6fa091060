import { type Laurel, LaurelError } from '../../laurel.ts';

/**
 * Makes a key worthless, for good; in other processes as soon as the change stream tells them.
 * @throws LaurelError `not_found`
 */
export async function revokeKey(laurel: Laurel, program: string, id: string): Promise<void> {
  const { matchedCount } = await laurel.store.keys.collection.updateOne({ _id: id, program } as never, [
    { $set: { revokedAt: { $ifNull: ['$revokedAt', new Date(laurel.now())] } } },
  ]);
  if (matchedCount === 0) throw new LaurelError('not_found', { key: id });
  laurel.keys.forget(id);
}
