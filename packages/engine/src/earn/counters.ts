import { type Draft, emit } from '../decide/draft.ts';
import type { Standing } from '../log/entry.ts';
import { sumsOf } from '../order/awards.ts';

/** Moves counters from what an order gave them to what it gives them now. @param at the order's `occurredAt` */
export function moveCounters(
  draft: Draft,
  before: readonly Standing[],
  after: readonly Standing[],
  { at, subject }: { at: number; subject: string },
): void {
  const moves = sumsOf(after);
  for (const [counter, had] of sumsOf(before)) moves.set(counter, (moves.get(counter) ?? 0) - had);
  for (const [counter, n] of moves)
    if (counter !== null && n !== 0) emit(draft, { kind: 'counter.moved', counter, n, at, subject });
}
