import type { Award, Entry } from '../log/entry.ts';

/** What an entry moved of each counter, in the order in which they moved. */
export function countersIn({ changes }: Pick<Entry, 'changes'>): { id: string; n: number }[] {
  const sums = new Map<string, number>();
  for (const change of changes)
    if (change.kind === 'counter.moved') sums.set(change.counter, (sums.get(change.counter) ?? 0) + change.n);
  return [...sums].flatMap(([id, n]) => (n === 0 ? [] : [{ id, n }]));
}

/** What an award gave to its counter, after refunds that came before the order; 0 for one of points. An amendment’s award is what it added. */
export function counterPoints({ standing }: Pick<Entry, 'standing'>, { rule, points, counter }: Award): number {
  if (counter === undefined) return 0;
  return standing ? Math.min(points, standing.awards.find((one) => one.rule === rule)?.points ?? 0) : points;
}
