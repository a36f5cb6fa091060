import type { ChallengeView } from '@laurel/contract';
import { targetOf } from '../challenges/progress.ts';
import type { ChallengeOf } from '../earn/program.ts';
import type { State } from '../log/state.ts';
import { iso, textOf } from './text.ts';

/** A challenge as a member sees it; `standing` left out: as nobody has begun it. */
export function challengeView(
  challenge: ChallengeOf,
  standing: State['challenges'][string] | undefined,
  locale: string,
): ChallengeView {
  const { id, name, description, steps, grant, until } = challenge;
  const isDone = standing !== undefined && standing.completedAt !== null;
  return {
    id,
    name: textOf(name, locale, id),
    description: description === undefined ? null : textOf(description, locale, ''),
    steps: steps.map((step, at) => {
      const target = targetOf(step);
      return {
        name: step.name === undefined ? null : textOf(step.name, locale, ''),
        on: step.on,
        kind: step.times === undefined ? 'sum' : 'times',
        value: isDone ? target : Math.min(target, standing?.steps[at] ?? 0),
        target,
      };
    }),
    grant: { points: grant.points ?? null, badge: grant.badge ?? null },
    completedAt: iso(standing?.completedAt ?? null),
    until: until === undefined ? null : iso(Date.parse(until)),
  };
}
