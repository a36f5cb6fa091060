import { z } from 'zod';
import { Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Instant } from '../time.ts';
import { Condition } from './condition.ts';

/** A multiplier that holds between two dates. */
export const Campaign = z.strictObject({
  id: Slug,
  name: Text.optional(),
  from: Instant,
  until: Instant,
  when: Condition.optional(),
  earn: z.strictObject({ times: z.number().min(1).max(100), rules: z.array(Slug).optional() }),
  limit: z
    .strictObject({ points: z.int().min(1), per: z.enum(['order', 'day', 'week', 'month', 'year', 'ever']) })
    .optional(),
});
export type Campaign = z.infer<typeof Campaign>;
