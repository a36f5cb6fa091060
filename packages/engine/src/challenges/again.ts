import type { Program } from '@laurel/contract';
import { type Draft, emit } from '../decide/draft.ts';
import { holds } from '../earn/condition.ts';
import { isDated } from '../earn/program.ts';
import type { Subject } from '../earn/subject.ts';
import type { Fact } from '../log/fact.ts';
import { sumUp } from '../number/sum-up.ts';
import type { Settlement } from '../order/settlement.ts';
import { addMark, completeSteps, roundOf } from './progress.ts';
import { roundAt } from './round.ts';
import { addOf, marksOf } from './step.ts';

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
    const { id, steps } = challenge;
    if (!isDated(challenge, fact.occurredAt) || !holds(challenge.when, about)) continue;
    if (!known.challenges.some((one) => one.id === id)) continue;
    if (roundAt(draft.program, challenge, draft.state.challenges[id], fact.occurredAt) !== 'on') continue;
    const round = draft.state.challenges[id]?.round ?? 0;
    let moved = false;
    steps.forEach((step, at) => {
      const own = progress.filter((item) => item.challenge === id && item.step === at && item.round === round);
      // In a fixed order only what the order had done before may be done again.
      if (challenge.order === 'fixed' && own.length === 0) return;
      if (step.on !== fact.type || !holds(step.when, about)) return;
      const marks = marksOf(step, about.event);
      if (marks !== null) {
        for (const mark of marks) {
          if (own.some((item) => item.mark === mark && item.held)) continue;
          const found = { challenge: id, step: at, at: fact.occurredAt, subject: of, ...roundOf(draft, id) };
          addMark(draft, found, mark);
          moved = true;
        }
        return;
      }
      const add = sumUp(addOf(step, about.event), -(own[0]?.add ?? 0));
      if (add <= 0) return;
      const value = sumUp(draft.state.challenges[id]?.steps[at] ?? 0, add);
      const found = { challenge: id, step: at, at: fact.occurredAt, subject: of, ...roundOf(draft, id) };
      emit(draft, { kind: 'challenge.progressed', ...found, value, add });
      moved = true;
    });
    if (moved) completeSteps(draft, challenge, { ...fact, occurredAt: draft.occurredAt }, of);
  }
}
