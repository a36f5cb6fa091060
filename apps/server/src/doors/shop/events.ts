import { type ErrorBody, Event, type EventOutcome, LIMITS } from '@laurel/contract';
import { z } from 'zod';
import { LaurelError } from '../../laurel.ts';
import { sendEvents } from '../../use/events/send.ts';
import { refusalOf } from '../errors/body.ts';
import { BatchAnswers, EventAnswer } from '../rest/answers/event.ts';
import { procedure, router } from './trpc.ts';

/** The answer for one event of a batch, at the place of the event. */
export type BatchAnswer =
  | { ok: true; status: 200 | 201; outcome: EventOutcome }
  | { ok: false; status: number; error: ErrorBody };

// Each event is read by the schema of its own type, inside the use case, so that faults are told for that type alone.
const anyEvent = z.custom<z.input<typeof Event>>(
  (event) => typeof event === 'object' && event !== null,
  'an event is an object',
);

export const events = router({
  send: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/events',
        summary: 'Report a fact',
        input: Event,
        answer: EventAnswer,
        statuses: { 201: 'Judged and kept', 200: 'A replay: judged before, nothing was done again' },
        keyed: true,
      },
    })
    .input(anyEvent)
    .mutation(async ({ ctx, input }): Promise<EventOutcome> => {
      const [outcome] = await sendEvents(ctx.house.laurel, ctx.program, [input], { locale: ctx.locale });
      if (!outcome || outcome instanceof Error) throw outcome ?? new LaurelError('internal');
      ctx.answer.status = outcome.replayed ? 200 : 201;
      if (outcome.replayed) ctx.answer.headers['idempotent-replayed'] = 'true';
      return outcome;
    }),

  batch: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/events/batch',
        summary: `Report up to ${LIMITS.batchEvents} facts, in order, with an answer for each`,
        input: z.object({ events: z.array(Event).max(LIMITS.batchEvents) }),
        answer: BatchAnswers,
        statuses: { 200: 'All were taken', 207: 'Some were refused; each answer says which and why' },
        bodyBytes: LIMITS.batchBytes,
      },
    })
    .input(z.object({ events: z.array(z.custom<z.input<typeof Event>>()).max(LIMITS.batchEvents) }))
    .mutation(async ({ ctx, input }): Promise<BatchAnswer[]> => {
      const outcomes = await sendEvents(ctx.house.laurel, ctx.program, input.events, { locale: ctx.locale });
      const answers = outcomes.map((outcome) => answerOf(outcome, ctx.requestId));
      if (answers.some((answer) => !answer.ok)) ctx.answer.status = 207;
      return answers;
    }),
});

function answerOf(outcome: EventOutcome | LaurelError, requestId: string): BatchAnswer {
  if (!(outcome instanceof LaurelError)) return { ok: true, status: outcome.replayed ? 200 : 201, outcome };
  const { status, body } = refusalOf(outcome, { id: requestId, bodyLimit: null });
  return { ok: false, status, error: body };
}
