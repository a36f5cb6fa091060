import { type Draft, emit } from '../decide/draft.ts';
import { holds } from '../earn/condition.ts';
import { type ChallengeOf, isDated } from '../earn/program.ts';
import type { Subject } from '../earn/subject.ts';
import type { Fact } from '../log/fact.ts';
import { isOrderFact } from '../order/fact.ts';
import { grant } from '../points/grant.ts';

type StepOf = ChallengeOf['steps'][number];

/**
 * Moves the challenges that a fact counts for.
 * @param of the subject of an order, so that a refund finds what it did
 * @returns whether any moved
 */
export function progress(draft: Draft, fact: Fact, subject: Subject, of: string | null): boolean {
  let any = false;
  for (const challenge of draft.program.challenges) {
    const standing = draft.state.challenges[challenge.id];
    const isDone = standing?.completedAt !== null && standing !== undefined;
    if ((isDone && challenge.onRefund === 'keep') || !isDated(challenge, fact.occurredAt)) continue;
    let moved = false;
    challenge.steps.forEach((step, at) => {
      const add = step.on === fact.type && holds(step.when, subject) ? addOf(step, subject.event) : 0;
      if (add <= 0) return;
      const value = (draft.state.challenges[challenge.id]?.steps[at] ?? 0) + add;
      emit(draft, { kind: 'challenge.progressed', challenge: challenge.id, step: at, value, add, subject: of });
      moved = true;
    });
    if (moved && !isDone && isComplete(challenge, draft.state.challenges[challenge.id]?.steps ?? []))
      complete(draft, challenge, fact, of);
    any ||= moved;
  }
  return any;
}

/** What a fact adds to a step: one, or the number that the step sums, as a whole. */
export function addOf(step: StepOf, data: Record<string, unknown>): number {
  if (step.sum === undefined) return 1;
  const value = numberAt(data, step.sum);
  return value === null ? 0 : Math.floor(value);
}

/** What a step must come to. */
export function targetOf(step: StepOf): number {
  return step.times ?? step.reach ?? 1;
}

export function isComplete({ steps }: ChallengeOf, values: readonly number[]): boolean {
  return steps.every((step, at) => (values[at] ?? 0) >= targetOf(step));
}

/** The number at a dotted path, or null. */
export function numberAt(data: unknown, path: string): number | null {
  const value = valueAt(data, path);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Whatever stands at a dotted path; null where nothing does. */
export function valueAt(data: unknown, path: string): unknown {
  let value: unknown = data;
  for (const part of path.split('.')) {
    if (value === null || typeof value !== 'object') return null;
    value = (value as Record<string, unknown>)[part];
  }
  return value ?? null;
}

/** The grant of goods that may be sent back waits as the program's points do; any other comes at once. */
export function complete(
  draft: Draft,
  { id, grant: given }: ChallengeOf,
  { type, occurredAt: at }: Fact,
  order: string | null,
): void {
  const { points: life } = draft.program;
  const points = given.points ?? 0;
  const pending = isOrderFact(type) ? life.pending : undefined;
  const source = { kind: 'challenge', id } as const;
  const lot =
    points > 0 ? grant(draft, { points, source, subject: null, at, pending, expiry: life.expiry, order }) : null;
  emit(draft, { kind: 'challenge.completed', challenge: id, at, lot, points });
  if (given.badge !== undefined && draft.state.badges[given.badge] === undefined)
    emit(draft, { kind: 'badge.granted', badge: given.badge, at });
  const subject = `challenge:${id}`;
  emit(draft, { kind: 'tallied', metric: 'challenges.completed', n: 1, at, subject });
  if (points > 0) emit(draft, { kind: 'tallied', metric: 'points.earned', n: points, at, subject });
}
