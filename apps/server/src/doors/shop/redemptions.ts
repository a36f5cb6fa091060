import { RedemptionInput, type RedemptionView, ShopId } from '@laurel/contract';
import { z } from 'zod';
import { cancelRedemption } from '../../use/redemptions/cancel.ts';
import { createRedemption } from '../../use/redemptions/create.ts';
import { getRedemption } from '../../use/redemptions/get.ts';
import { RedemptionAnswer } from '../rest/answers/redemption.ts';
import { told } from './replay.ts';
import { procedure, router } from './trpc.ts';

export const redemptions = router({
  create: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/redemptions',
        summary: 'Buy a reward with points',
        answer: RedemptionAnswer,
        statuses: { 201: 'Bought', 200: 'A replay: bought before, nothing was done again' },
        keyed: true,
      },
    })
    .input(RedemptionInput)
    .mutation(async ({ ctx, input }): Promise<RedemptionView> => {
      return told(ctx, await createRedemption(ctx.house.laurel, ctx.program, input), 201);
    }),

  get: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/redemptions/{id}',
        summary: 'A redemption as it stands, and how it goes with the shop’s webhook',
        answer: RedemptionAnswer,
      },
    })
    .input(z.object({ id: z.string().min(1).max(100) }))
    .query(({ ctx, input }): Promise<RedemptionView> => getRedemption(ctx.house.laurel, ctx.program, input.id)),

  cancel: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/redemptions/{id}/cancel',
        summary: 'Give the points of a redemption back, once',
        answer: RedemptionAnswer,
        keyed: true,
      },
    })
    .input(z.object({ id: z.string().min(1).max(100), key: ShopId.optional().describe('by default made of the id') }))
    .mutation(async ({ ctx, input: { id, key = `cancel:${id}` } }): Promise<RedemptionView> => {
      return told(ctx, await cancelRedemption(ctx.house.laurel, ctx.program, id, key), 200);
    }),
});
