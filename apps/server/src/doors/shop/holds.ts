import { HoldConfirmInput, HoldInput, type HoldView, ShopId } from '@laurel/contract';
import { z } from 'zod';
import { createHold } from '../../use/holds/create.ts';
import { confirmHold, releaseHold } from '../../use/holds/end.ts';
import { getHold } from '../../use/holds/view.ts';
import { HoldAnswer } from '../rest/answers/hold.ts';
import { told } from './replay.ts';
import { procedure, router } from './trpc.ts';

const Id = z.string().min(1).max(100);

export const holds = router({
  create: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/holds',
        summary: 'Put points by for a checkout',
        answer: HoldAnswer,
        statuses: { 201: 'Held', 200: 'A replay: held before, nothing was done again' },
        keyed: true,
      },
    })
    .input(HoldInput)
    .mutation(async ({ ctx, input }): Promise<HoldView> => {
      return told(ctx, await createHold(ctx.house.laurel, ctx.program, input), 201);
    }),

  get: procedure
    .meta({
      scope: 'read',
      rest: { method: 'GET', path: '/v1/holds/{id}', summary: 'A hold as it stands now', answer: HoldAnswer },
    })
    .input(z.object({ id: Id }))
    .query(({ ctx, input }): Promise<HoldView> => getHold(ctx.house.laurel, ctx.program, input.id)),

  confirm: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/holds/{id}/confirm',
        summary: 'Pay an order with the points that are held',
        answer: HoldAnswer,
        keyed: true,
      },
    })
    .input(HoldConfirmInput)
    .mutation(async ({ ctx, input }): Promise<HoldView> => {
      return told(ctx, await confirmHold(ctx.house.laurel, ctx.program, input), 200);
    }),

  release: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/holds/{id}/release',
        summary: 'Let go of points that are held, before their time is over',
        answer: HoldAnswer,
        keyed: true,
      },
    })
    .input(z.object({ id: Id, key: ShopId.optional().describe('by default made of the id') }))
    .mutation(async ({ ctx, input }): Promise<HoldView> => {
      return told(ctx, await releaseHold(ctx.house.laurel, ctx.program, input), 200);
    }),
});
