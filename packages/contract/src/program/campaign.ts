import { z } from 'zod';
import { Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Instant } from '../time.ts';
import { Condition } from './condition.ts';
import { Budget, PointsLimit } from './rule.ts';

/** A multiplier that holds between two dates. */
export const Campaign = z.strictObject({
  id: Slug,
  name: Text.optional(),
  from: Instant,
  until: Instant,
  when: Condition.optional(),
  earn: z.strictObject({ times: z.number().min(1).max(100), rules: z.array(Slug).optional() }),
  limit: z
    .union([PointsLimit, z.array(PointsLimit).min(1).max(6)])
    .optional()
    .describe('on what the campaign adds'),
  budget: Budget.optional().describe('points that the campaign may add for all members together'),
});
export type Campaign = z.infer<typeof Campaign>;
