import { z } from 'zod';
import { Duration } from '../time.ts';

const DAYS = { minutes: 1 / 1_440, hours: 1 / 24, days: 1, weeks: 7, months: 30, years: 365 };

const inDays = (duration: Duration) =>
  Object.entries(duration).reduce((days, [unit, n]) => days + DAYS[unit as keyof typeof DAYS] * n, 0);

const ClaimLimit = z.strictObject({
  times: z.int().min(1).max(1_000),
  per: z.enum(['day', 'week', 'month', 'year', 'ever']),
});

/** What a shopper has to tell of an order that the program knows of somebody without an account. */
const CLAIM_PROOFS = ['total', 'date'] as const;

/** Members may ask for the points of an order that they miss, by its number. */
export const Claims = z
  .strictObject({
    within: Duration.refine((within) => inDays(within) <= 366, 'at most a year')
      .default({ days: 30 })
      .describe('how long after an order its points may be asked for'),
    limit: z
      .union([ClaimLimit, z.array(ClaimLimit).min(1).max(5)])
      .default({ times: 5, per: 'month' })
      .describe('how many claims a member may make that wait for the shop'),
    proof: z
      .array(z.enum(CLAIM_PROOFS))
      .min(1)
      .max(2)
      .default(['total', 'date'])
      .describe('what of a visitor’s order has to be told right, so that it is handed over at once'),
  })
  .describe('members may ask for the points of an order that they miss, by its number; without it, they may not');
