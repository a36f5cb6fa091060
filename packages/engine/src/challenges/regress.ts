import { type Draft, emit } from '../decide/draft.ts';
import type { ChallengeOf } from '../earn/program.ts';
import type { Settlement } from '../order/settlement.ts';
import { reverse } from '../points/reverse.ts';
import { addOf, isComplete } from './progress.ts';

/**
 * Takes back what an order did for challenges: all of it when nothing remains, else what its sums no longer come to. A completed
 * one stays, unless it says `onRefund: undo`.
 */
export function regress(
  draft: Draft,
  progress: Settlement['progress'],
  remaining: Record<string, unknown>,
  gone: boolean,
  subject: string,
): void {
  const touched = new Set<ChallengeOf>();
  for (const { challenge: id, step: at, add } of progress) {
    const challenge = draft.program.challenges.find((one) => one.id === id);
    const step = challenge?.steps[at];
    const standing = draft.state.challenges[id];
    if (!challenge || !step || !standing) continue;
    if (standing.completedAt !== null && challenge.onRefund === 'keep') continue;
    const left = gone ? 0 : Math.min(add, addOf(step, remaining));
    if (left >= add) continue;
    const value = Math.max(0, (standing.steps[at] ?? 0) - (add - left));
    emit(draft, { kind: 'challenge.progressed', challenge: id, step: at, value, add: left - add, subject });
    touched.add(challenge);
  }
  for (const challenge of touched) {
    const standing = draft.state.challenges[challenge.id];
    if (standing && standing.completedAt !== null && !isComplete(challenge, standing.steps))
      undo(draft, challenge, subject);
  }
}

function undo(draft: Draft, { id, grant }: ChallengeOf, subject: string): void {
  const standing = draft.state.challenges[id];
  if (!standing || standing.completedAt === null) return;
  const { points, lot, expired, completedAt: at } = standing;
  if (points > 0 && lot !== null) {
    reverse(draft, {
      points,
      subject,
      own: ({ source }) => source.kind === 'challenge' && source.id === id,
      expired: expired > 0 ? [{ lot, points: expired }] : [],
      beyond: 'debt',
    });
  }
  emit(draft, { kind: 'challenge.undone', challenge: id });
  if (grant.badge !== undefined && draft.state.badges[grant.badge] !== undefined)
    emit(draft, { kind: 'badge.withdrawn', badge: grant.badge });
  const of = `challenge:${id}`;
  emit(draft, { kind: 'tallied', metric: 'challenges.completed', n: -1, at, subject: of });
  if (points > 0) emit(draft, { kind: 'tallied', metric: 'points.earned', n: -points, at, subject: of });
}
