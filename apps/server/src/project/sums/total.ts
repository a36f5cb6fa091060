import type { SumDocument } from '../../store/documents.ts';
import type { Store } from '../../store/store.ts';
import { lastBatch } from './batch.ts';

/** The sums of a program over all its days, by name; of those names alone that are asked for. */
export async function totalsOf(
  store: Store,
  program: string,
  isAsked: (name: string) => boolean,
): Promise<Record<string, number>> {
  const totals: Record<string, number> = {};
  const batch = await lastBatch(store);
  if (!batch) return totals;
  const days = await store.sums.find({ generation: batch.generation, program }).lean<SumDocument[]>();
  for (const { sums } of days)
    for (const [name, n] of Object.entries(sums)) if (isAsked(name)) totals[name] = (totals[name] ?? 0) + n;
  return totals;
}
