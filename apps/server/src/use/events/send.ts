import type { EventOutcome } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimId } from '../../store/claims.ts';
import { told } from '../../store/faults.ts';
import { settleClaims } from '../claims/settle.ts';
import { clocksOf } from '../members/clock.ts';
import { judgeEvents, refuseLate } from './judge.ts';
import { outcomesOf } from './outcome.ts';
import { type Incoming, readEvent } from './read.ts';

/**
 * Takes events. Each gets its own answer, in order; one that is broken does not stop the others. The order of events of one
 * member is kept; others are judged side by side.
 * @param options.since facts from this instant on are not too late, in milliseconds
 */
export async function sendEvents(
  laurel: Laurel,
  program: PublishedProgram,
  events: unknown[],
  options: { locale?: string; imported?: boolean; since?: number } = {},
): Promise<(EventOutcome | LaurelError)[]> {
  const answers: (EventOutcome | LaurelError)[] = [];
  const now = laurel.now();
  const ahead = await clocksOf(laurel, program, events);
  const taken: { at: number; event: Incoming }[] = [];
  events.forEach((input, at) => {
    const read = readEvent(input, now + ahead(input), options.imported === true, program.document.events);
    if (read instanceof LaurelError) answers[at] = read;
    else taken.push({ at, event: read });
  });
  try {
    const late = taken.filter(({ event }) => event.late && event.fact.occurredAt < (options.since ?? Infinity));
    const tooLate = await refuseLate(
      laurel,
      late.map(({ event }) => ({ event, keyClaim: claimId(program.id, 'key', event.fact.key) })),
    );
    const good = taken.filter(({ event }) => !tooLate.has(event));
    for (const { at, event } of late)
      if (tooLate.has(event))
        answers[at] = new LaurelError('too_late', { occurredAt: new Date(event.fact.occurredAt).toISOString() });
    const { answers: judged } = await judgeEvents(
      laurel,
      program,
      good.map(({ event }) => event),
      options.imported === true,
    );
    const outcomes = await outcomesOf(laurel, program, await Promise.all(judged), options.locale ?? 'en');
    const brought = good.flatMap(({ event: { order } }) => (order?.brings ? order.id : []));
    await settleClaims(laurel, program, brought);
    good.forEach(({ at }, n) => {
      answers[at] = outcomes[n] as EventOutcome | LaurelError;
    });
    return answers;
  } catch (error) {
    const refused = told(error);
    if (!(refused instanceof LaurelError)) throw refused;
    return events.map((_, at) => answers[at] ?? refused);
  }
}
