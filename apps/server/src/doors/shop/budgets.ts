import type { BudgetView } from '@laurel/contract';
import { z } from 'zod';
import { listBudgets } from '../../use/budgets/list.ts';
import { BudgetAnswer } from '../rest/answers/budget.ts';
import { procedure, router } from './trpc.ts';

export const budgets = router({
  list: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/budgets',
        summary: 'Budgets and limits that all members share: what is used and left, and the marks that were reached',
        answer: z.array(BudgetAnswer),
      },
    })
    .query(({ ctx }): Promise<BudgetView[]> => listBudgets(ctx.house.laurel, ctx.program)),
});
