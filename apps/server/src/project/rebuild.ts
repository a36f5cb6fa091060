import type { Laurel } from '../laurel.ts';
import { Lease } from '../store/lease.ts';
import { catchUp } from './catch-up.ts';
import { ScoredPrograms } from './programs.ts';
import { JOB } from './projector.ts';

/**
 * Makes scores and sums anew from the logs, also beside running servers: the job is taken from whoever has it, and given back.
 * Effects are not touched.
 * @param options.onProgress told how many entries are read, of about how many
 */
export async function rebuildProjections(
  laurel: Laurel,
  options: { onProgress?: (entries: number, of: number) => void } = {},
): Promise<void> {
  const lease = new Lease(laurel.store, JOB, `${laurel.process} rebuild`);
  await lease.seize();
  const keep = async () => {
    if ((await lease.keep()) === 'lost') await lease.seize();
  };
  try {
    await catchUp(laurel, new ScoredPrograms(laurel), { ...options, keep, term: () => lease.term });
  } finally {
    await lease.release();
  }
}
