import type { Program } from '@laurel/contract';
import type { Award, Standing } from '../log/entry.ts';
import { grant } from '../points/grant.ts';
import { type Draft, emit } from './draft.ts';

/**
 * Opens a lot for each award of points, moves counters, and notes for the boards what was earned.
 * @param left what remains of each award, where refunds came before the order; by default all of it
 */
export function grantAwards(
  draft: Draft,
  awards: Award[],
  { subject, at, left }: { subject: string | null; at: number; left?: readonly Standing[] },
): void {
  const { program } = draft;
  let sum = 0;
  for (const award of awards) {
    const points = left ? (left.find(({ rule }) => rule === award.rule)?.points ?? 0) : award.points;
    if (points === 0) continue;
    if (award.counter !== undefined) {
      emit(draft, { kind: 'counter.moved', counter: award.counter, n: points, at, subject });
      continue;
    }
    const source = { kind: 'rule', id: award.rule } as const;
    award.lot = grant(draft, { points, source, subject, at, ...lifeOf(program, award.rule) });
    sum += points;
  }
  if (sum > 0) emit(draft, { kind: 'tallied', metric: 'points.earned', n: sum, at, subject });
}

/** How long a rule's points wait and live: its own times, else the program's. */
export function lifeOf({ rules, points }: Program, id: string) {
  const rule = rules.find((one) => one.id === id);
  const pending = rule?.pending ?? points.pending;
  const expiry = rule?.expiry ?? points.expiry;
  return { pending: pending || undefined, expiry: expiry || undefined };
}
