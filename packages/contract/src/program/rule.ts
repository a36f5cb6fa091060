import { z } from 'zod';
import { EventType, Points, Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Instant } from '../time.ts';
import { Condition } from './condition.ts';
import { Expiry, Pending } from './life.ts';

export const Rounding = z.enum(['floor', 'round', 'ceil']);

/** Points in proportion to an amount of the order: `points` for each `per` minor units of what `of` names. */
export const EarnByAmount = z.strictObject({
  points: z.int().min(1).max(1_000_000),
  per: z.int().min(1).max(1_000_000_000).describe('minor units, e.g. 100 for "per 1.00"'),
  of: z.enum(['subtotal', 'total', 'lines']).default('subtotal'),
  rounding: Rounding.default('floor'),
  round: z.enum(['order', 'line']).default('order').describe('round once per order, or once per line'),
});

/** What a rule gives: points in proportion to an amount, or as many as stand here. */
export const Earn = z.union([Points.min(1), EarnByAmount]);

/** A cap: by times, by points, or both, in each window of the program's time zone. A cap clips. */
export const Limit = z
  .strictObject({
    times: z.int().min(1).optional(),
    points: z.int().min(1).optional(),
    per: z.enum(['order', 'day', 'week', 'month', 'year', 'ever']),
  })
  .refine(
    (limit) => limit.times !== undefined || limit.points !== undefined,
    'a limit names `times`, `points`, or both',
  );
export type Limit = z.infer<typeof Limit>;

/** How a fact earns. */
export const Rule = z.strictObject({
  id: Slug,
  name: Text.optional(),
  on: EventType,
  when: Condition.optional(),
  lines: Condition.optional().describe(
    'which lines of the order are eligible, over { sku, category, brand, unitPrice, … }',
  ),
  earn: Earn,
  limit: z.union([Limit, z.array(Limit).min(1).max(6)]).optional(),
  exclusive: Slug.optional().describe('of the rules in one exclusive group the largest stands'),
  multiply: z
    .boolean()
    .optional()
    .describe('whether multipliers touch this rule; by default those that earn by amount'),
  from: Instant.optional(),
  until: Instant.optional(),
  pending: z
    .union([Pending, z.literal(false)])
    .optional()
    .describe('instead of the program’s; false: at once'),
  expiry: z
    .union([Expiry, z.literal(false)])
    .optional()
    .describe('instead of the program’s; false: never'),
});
export type Rule = z.infer<typeof Rule>;
