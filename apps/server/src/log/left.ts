import type { Laurel, PublishedProgram } from '../laurel.ts';
import { poolsOf } from './pool.ts';
import { stocksOf } from './stock.ts';

/** How many of each reward are left, by its stock and its pool, whichever is less; null: no end. */
export async function leftOf(
  laurel: Pick<Laurel, 'store'>,
  program: PublishedProgram,
): Promise<Record<string, number | null>> {
  const [stocks, pools] = await Promise.all([stocksOf(laurel.store, program), poolsOf(laurel, program)]);
  const left: Record<string, number | null> = Object.fromEntries(stocks);
  for (const [reward, codes] of pools) {
    const stock = left[reward] ?? null;
    left[reward] = codes === null || stock === null ? (codes ?? stock) : Math.min(codes, stock);
  }
  return left;
}
