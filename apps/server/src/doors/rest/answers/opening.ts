import type { OpeningReport } from '@laurel/contract';
import { z } from 'zod';
import { Count } from './page.ts';

const Sums = z.object({ members: Count, points: Count, pending: Count, coupons: Count, referralCodes: Count });

const Told = z.union([z.string(), z.number()]).nullable();

export const OpeningAnswer = z.object({
  said: Sums.describe('what was told'),
  held: Sums.describe('what Laurel holds of the same members now'),
  differences: z.array(
    z.object({
      line: Count.describe('which row, counted from 1'),
      member: z.string().nullable(),
      field: z.string().describe('`row`: it was not taken, and `said` is why'),
      said: Told,
      held: Told,
    }),
  ),
  stopped: z.boolean(),
}) satisfies z.ZodType<OpeningReport>;
