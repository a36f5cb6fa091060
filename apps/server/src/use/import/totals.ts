import type { Posting } from '@laurel/contract';
import type { Laurel } from '../../laurel.ts';
import { batches } from '../../store/batches.ts';

/** Points that a program has issued, reversed and let expire so far, summed over its logs. */
export async function pointsIn(
  laurel: Laurel,
  program: string,
): Promise<{ issued: number; reversed: number; expired: number }> {
  const sums = { issued: 0, reversed: 0, expired: 0 };
  const cursor = laurel.store.entries.collection
    .find({ program } as never, { projection: { _id: 0, postings: 1 } })
    .batchSize(2_000);
  for await (const entries of batches(cursor)) {
    for (const { from, to, points } of entries.flatMap(({ postings }) => postings as Posting[])) {
      if (from === 'issued') sums.issued += points;
      if (to === 'issued') sums.reversed += points;
      if (to === 'expired') sums.expired += points;
      // What had expired and was then given back by a refund is reversed, not expired.
      if (from === 'expired') sums.expired -= points;
    }
  }
  return sums;
}
