import type { ChallengeView } from '@laurel/contract';
import { roundEnds, standingAt } from '../challenges/round.ts';
import { targetOf } from '../challenges/step.ts';
import type { ChallengeOf } from '../earn/program.ts';
import type { State } from '../log/state.ts';
import { addDuration } from '../time/add.ts';
import { iso, textOf } from './text.ts';
import { giftView } from './tier.ts';

/**
 * A challenge as a member sees it at an instant.
 * @param known the member's standing; left out: as nobody has begun it
 */
export function challengeView(
  timeZone: string,
  challenge: ChallengeOf,
  known: State['challenges'][string] | undefined,
  { now, locale }: { now: number; locale: string },
): ChallengeView {
  const { id, name, description, steps, grant, until, order, repeat, cooldown } = challenge;
  const standing = standingAt({ timeZone }, challenge, known, now);
  const completedAt = standing?.completedAt ?? null;
  const isDone = completedAt !== null;
  const startedAt = standing?.startedAt ?? null;
  const most = repeat === undefined ? 1 : repeat === 'ever' ? null : repeat.times;
  // What was done before it was there is done, and was never an occasion.
  const times = (known?.times ?? (isDone ? 1 : 0)) - (known?.past ? 1 : 0);
  const ends = startedAt === null ? null : roundEnds({ timeZone }, challenge, startedAt);
  return {
    id,
    name: textOf(name, locale, id),
    description: description === undefined ? null : textOf(description, locale, ''),
    steps: steps.map((step, at) => {
      const target = targetOf(step);
      return {
        name: step.name === undefined ? null : textOf(step.name, locale, ''),
        on: step.on,
        kind: step.distinct !== undefined ? 'distinct' : step.times === undefined ? 'sum' : 'times',
        value: isDone ? target : Math.min(target, standing?.steps[at] ?? 0),
        target,
        grant: step.grant ? giftView(step.grant) : null,
      };
    }),
    order,
    grant: giftView(grant),
    completedAt: iso(completedAt),
    times,
    most,
    join: challenge.join ? (known?.joinedAt === undefined ? 'open' : 'joined') : null,
    endsAt: iso(isDone ? null : ends),
    againAt: iso(isDone && (most === null || times < most) ? againAt() : null),
    until: until === undefined ? null : iso(Date.parse(until)),
  };

  function againAt(): number | null {
    const rests = cooldown && completedAt !== null ? addDuration(timeZone, completedAt, cooldown) : null;
    const next = typeof challenge.within === 'string' ? ends : null;
    return rests === null || next === null ? (rests ?? next) : Math.max(rests, next);
  }
}

/** Whether somebody sees a challenge at all. */
export function isSeen({ hidden }: ChallengeOf, standing: State['challenges'][string] | undefined): boolean {
  if (hidden === undefined) return true;
  if (hidden === 'until-done') return (standing?.times ?? 0) > 0 || (standing?.completedAt ?? null) !== null;
  return standing !== undefined && (standing.steps.some((value) => value > 0) || (standing.times ?? 0) > 0);
}
