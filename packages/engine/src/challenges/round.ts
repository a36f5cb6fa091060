import type { Program } from '@laurel/contract';
import type { ChallengeOf } from '../earn/program.ts';
import type { State } from '../log/state.ts';
import { addDuration } from '../time/add.ts';
import { spanOf } from '../time/span.ts';

type Standing = State['challenges'][string];

/** When the round that something counts in is over, by the fact that began it; null: it has no end. */
export function roundEnds(
  { timeZone }: Pick<Program, 'timeZone'>,
  { within }: ChallengeOf,
  startedAt: number,
): number | null {
  if (within === undefined) return null;
  if (typeof within === 'string') return spanOf(timeZone, startedAt, within).end;
  return addDuration(timeZone, startedAt, within);
}

/**
 * What a fact of an instant finds of a challenge: the round goes on, a new one begins with it, or it counts for nothing (the challenge is
 * done, rests, or the fact is of a round that is over).
 */
export function roundAt(
  program: Pick<Program, 'timeZone'>,
  challenge: ChallengeOf,
  standing: Standing | undefined,
  at: number,
): 'on' | 'anew' | 'shut' {
  if (challenge.join && (standing?.joinedAt ?? Number.POSITIVE_INFINITY) > at) return 'shut';
  if (!standing) return 'on';
  const { startedAt = null, completedAt } = standing;
  const ends = startedAt === null ? null : roundEnds(program, challenge, startedAt);
  if (completedAt === null) {
    if (startedAt === null || ends === null) return 'on';
    if (at >= ends) return 'anew';
    return isBefore(program, challenge, startedAt, at) ? 'shut' : 'on';
  }
  const { repeat, cooldown } = challenge;
  // What is not repeated stays done; a refund may still take it back.
  if (repeat === undefined) return challenge.onRefund === 'undo' ? 'on' : 'shut';
  if (repeat !== 'ever' && (standing.times ?? 1) >= repeat.times) return 'shut';
  if (at < completedAt || (cooldown && at < addDuration(program.timeZone, completedAt, cooldown))) return 'shut';
  if (typeof challenge.within === 'string' && ends !== null && at < ends) return 'shut';
  return 'anew';
}

/** Whether a late fact is of an earlier round than the one that is under way. */
function isBefore(
  { timeZone }: Pick<Program, 'timeZone'>,
  { within }: ChallengeOf,
  startedAt: number,
  at: number,
): boolean {
  if (typeof within === 'string') return at < spanOf(timeZone, startedAt, within).start;
  return within !== undefined && addDuration(timeZone, at, within) <= startedAt;
}

/** A challenge's standing as it is at an instant: a round that ran out is not there any more, one that may be done again is open. */
export function standingAt(
  program: Pick<Program, 'timeZone'>,
  challenge: ChallengeOf,
  standing: Standing | undefined,
  now: number,
): Standing | undefined {
  if (!standing || roundAt(program, challenge, standing, now) !== 'anew') return standing;
  return { ...standing, steps: [], completedAt: null, startedAt: null, seen: {}, given: [] };
}

/** The instants at which a round runs out, or the next may begin. */
export function turnsOf(
  program: Pick<Program, 'timeZone'>,
  challenge: ChallengeOf,
  { startedAt = null, completedAt }: Standing,
): number[] {
  const ends = startedAt === null ? null : roundEnds(program, challenge, startedAt);
  const rests =
    completedAt === null || !challenge.cooldown ? null : addDuration(program.timeZone, completedAt, challenge.cooldown);
  return [ends, rests].filter((at) => at !== null);
}
