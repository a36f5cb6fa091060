import { z } from 'zod';
import { Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Condition } from './condition.ts';

/** A named filter over members: `"member.segments": "loyal"` in a condition asks for it. */
export const Segment = z.strictObject({
  id: Slug,
  name: Text.optional(),
  when: Condition.describe(
    'over `member` and `time`, e.g. { "member.last.60.orders": 0 } for who has not bought for 60 days',
  ),
  earn: z
    .strictObject({ times: z.number().min(1).max(100), rules: z.array(Slug).optional() })
    .optional()
    .describe('a multiplier for whoever is in it; with `rules`, of these rules only'),
});
export type Segment = z.infer<typeof Segment>;
