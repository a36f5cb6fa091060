import { z } from 'zod';
import { Minor, Points, Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Duration, Instant } from '../time.ts';
import { Condition } from './condition.ts';
import { Limit } from './rule.ts';

/** What the shop takes off an order: an amount in minor units, or whole per cent. */
export const Discount = z.union([
  z.strictObject({ amount: Minor.min(1) }),
  z.strictObject({ percent: z.int().min(1).max(100) }),
]);
export type Discount = z.infer<typeof Discount>;

/** What a coupon is worth at the shop. */
export const Give = z.union([
  z.strictObject({ discount: Discount, minimum: Minor.optional() }),
  z.strictObject({ product: z.string().min(1).max(200) }),
  z.strictObject({ shipping: z.literal('free') }),
]);
export type Give = z.infer<typeof Give>;

/** What points buy. */
export const Reward = z.strictObject({
  id: Slug,
  name: Text.optional(),
  description: Text.optional(),
  cost: Points.min(1),
  give: Give,
  stock: z.int().min(0).optional().describe('how many there are in all; without it, no end'),
  limit: z.union([Limit, z.array(Limit).min(1).max(6)]).optional(),
  when: Condition.optional(),
  from: Instant.optional(),
  until: Instant.optional(),
  couponValid: Duration.optional().describe('how long a coupon may be used; without it, for ever'),
});
export type Reward = z.infer<typeof Reward>;
