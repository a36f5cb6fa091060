import { LIMITS, OpeningInput, type OpeningReport } from '@laurel/contract';
import { z } from 'zod';
import { importOpening } from '../../use/opening/import.ts';
import { parsed } from '../../use/opening/read.ts';
import { OpeningAnswer } from '../rest/answers/opening.ts';
import { procedure, router } from './trpc.ts';

// Each row is read by itself, so that one that is broken is a difference in the report and stops no other.
const Rows = OpeningInput.extend({ rows: z.array(z.unknown()).min(1).max(500) });

export const openings = router({
  import: procedure
    .meta({
      scope: 'admin',
      rest: {
        method: 'POST',
        path: '/v1/openings',
        summary: 'Take over balances of another provider, up to 500 members at once, with a report of parity',
        input: OpeningInput,
        answer: OpeningAnswer,
        statuses: { 200: 'Laurel holds what was told', 207: 'Something differs; the report says what' },
        bodyBytes: LIMITS.batchBytes,
      },
    })
    .input(Rows)
    .mutation(async ({ ctx, input: { rows, ...settings } }): Promise<OpeningReport> => {
      async function* read() {
        for (const [at, row] of rows.entries()) yield parsed(at + 1, row);
      }
      const report = await importOpening(ctx.house.laurel, ctx.program, read(), settings);
      if (report.differences.length > 0) ctx.answer.status = 207;
      return report;
    }),
});
