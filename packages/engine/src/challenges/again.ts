import type { Program } from '@laurel/contract';
import { type Draft, emit } from '../decide/draft.ts';
import { holds } from '../earn/condition.ts';
import { isDated } from '../earn/program.ts';
import type { Subject } from '../earn/subject.ts';
import type { Fact } from '../log/fact.ts';
import type { Settlement } from '../order/settlement.ts';
import { addOf, complete, isComplete } from './progress.ts';

/** Moves the challenges on by what an order now does beyond what it did before; `regress` is the other way round. */
export function progressAgain(
  draft: Draft,
  {
    known,
    progress,
    fact,
    about,
    of,
  }: {
    /** The version that judged the order: what has been added to the program since is not for it. */
    known: Program;
    progress: Settlement['progress'];
    fact: Fact;
    about: Subject;
    of: string;
  },
): void {
  for (const challenge of draft.program.challenges) {
    const { id, onRefund, steps } = challenge;
    const isDone = (draft.state.challenges[id]?.completedAt ?? null) !== null;
    if ((isDone && onRefund === 'keep') || !isDated(challenge, fact.occurredAt)) continue;
    if (!known.challenges.some((one) => one.id === id)) continue;
    let moved = false;
    steps.forEach((step, at) => {
      const want = step.on === fact.type && holds(step.when, about) ? addOf(step, about.event) : 0;
      const had = progress.find((item) => item.challenge === id && item.step === at)?.add ?? 0;
      const add = want - had;
      if (add <= 0) return;
      const value = (draft.state.challenges[id]?.steps[at] ?? 0) + add;
      emit(draft, { kind: 'challenge.progressed', challenge: id, step: at, value, add, subject: of });
      moved = true;
    });
    if (moved && !isDone && isComplete(challenge, draft.state.challenges[id]?.steps ?? []))
      complete(draft, challenge, { ...fact, occurredAt: draft.occurredAt }, of);
  }
}
