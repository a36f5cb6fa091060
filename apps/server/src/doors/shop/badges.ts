import { BadgeHandInput, type BadgeStandView, type MemberView, ShopId } from '@laurel/contract';
import { z } from 'zod';
import { listBadges } from '../../use/badges/list.ts';
import { actFor } from '../../use/members/act.ts';
import { BadgesAnswer, MemberAnswer } from '../rest/answers/member.ts';
import { Locale } from './fields.ts';
import { procedure, router } from './trpc.ts';

export const badges = router({
  list: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/badges',
        summary: 'Every badge: how to get it, how many have it, and, with a member, since when they do',
        answer: BadgesAnswer,
      },
    })
    .input(z.object({ member: ShopId.optional(), locale: Locale }))
    .query(({ ctx, input: { member, locale = ctx.locale ?? 'en' } }): Promise<BadgeStandView[]> => {
      return listBadges(ctx.house.laurel, ctx.program, { member, locale });
    }),

  give: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/badges/{badge}/grants',
        summary: 'Give a member a badge by hand, with who and why',
        answer: MemberAnswer,
        keyed: true,
      },
    })
    .input(BadgeHandInput)
    .mutation(({ ctx, input: { key, member, ...said } }): Promise<MemberView> => {
      const act = { kind: 'handBadge', take: false, ...said } as const;
      return actFor(ctx.house.laurel, ctx.program, { key, member, act }, localeOf(ctx));
    }),

  take: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/badges/{badge}/withdrawals',
        summary: 'Take a badge back by hand, with who and why',
        answer: MemberAnswer,
        keyed: true,
      },
    })
    .input(BadgeHandInput)
    .mutation(({ ctx, input: { key, member, ...said } }): Promise<MemberView> => {
      const act = { kind: 'handBadge', take: true, ...said } as const;
      return actFor(ctx.house.laurel, ctx.program, { key, member, act }, localeOf(ctx));
    }),
});

const localeOf = ({ locale }: { locale?: string | undefined }) => (locale === undefined ? {} : { locale });
