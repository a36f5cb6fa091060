import { type GoalView, ShopId } from '@laurel/contract';
import { z } from 'zod';
import { listGoals } from '../../use/goals/list.ts';
import { findMember } from '../../use/members/find.ts';
import { GoalsAnswer } from '../rest/answers/goal.ts';
import { Locale } from './fields.ts';
import { procedure, router } from './trpc.ts';

export const goals = router({
  list: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/goals',
        summary: 'How far the common goals are filled; with a member, also what is theirs',
        answer: GoalsAnswer,
      },
    })
    .input(z.object({ member: ShopId.optional(), locale: Locale }))
    .query(async ({ ctx, input: { member, locale = ctx.locale } }): Promise<GoalView[]> => {
      const { house, program } = ctx;
      const found = member === undefined ? null : await findMember(house.laurel, program.id, member);
      return listGoals(house, program, { member: found?._id ?? null, locale });
    }),
});
