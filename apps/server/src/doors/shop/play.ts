import {
  ActFields,
  ChallengeJoinInput,
  DrawInput,
  type DrawnView,
  FreezesInput,
  type MemberView,
  PauseInput,
  ShopId,
} from '@laurel/contract';
import { playDraw } from '../../use/draws/play.ts';
import { actFor } from '../../use/members/act.ts';
import { DrawnAnswer, MemberAnswer } from '../rest/answers/member.ts';
import type { ShopContext } from './context.ts';
import { procedure, router } from './trpc.ts';

const localeOf = ({ locale }: ShopContext) => (locale === undefined ? {} : { locale });

export const challenges = router({
  join: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/challenges/{challenge}/join',
        summary: 'Let a member take up a challenge that is joined',
        answer: MemberAnswer,
        keyed: true,
      },
    })
    .input(ActFields.extend(ChallengeJoinInput.shape))
    .mutation(({ ctx, input: { key, member, challenge } }): Promise<MemberView> => {
      const act = { kind: 'joinChallenge', challenge } as const;
      return actFor(ctx.house.laurel, ctx.program, { key, member, act }, localeOf(ctx));
    }),
});

export const streaks = router({
  pause: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/streaks/{streak}/pause',
        summary: 'Pause a member’s streak until an instant, or let it go on',
        answer: MemberAnswer,
        keyed: true,
      },
    })
    .input(ActFields.extend(PauseInput.shape))
    .mutation(({ ctx, input: { key, member, streak, until } }): Promise<MemberView> => {
      const act = { kind: 'pauseStreak', streak, until: until ? Date.parse(until) : null, own: false } as const;
      return actFor(ctx.house.laurel, ctx.program, { key, member, act }, localeOf(ctx));
    }),

  freeze: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/streaks/{streak}/freezes',
        summary: 'Give a member freezes for a streak by hand, with who and why',
        answer: MemberAnswer,
        keyed: true,
      },
    })
    .input(FreezesInput)
    .mutation(({ ctx, input: { key, member, ...said } }): Promise<MemberView> => {
      const act = { kind: 'giveFreezes', ...said } as const;
      return actFor(ctx.house.laurel, ctx.program, { key, member, act }, localeOf(ctx));
    }),
});

export const draws = router({
  play: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: '/v1/draws/{draw}/plays',
        summary: 'One try of a draw for a member: the server draws by the declared odds',
        answer: DrawnAnswer,
        keyed: true,
      },
    })
    .input(DrawInput.extend({ key: ShopId, member: ShopId }))
    .mutation(async ({ ctx, input }): Promise<DrawnView> => {
      const { replayed, ...drawn } = await playDraw(ctx.house.laurel, ctx.program, input, ctx.locale ?? 'en');
      if (replayed) ctx.answer.headers['idempotent-replayed'] = 'true';
      return drawn;
    }),
});
