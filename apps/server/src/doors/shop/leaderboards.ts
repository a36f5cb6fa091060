import {
  BoardInput,
  BoardMemberInput,
  type BoardMeView,
  type BoardSummaryView,
  type BoardView,
  type ClosedPeriodView,
  type Page,
  PeriodsInput,
  type RanksView,
} from '@laurel/contract';
import { z } from 'zod';
import { boardMember } from '../../use/boards/member.ts';
import { boardPage } from '../../use/boards/page.ts';
import { grantPeriod, listPeriods } from '../../use/boards/periods.ts';
import { listBoards, memberRanks } from '../../use/boards/ranks.ts';
import {
  BoardAnswer,
  BoardListAnswer,
  BoardMeAnswer,
  ClosedPeriodAnswer,
  ClosedPeriodPage,
  RanksAnswer,
} from '../rest/answers/board.ts';
import { ExternalId, Locale } from './fields.ts';
import { procedure, router } from './trpc.ts';

export const leaderboards = router({
  list: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/leaderboards',
        summary: 'Every board, as it runs now',
        answer: BoardListAnswer,
      },
    })
    .input(z.object({ locale: Locale }))
    .query(({ ctx, input: { locale = ctx.locale } }): Promise<{ boards: BoardSummaryView[] }> => {
      return listBoards(ctx.house, ctx.program, locale);
    }),

  get: procedure
    .meta({
      scope: 'read',
      rest: { method: 'GET', path: '/v1/leaderboards/{board}', summary: 'A board, from the top', answer: BoardAnswer },
    })
    .input(BoardInput.extend({ locale: Locale }))
    .query(({ ctx, input: { locale = ctx.locale, ...question } }): Promise<BoardView> => {
      return boardPage(ctx.house, ctx.program, { ...question, locale });
    }),

  member: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/leaderboards/{board}/members/{externalId}',
        summary: 'A member’s place on a board, and the rows around it',
        answer: BoardMeAnswer,
      },
    })
    .input(BoardMemberInput.extend({ locale: Locale }))
    .query(({ ctx, input: { locale = ctx.locale, ...question } }): Promise<BoardMeView> => {
      return boardMember(ctx.house, ctx.program, { ...question, locale });
    }),

  periods: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/leaderboards/{board}/periods',
        summary: 'Closed periods of a board, newest first',
        answer: ClosedPeriodPage,
      },
    })
    .input(PeriodsInput)
    .query(({ ctx, input }): Promise<Page<ClosedPeriodView>> => listPeriods(ctx.house.laurel, ctx.program, input)),

  grant: procedure
    .meta({
      scope: 'admin',
      rest: {
        method: 'POST',
        path: '/v1/leaderboards/{board}/periods/{period}/prizes',
        summary: 'Grant the prizes of a period of the past that was brought in',
        answer: ClosedPeriodAnswer,
      },
    })
    .input(z.object({ board: z.string().max(64), period: z.string().max(64) }))
    .mutation(({ ctx, input }): Promise<ClosedPeriodView> => grantPeriod(ctx.house.laurel, ctx.program, input)),

  ranks: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/members/{externalId}/leaderboards',
        summary: 'A member’s place on every board that they stand on',
        answer: RanksAnswer,
      },
    })
    .input(z.object({ externalId: ExternalId, locale: Locale }))
    .query(({ ctx, input: { externalId, locale = ctx.locale } }): Promise<RanksView> => {
      return memberRanks(ctx.house, ctx.program, externalId, locale);
    }),
});
