import {
  type CouponCheckView,
  CouponInput,
  CouponReverseInput,
  CouponUseInput,
  type CouponUseView,
} from '@laurel/contract';
import { checkCoupon } from '../../use/coupons/check.ts';
import { reverseUse } from '../../use/coupons/reverse.ts';
import { useCoupon } from '../../use/coupons/use.ts';
import { CouponCheckAnswer, CouponUseAnswer } from '../rest/answers/reward.ts';
import { Locale } from './fields.ts';
import { told } from './replay.ts';
import { procedure, router } from './trpc.ts';

export const coupons = router({
  check: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/coupons/{code}',
        summary: 'Whether a code may be used, and what it is good for',
        answer: CouponCheckAnswer,
      },
    })
    .input(CouponInput.extend({ locale: Locale }))
    .query(({ ctx, input: { locale = ctx.locale, ...question } }): Promise<CouponCheckView> => {
      return checkCoupon(ctx.house.laurel, ctx.program, { ...question, locale });
    }),

  use: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/coupons/{code}/uses',
        summary: 'Use a code, or take an amount off a gift card or credit',
        answer: CouponUseAnswer,
        statuses: { 201: 'Used', 200: 'A replay: used before, nothing was done again' },
        keyed: true,
      },
    })
    .input(CouponUseInput)
    .mutation(async ({ ctx, input }): Promise<CouponUseView> => {
      return told(ctx, await useCoupon(ctx.house.laurel, ctx.program, input, ctx.locale), 201);
    }),

  reverse: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/coupons/uses/{use}/reverse',
        summary: 'Take the use of a code back, once',
        answer: CouponUseAnswer,
        keyed: true,
      },
    })
    .input(CouponReverseInput)
    .mutation(async ({ ctx, input }): Promise<CouponUseView> => {
      return told(ctx, await reverseUse(ctx.house.laurel, ctx.program, input, ctx.locale), 200);
    }),
});
