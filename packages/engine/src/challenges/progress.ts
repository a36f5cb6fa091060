import { type Draft, emit } from '../decide/draft.ts';
import { holds } from '../earn/condition.ts';
import { type ChallengeOf, isDated } from '../earn/program.ts';
import type { Subject } from '../earn/subject.ts';
import { giveGrant, waitOfGoods } from '../grants/give.ts';
import type { Fact } from '../log/fact.ts';
import type { State } from '../log/state.ts';
import { sumUp } from '../number/sum-up.ts';
import { isOrderFact } from '../order/fact.ts';
import { roundAt } from './round.ts';
import { addOf, isStepDone, marksOf, targetOf } from './step.ts';

/**
 * Moves the challenges that a fact counts for.
 * @param of the subject of an order, so that a refund finds what it did
 * @returns whether any moved
 */
export function progress(draft: Draft, fact: Fact, subject: Subject, of: string | null): boolean {
  let any = false;
  for (const challenge of draft.program.challenges) any = progressOf(draft, challenge, { fact, subject, of }) || any;
  return any;
}

/** Of what happened before a challenge was there: whether it gives for it, and from when on that lives. */
export interface Past {
  gives: boolean;
  now: number;
}

/** Moves one challenge. @returns whether it moved */
export function progressOf(
  draft: Draft,
  challenge: ChallengeOf,
  { fact, subject, of }: { fact: Fact; subject: Subject; of: string | null },
  past?: Past,
): boolean {
  if (!challenge.steps.some(({ on }) => on === fact.type) || !isDated(challenge, fact.occurredAt)) return false;
  if (!holds(challenge.when, subject)) return false;
  const round = roundAt(draft.program, challenge, standingOf(draft, challenge), fact.occurredAt);
  if (round === 'shut') return false;
  const moved = moveSteps(draft, challenge, { fact, subject, of, anew: round === 'anew' });
  if (moved) completeSteps(draft, challenge, fact, of, past);
  return moved;
}

/** Gives what the steps that are done now give, and what all of them together do. */
export function completeSteps(draft: Draft, challenge: ChallengeOf, fact: Fact, of: string | null, past?: Past): void {
  const standing = standingOf(draft, challenge);
  if (!standing || standing.completedAt !== null) return;
  challenge.steps.forEach((step, at) => {
    if (step.grant && isStepDone(step, standing.steps[at]) && !(standing.given ?? []).includes(at))
      completeStep(draft, challenge, at, { fact, order: of, past });
  });
  if (isComplete(challenge, standing.steps)) complete(draft, challenge, { fact, order: of, past });
}

function moveSteps(
  draft: Draft,
  challenge: ChallengeOf,
  { fact, subject, of, anew }: { fact: Fact; subject: Subject; of: string | null; anew: boolean },
): boolean {
  const { id, steps, order } = challenge;
  let isOpen = anew;
  let moved = false;
  for (const [at, step] of steps.entries()) {
    const before = isOpen ? undefined : standingOf(draft, challenge);
    // One fact counts for one step of a fixed order: the first that is not done.
    const isDone = isStepDone(step, before?.steps[at]);
    // What is told late happened before the step that leads to this one was done.
    const isEarly = order === 'fixed' && at > 0 && fact.occurredAt < (before?.latest?.[at - 1] ?? 0);
    if (step.on === fact.type && !(order === 'fixed' && isDone) && !isEarly && holds(step.when, subject)) {
      const marks = marksOf(step, subject.event);
      const add = marks === null ? addOf(step, subject.event) : 0;
      if (add > 0 || (marks !== null && marks.length > 0)) {
        if (isOpen) emit(draft, { kind: 'challenge.restarted', challenge: id, at: fact.occurredAt });
        isOpen = false;
        const found = { challenge: id, step: at, at: fact.occurredAt, subject: of, ...roundOf(draft, id) };
        if (marks === null)
          emit(draft, { kind: 'challenge.progressed', ...found, value: sumUp(standsAt(draft, id, at), add), add });
        else for (const mark of marks) addMark(draft, found, mark);
        moved = true;
      }
      if (order === 'fixed' && moved) return true;
    }
    if (order === 'fixed' && !isDone) return moved;
  }
  return moved;
}

/** Different values that are kept of one step. */
const MOST_MARKS = 200;

interface Found {
  challenge: string;
  step: number;
  at: number;
  subject: string | null;
  round?: number;
}

/** The round that is under way, as changes name it: the first has no number. */
export function roundOf({ state }: Draft, challenge: string): { round?: number } {
  const round = state.challenges[challenge]?.round ?? 0;
  return round > 0 ? { round } : {};
}

/** One of the different values of a step; one that was seen before is noted, so that of two orders one may be given back. */
export function addMark(draft: Draft, found: Found, mark: string): void {
  const marks = draft.state.challenges[found.challenge]?.seen?.[found.step] ?? {};
  const seen = marks[mark] ?? 0;
  if (seen === 0 && Object.keys(marks).length >= MOST_MARKS) return;
  const add = seen === 0 ? 1 : 0;
  emit(draft, {
    kind: 'challenge.progressed',
    ...found,
    value: standsAt(draft, found.challenge, found.step) + add,
    add,
    mark,
  });
}

function standsAt({ state }: Draft, challenge: string, step: number): number {
  return state.challenges[challenge]?.steps[step] ?? 0;
}

function standingOf({ state }: Draft, { id }: ChallengeOf): State['challenges'][string] | undefined {
  return state.challenges[id];
}

export function isComplete({ steps }: ChallengeOf, values: readonly number[]): boolean {
  return steps.every((step, at) => (values[at] ?? 0) >= targetOf(step));
}

/** What completed something; `past`: before the challenge was there. */
interface Cause {
  fact: Fact;
  order: string | null;
  past: Past | undefined;
}

/** How what is given waits and lives: of goods that may be sent back as the program's points do; any other comes at once, and for the past now. */
function lifeOf(draft: Draft, { fact, order, past }: Cause) {
  if (past) return { at: past.now, order: null };
  return waitOfGoods(draft, isOrderFact(fact.type) ? order : null, fact.occurredAt);
}

function complete(draft: Draft, { id, grant }: ChallengeOf, cause: Cause): void {
  const { past } = cause;
  const { occurredAt: at } = cause.fact;
  if (past && !past.gives) {
    emit(draft, { kind: 'challenge.completed', challenge: id, at, lot: null, points: 0, past: true });
    return;
  }
  // A reward that was used, and that its challenge lost again, is there already.
  const kept = grant.reward === undefined ? undefined : draft.state.challenges[id]?.kept;
  const { points } = giveGrant(draft, kept === undefined ? grant : { ...grant, reward: undefined }, {
    of: 'challenge',
    id,
    ...lifeOf(draft, cause),
    note({ lot, points: n, badge, redemption: given }) {
      const redemption = kept ?? given;
      const more = { ...(badge === null ? {} : { badge }), ...(redemption === null ? {} : { redemption }) };
      emit(draft, { kind: 'challenge.completed', challenge: id, at, lot, points: n, ...more });
    },
  });
  const subject = `challenge:${id}`;
  emit(draft, { kind: 'tallied', metric: 'challenges.completed', n: 1, at, subject });
  if (points > 0) emit(draft, { kind: 'tallied', metric: 'points.earned', n: points, at, subject });
}

function completeStep(draft: Draft, { id, steps }: ChallengeOf, step: number, cause: Cause): void {
  const gift = steps[step]?.grant;
  if (!gift) return;
  const { occurredAt: at } = cause.fact;
  const isGiven = cause.past?.gives !== false;
  const { points, lot } = isGiven
    ? giveGrant(draft, gift, { of: 'challenge', id, ...lifeOf(draft, cause) })
    : { points: 0, lot: null };
  emit(draft, { kind: 'challenge.step', challenge: id, step, at, lot, points });
  if (points > 0) emit(draft, { kind: 'tallied', metric: 'points.earned', n: points, at, subject: `challenge:${id}` });
}
