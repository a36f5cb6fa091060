import type { CauseView } from '@laurel/contract';
import { z } from 'zod';
import { listCauses } from '../../use/causes/totals.ts';
import { CausesAnswer } from '../rest/answers/reward.ts';
import { Locale } from './fields.ts';
import { procedure, router } from './trpc.ts';

export const causes = router({
  list: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/causes',
        summary: 'What the program’s rewards have given to each cause so far',
        answer: CausesAnswer,
      },
    })
    .input(z.object({ locale: Locale }))
    .query(({ ctx, input: { locale = ctx.locale } }): Promise<CauseView[]> => {
      return listCauses(ctx.house.laurel, ctx.program, locale);
    }),
});
