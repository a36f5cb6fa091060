import { z } from 'zod';
import { Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Duration } from '../time.ts';

/** A VIP level: its threshold in points that rules earned, its window, its multiplier. */
export const Tier = z.strictObject({
  id: Slug,
  name: Text.optional(),
  from: z.strictObject({
    points: z.int().min(1),
    within: Duration.optional().describe('a rolling window; without it, of a lifetime'),
    count: z.enum(['active', 'earned']).default('active').describe('count points once activated, or as soon as earned'),
  }),
  earn: z.strictObject({ times: z.number().min(1).max(100) }).optional(),
  perks: z.array(Text).max(20).optional(),
  onRefund: z.enum(['next', 'now']).default('next'),
});
export type Tier = z.infer<typeof Tier>;
