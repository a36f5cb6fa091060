import type { UpcomingMonths, UpcomingView } from '@laurel/contract';
import { z } from 'zod';
import { At, Count } from './page.ts';

const days = z.array(z.object({ day: z.string(), points: Count }));

export const UpcomingAnswer = z.object({
  maturities: days,
  expiries: days,
  waiting: z.array(z.object({ event: z.string(), order: z.string(), points: Count, latest: At.nullable() })),
}) satisfies z.ZodType<UpcomingView>;

const months = z.array(z.object({ month: z.string(), points: Count, members: Count }));

export const UpcomingMonthsAnswer = z.object({
  maturities: months,
  expiries: months,
  waiting: Count,
  at: At,
}) satisfies z.ZodType<UpcomingMonths>;
