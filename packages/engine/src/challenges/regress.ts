import { withdrawBadge } from '../badges/withdraw.ts';
import { type Draft, emit } from '../decide/draft.ts';
import { holds } from '../earn/condition.ts';
import type { ChallengeOf } from '../earn/program.ts';
import type { Subject } from '../earn/subject.ts';
import { lotOf } from '../evolve/lots.ts';
import { takeReward, wasUsed } from '../grants/take.ts';
import type { State } from '../log/state.ts';
import { sumUp } from '../number/sum-up.ts';
import type { Settlement } from '../order/settlement.ts';
import { reverse } from '../points/reverse.ts';
import { isComplete, roundOf } from './progress.ts';
import { addOf, marksOf } from './step.ts';

/**
 * Takes back what an order did for challenges: all of it when nothing remains or what remains is not asked for, else what its sums no
 * longer come to and the values that are no longer there. A completed one stays, unless it says `onRefund: undo`; so does what was done in a round that is over.
 */
export function regress(
  draft: Draft,
  progress: Settlement['progress'],
  about: { was: Subject; is: Subject },
  gone: boolean,
  subject: string,
): void {
  const { event: remaining } = about.is;
  const touched = new Set<ChallengeOf>();
  for (const { challenge: id, step: at, add, mark, round, held } of progress) {
    const challenge = draft.program.challenges.find((one) => one.id === id);
    const step = challenge?.steps[at];
    const standing = draft.state.challenges[id];
    if (!challenge || !step || !standing || round !== (standing.round ?? 0)) continue;
    if (standing.completedAt !== null && challenge.onRefund === 'keep') continue;
    if (mark !== undefined) {
      if (!held) continue;
      const counts = !gone && !leaves(challenge, step, about);
      if (counts && marksOf(step, remaining)?.includes(mark)) continue;
      const seen = standing.seen?.[at]?.[mark] ?? 0;
      if (seen === 0) continue;
      const lost = seen === 1 ? 1 : 0;
      const value = Math.max(0, (standing.steps[at] ?? 0) - lost);
      emit(draft, {
        kind: 'challenge.progressed',
        challenge: id,
        step: at,
        value,
        add: -lost,
        subject,
        mark,
        back: true,
        ...roundOf(draft, id),
      });
    } else {
      // What remains may no longer be what the step asks for.
      const counts = !gone && !leaves(challenge, step, about);
      const left = counts ? Math.min(add, addOf(step, remaining)) : 0;
      if (left >= add) continue;
      const value = Math.max(0, sumUp(standing.steps[at] ?? 0, left, -add));
      emit(draft, {
        kind: 'challenge.progressed',
        challenge: id,
        step: at,
        value,
        add: sumUp(left, -add),
        subject,
        ...roundOf(draft, id),
      });
    }
    touched.add(challenge);
  }
  for (const challenge of touched) {
    const standing = draft.state.challenges[challenge.id];
    if (standing && standing.completedAt !== null && !isComplete(challenge, standing.steps))
      undo(draft, challenge, { standing, at: standing.completedAt, subject });
  }
}

/** Whether what is asked for held of what remained before, and no longer does. */
function leaves(
  { when }: ChallengeOf,
  step: ChallengeOf['steps'][number],
  { was, is }: { was: Subject; is: Subject },
): boolean {
  const asks = (about: Subject) => holds(when, about) && holds(step.when, about);
  return asks(was) && !asks(is);
}

interface Undone {
  standing: State['challenges'][string];
  /** When it was completed. */
  at: number;
  subject: string;
}

function undo(draft: Draft, { id, grant }: ChallengeOf, { standing, at, subject }: Undone): void {
  const { points, lot, expired } = standing;
  if (points > 0 && lot !== null) {
    reverse(draft, {
      points,
      subject,
      own: ({ id: own }) => own === lot || lotOf(own) === lot,
      expired: expired > 0 ? [{ lot, points: expired }] : [],
      beyond: 'debt',
    });
  }
  const { redemption } = standing;
  const kept = redemption !== undefined && wasUsed(draft, redemption) ? { kept: redemption } : {};
  emit(draft, { kind: 'challenge.undone', challenge: id, ...kept });
  // What was done before the challenge was there gave nothing.
  if (standing.past) return;
  const { badge } = standing;
  if (badge !== undefined) withdrawBadge(draft, badge, { of: 'challenge', id });
  if (grant.counter) {
    const { id: counter, n } = grant.counter;
    emit(draft, { kind: 'counter.moved', counter, n: -n, at: draft.recordedAt, subject: null });
  }
  if (kept.kept === undefined) takeReward(draft, redemption ?? null);
  const of = `challenge:${id}`;
  emit(draft, { kind: 'tallied', metric: 'challenges.completed', n: -1, at, subject: of });
  if (points > 0) emit(draft, { kind: 'tallied', metric: 'points.earned', n: -points, at, subject: of });
}
