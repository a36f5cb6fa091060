import type { Posting } from '@laurel/contract';
import type { Laurel } from '../../laurel.ts';
import type { WrittenLogs } from '../../log/written.ts';
import { batches } from '../../store/batches.ts';

/**
 * Points that a program has issued, reversed and let expire so far, summed over its logs.
 * @param written logs that need not be read
 */
export async function pointsIn(
  laurel: Laurel,
  program: string,
  written: WrittenLogs,
): Promise<{ issued: number; reversed: number; expired: number }> {
  const sums = { issued: 0, reversed: 0, expired: 0 };
  const add = ({ from, to, points }: Posting) => {
    if (from === 'issued') sums.issued += points;
    if (to === 'issued') sums.reversed += points;
    if (to === 'expired') sums.expired += points;
    // What had expired and was then given back by a refund is reversed, not expired.
    if (from === 'expired') sums.expired -= points;
  };
  const logs = await written.whole();
  if (logs) {
    for (const entry of logs.flat()) if (entry.program === program) entry.postings.forEach(add);
    return sums;
  }
  const cursor = laurel.store.entries.collection
    .find({ program } as never, { projection: { _id: 0, postings: 1 } })
    .batchSize(2_000);
  for await (const entries of batches(cursor))
    for (const { postings } of entries) for (const posting of postings as Posting[]) add(posting);
  return sums;
}
