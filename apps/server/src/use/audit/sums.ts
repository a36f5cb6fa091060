import type { Laurel } from '../../laurel.ts';
import type { BatchDocument, SumDocument } from '../../store/documents.ts';
import type { Findings } from './findings.ts';

/**
 * Compares the daily sums with those folded afresh.
 * @returns how many sums were compared
 */
export async function auditSums(
  laurel: Laurel,
  fresh: Map<string, Record<string, number>>,
  findings: Findings,
): Promise<number> {
  const newest = await laurel.store.batches.findOne({}).sort({ generation: -1, n: -1 }).lean<BatchDocument>();
  if (!newest) return 0;
  const stored = await laurel.store.sums.find({ generation: newest.generation }).lean<SumDocument[]>();
  const seen = new Set<string>();
  for (const document of stored) {
    const key = `${document.program}:${document.day}`;
    seen.add(key);
    const expected = fresh.get(key) ?? {};
    for (const name of new Set([...Object.keys(expected), ...Object.keys(document.sums)])) {
      const [is, must] = [document.sums[name] ?? 0, expected[name] ?? 0];
      if (is !== must) findings.add('sums', document._id, `${name} is ${is}, the logs come to ${must}`);
    }
  }
  for (const [key, expected] of fresh) {
    if (!seen.has(key) && Object.values(expected).some((n) => n !== 0))
      findings.add('sums', key, 'there is no sum of this day');
  }
  return stored.length;
}
