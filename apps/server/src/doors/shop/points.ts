import {
  AdjustmentInput,
  type AdjustmentView,
  type MemberView,
  MergeInput,
  type Page,
  PageInput,
  TierGrantInput,
  TransferInput,
  type TransferView,
} from '@laurel/contract';
import { grantTier } from '../../use/members/tier.ts';
import { mergeMembers } from '../../use/merges/merge.ts';
import { adjustPoints, listAdjustments } from '../../use/points/adjust.ts';
import { transferPoints } from '../../use/points/transfer.ts';
import { MemberAnswer } from '../rest/answers/member.ts';
import { AdjustmentAnswer, AdjustmentPage, TransferAnswer } from '../rest/answers/points.ts';
import type { ShopContext } from './context.ts';
import { ExternalId } from './fields.ts';
import { procedure, router } from './trpc.ts';

/** A replay says so in the header too. */
function told<View extends { replayed: boolean }>(context: ShopContext, view: View): View {
  context.answer.status = view.replayed ? 200 : 201;
  if (view.replayed) context.answer.headers['idempotent-replayed'] = 'true';
  return view;
}

const statuses = { 201: 'Done', 200: 'A replay: done before, nothing was done again' };

export const adjustments = router({
  create: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/adjustments',
        summary: 'Add or take points by hand, with who and why',
        answer: AdjustmentAnswer,
        statuses,
        keyed: true,
      },
    })
    .input(AdjustmentInput)
    .mutation(async ({ ctx, input }): Promise<AdjustmentView> => {
      return told(ctx, await adjustPoints(ctx.house.laurel, ctx.program, input));
    }),

  list: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/members/{externalId}/adjustments',
        summary: 'What was added or taken by hand, newest first',
        answer: AdjustmentPage,
      },
    })
    .input(PageInput.extend({ externalId: ExternalId }))
    .query(({ ctx, input: { externalId, cursor, limit } }): Promise<Page<AdjustmentView>> => {
      return listAdjustments(ctx.house.laurel, ctx.program, externalId, { cursor, limit });
    }),
});

export const transfers = router({
  create: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/transfers',
        summary: 'Send points from one member to another, where the program lets them',
        answer: TransferAnswer,
        statuses,
        keyed: true,
      },
    })
    .input(TransferInput)
    .mutation(async ({ ctx, input }): Promise<TransferView> => {
      return told(ctx, await transferPoints(ctx.house.laurel, ctx.program, input));
    }),
});

export const tierGrants = router({
  create: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/tier-grants',
        summary: 'Grant a tier by hand, with who, why and until when, or end what was granted',
        answer: MemberAnswer,
        keyed: true,
      },
    })
    .input(TierGrantInput)
    .mutation(({ ctx, input }): Promise<MemberView> => {
      return grantTier(ctx.house.laurel, ctx.program, input, ctx.locale === undefined ? {} : { locale: ctx.locale });
    }),
});

export const merges = router({
  create: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/merges',
        summary: 'Merge a member or a visitor into another member',
        answer: MemberAnswer,
      },
    })
    .input(MergeInput)
    .mutation(({ ctx, input: { member, guest, into } }): Promise<MemberView> => {
      const from = guest === undefined ? { member: member ?? '' } : { guest };
      return mergeMembers(ctx.house.laurel, ctx.program, { from, into, locale: ctx.locale });
    }),
});
