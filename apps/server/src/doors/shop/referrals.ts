import {
  type Page,
  type ReferralCaseView,
  ReferralCodeInput,
  ReferralDecisionInput,
  type ReferralMetricsView,
  ReferralsInput,
} from '@laurel/contract';
import { z } from 'zod';
import { decideReferral } from '../../use/referrals/decide.ts';
import { listReferrals } from '../../use/referrals/list.ts';
import { referralMetrics } from '../../use/referrals/metrics.ts';
import { takeOwnCode } from '../../use/referrals/own-code.ts';
import { ReferralCaseAnswer, ReferralCasePage, ReferralMetricsAnswer } from '../rest/answers/referral.ts';
import { ExternalId, Locale } from './fields.ts';
import { procedure, router } from './trpc.ts';

export const referrals = router({
  list: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/referrals',
        summary: 'Recommendations with their risk, newest first; by default those that wait for somebody’s word',
        answer: ReferralCasePage,
      },
    })
    .input(ReferralsInput.extend({ locale: Locale }))
    .query(({ ctx, input: { locale = ctx.locale, ...asked } }): Promise<Page<ReferralCaseView>> => {
      return listReferrals(ctx.house.laurel, ctx.program, asked, locale);
    }),

  metrics: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/referrals/metrics',
        summary: 'How many friends came, counted, were held for review, refused or undone',
        answer: ReferralMetricsAnswer,
      },
    })
    .query(({ ctx }): Promise<ReferralMetricsView> => referralMetrics(ctx.house.laurel, ctx.program)),

  decide: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/members/{externalId}/referral/decision',
        summary: 'Approve of the recommendation that a member came by, or refuse it, with all that follows',
        answer: ReferralCaseAnswer,
        statuses: { 201: 'Decided', 200: 'A replay: decided before, nothing was done again' },
        keyed: true,
      },
    })
    .input(ReferralDecisionInput.extend({ externalId: ExternalId, locale: Locale }))
    .mutation(async ({ ctx, input: { externalId, locale = ctx.locale, ...said } }): Promise<ReferralCaseView> => {
      const { view, replayed } = await decideReferral(ctx.house.laurel, ctx.program, externalId, said, locale);
      ctx.answer.status = replayed ? 200 : 201;
      if (replayed) ctx.answer.headers['idempotent-replayed'] = 'true';
      return view;
    }),

  code: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'PUT',
        path: '/v1/members/{externalId}/referral/code',
        summary: 'Give a member a code of their own wish; the codes before go on leading to them',
        answer: z.object({ code: z.string() }),
      },
    })
    .input(ReferralCodeInput.extend({ externalId: ExternalId }))
    .mutation(({ ctx, input: { externalId, code } }): Promise<{ code: string }> => {
      return takeOwnCode(ctx.house.laurel, ctx.program, externalId, code);
    }),
});
