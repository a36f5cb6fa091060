import { LIMITS, PoolUploadInput, type PoolView } from '@laurel/contract';
import { z } from 'zod';
import { listPools } from '../../use/pools/list.ts';
import { uploadCodes } from '../../use/pools/upload.ts';
import { PoolAnswer, PoolUploadAnswer } from '../rest/answers/pool.ts';
import { procedure, router } from './trpc.ts';

export const pools = router({
  list: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/pools',
        summary: 'Uploaded pools of codes, and how many are left; never the codes',
        answer: z.array(PoolAnswer),
      },
    })
    .query(({ ctx }): Promise<PoolView[]> => listPools(ctx.house.laurel, ctx.program)),

  upload: procedure
    .meta({
      scope: 'admin',
      rest: {
        method: 'POST',
        path: '/v1/pools/{pool}/codes',
        summary: 'Add codes to a pool; those that the program has are refused and counted',
        answer: PoolUploadAnswer,
        bodyBytes: LIMITS.batchBytes,
      },
    })
    .input(PoolUploadInput)
    .mutation(({ ctx, input }) => uploadCodes(ctx.house.laurel, ctx.program, input)),
});
