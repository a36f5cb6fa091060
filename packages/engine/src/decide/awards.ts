import type { Expiry, Pending, Program } from '@laurel/contract';
import type { Change } from '../log/change.ts';
import type { Award, Entry, Standing } from '../log/entry.ts';
import { grant } from '../points/grant.ts';
import { type Draft, emit } from './draft.ts';

interface Together {
  pending: Pending | undefined;
  expiry: Expiry | undefined;
  points: number;
  awards: { award: Award; points: number }[];
}

/**
 * Moves counters, opens a lot for the awards of points that wait and live alike, and notes for the boards what was earned.
 * @param left what remains of each award, where refunds came before the order; by default all of it
 */
export function grantAwards(
  draft: Draft,
  awards: Award[],
  { subject, at, left }: { subject: string | null; at: number; left?: readonly Standing[] },
): void {
  const lots: Together[] = [];
  let sum = 0;
  for (const award of awards) {
    const points = left ? (left.find(({ rule }) => rule === award.rule)?.points ?? 0) : award.points;
    if (points === 0) continue;
    if (award.counter !== undefined) {
      emit(draft, { kind: 'counter.moved', counter: award.counter, n: points, at, subject });
      continue;
    }
    const { pending, expiry } = lifeOf(draft.program, award.rule);
    let lot = lots.find((one) => one.pending === pending && one.expiry === expiry);
    if (!lot) {
      lot = { pending, expiry, points: 0, awards: [] };
      lots.push(lot);
    }
    lot.awards.push({ award, points });
    lot.points += points;
    sum += points;
  }
  for (const { pending, expiry, points, awards: of } of lots) {
    const [first] = of;
    if (!first) continue;
    const { rule: id } = first.award;
    const parts = of.map(({ award: { rule }, points: part }) => ({ rule, points: part }));
    const source = { kind: 'rule', id, ...(parts.length > 1 ? { parts } : {}) } as const;
    const lot = grant(draft, { points, source, subject, at, pending, expiry });
    for (const { award } of of) award.lot = lot;
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

type Opened = Extract<Change, { kind: 'lot.opened' }>;

/**
 * The lot in which an entry gave what a rule earned, and how many of its points are the rule's; null: none.
 * @param lot its id, where it is known
 */
export function lotOfRule(
  { changes }: Pick<Entry, 'changes'>,
  { rule, lot }: { rule: string; lot?: string | null },
): { opened: Opened; points: number } | null {
  if (lot === null) return null;
  for (const change of changes) {
    if (change.kind !== 'lot.opened' || change.source.kind !== 'rule') continue;
    if (lot !== undefined && change.lot !== lot) continue;
    const { id, parts = [{ rule: id, points: change.points }] } = change.source;
    const part = parts.find((one) => one.rule === rule);
    if (part) return { opened: change, points: part.points };
  }
  return null;
}
