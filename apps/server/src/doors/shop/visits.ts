import {
  CardVisitInput,
  DisplayInput,
  type DisplayView,
  type EventOutcome,
  type PlaceCodeView,
  Slug,
} from '@laurel/contract';
import { z } from 'zod';
import { LaurelError } from '../../laurel.ts';
import { outcomesOf } from '../../use/events/outcome.ts';
import { placeCode } from '../../use/visits/code.ts';
import { makeDisplay } from '../../use/visits/display.ts';
import { visitByCard } from '../../use/visits/visit.ts';
import { EventAnswer } from '../rest/answers/event.ts';
import { At } from '../rest/answers/page.ts';
import { procedure, router } from './trpc.ts';

const PlaceCodeAnswer = z.object({
  place: z.string(),
  code: z.string(),
  nextAt: At,
  validUntil: At,
}) satisfies z.ZodType<PlaceCodeView>;

export const visits = router({
  code: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/places/{place}/code',
        summary: 'The code that a place shows now, for its till or tablet',
        answer: PlaceCodeAnswer,
      },
    })
    .input(z.object({ place: Slug }))
    .query(({ ctx, input }): Promise<PlaceCodeView> => placeCode(ctx.house.laurel, ctx.program, input.place)),

  display: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/places/{place}/display',
        summary: 'A link for the tablet of a place, whose page shows the code and keeps it fresh',
        answer: z.object({ place: z.string(), url: z.string(), expiresAt: At }) satisfies z.ZodType<DisplayView>,
      },
    })
    .input(DisplayInput)
    .mutation(
      ({ ctx, input }): Promise<DisplayView> =>
        makeDisplay(ctx.house.laurel, ctx.program, input, ctx.house.ownOrigin ?? ''),
    ),

  create: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/visits',
        summary: 'A member’s card was scanned at a place; each card counts once',
        answer: EventAnswer,
        statuses: { 201: 'Judged and kept', 200: 'A replay: this card was scanned before' },
      },
    })
    .input(CardVisitInput)
    .mutation(async ({ ctx, input }): Promise<EventOutcome> => {
      const { laurel } = ctx.house;
      const submitted = await visitByCard(laurel, ctx.program, input);
      const [outcome] = await outcomesOf(laurel, ctx.program, [submitted], ctx.locale);
      if (!outcome || outcome instanceof Error) throw outcome ?? new LaurelError('internal');
      ctx.answer.status = outcome.replayed ? 200 : 201;
      if (outcome.replayed) ctx.answer.headers['idempotent-replayed'] = 'true';
      return outcome;
    }),
});
