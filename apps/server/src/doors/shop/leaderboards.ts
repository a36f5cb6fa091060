import { BoardInput, BoardMemberInput, type BoardMeView, type BoardView } from '@laurel/contract';
import { boardMember } from '../../use/boards/member.ts';
import { boardPage } from '../../use/boards/page.ts';
import { BoardAnswer, BoardMeAnswer } from '../rest/answers/board.ts';
import { Locale } from './fields.ts';
import { procedure, router } from './trpc.ts';

export const leaderboards = router({
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
});
