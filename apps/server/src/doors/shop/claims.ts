import { ClaimApproveInput, ClaimRefuseInput, ClaimsInput, type Page, type ShopClaimView } from '@laurel/contract';
import { approveClaim, refuseClaim } from '../../use/claims/decide.ts';
import { listClaims } from '../../use/claims/list.ts';
import { ClaimAnswer, ClaimPage } from '../rest/answers/claim.ts';
import { Locale } from './fields.ts';
import { procedure, router } from './trpc.ts';

export const claims = router({
  list: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/claims',
        summary: 'Orders whose points members miss, newest first; `state=waiting` are to be decided',
        answer: ClaimPage,
      },
    })
    .input(ClaimsInput.extend({ locale: Locale }))
    .query(({ ctx, input: { locale = ctx.locale, ...question } }): Promise<Page<ShopClaimView>> => {
      return listClaims(ctx.house.laurel, ctx.program, question, locale);
    }),

  approve: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/claims/{claim}/approve',
        summary: 'Give the member the order: with its data, which is judged as of when it was paid',
        answer: ClaimAnswer,
      },
    })
    .input(ClaimApproveInput)
    .mutation(({ ctx, input }): Promise<ShopClaimView> => {
      return approveClaim(ctx.house.laurel, ctx.program, input, ctx.locale);
    }),

  refuse: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/claims/{claim}/refuse',
        summary: 'Refuse a claim, with why; the member reads it',
        answer: ClaimAnswer,
      },
    })
    .input(ClaimRefuseInput)
    .mutation(({ ctx, input }): Promise<ShopClaimView> => {
      return refuseClaim(ctx.house.laurel, ctx.program, input, ctx.locale);
    }),
});
