import { z } from 'zod';
import { Minor, Points } from '../ids.ts';
import { Duration } from '../time.ts';
import { Discount } from './reward.ts';

/** What both sides of a recommendation get, and on which terms. */
export const Referral = z.strictObject({
  friend: z
    .union([
      z.strictObject({ discount: Discount, minimum: Minor.optional() }),
      z.strictObject({ points: Points.min(1) }),
    ])
    .optional(),
  advocate: z.strictObject({ points: Points.min(1) }),
  minimum: Minor.default(0).describe('what the friend’s first order must come to, in minor units'),
  window: Duration.default({ days: 30 }).describe('how long after following the link the first order counts'),
  hold: Duration.optional().describe('how long the advocate’s points are pending; by default as the program’s points'),
  link: z.url().optional().describe('where a friend lands; the code is added as ?ref=CODE'),
});
export type Referral = z.infer<typeof Referral>;
