import { z } from 'zod';
import { EventType, Points, Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Instant } from '../time.ts';
import { Condition } from './condition.ts';

/** One part of a goal: `times` facts of a kind, or a sum of one of their fields that must be reached. */
export const Step = z
  .strictObject({
    name: Text.optional(),
    on: EventType,
    when: Condition.optional(),
    times: z.int().min(1).max(1_000_000).optional(),
    sum: z.string().max(100).optional().describe('a number in the event’s data, e.g. "subtotal"'),
    reach: z.int().min(1).optional().describe('what the sum must reach'),
  })
  .refine(
    (step) => (step.times !== undefined) !== (step.sum !== undefined && step.reach !== undefined),
    'a step names either `times`, or `sum` and `reach`',
  );
export type Step = z.infer<typeof Step>;

export const Grant = z
  .strictObject({ points: Points.min(1).optional(), badge: Slug.optional() })
  .refine(
    (grant) => grant.points !== undefined || grant.badge !== undefined,
    'a grant names `points`, `badge`, or both',
  );

/** A goal: all its steps, in any order. */
export const Challenge = z.strictObject({
  id: Slug,
  name: Text.optional(),
  description: Text.optional(),
  steps: z.array(Step).min(1).max(20),
  grant: Grant,
  from: Instant.optional(),
  until: Instant.optional(),
  onRefund: z
    .enum(['keep', 'undo'])
    .default('keep')
    .describe('whether a completed one is undone when a refund takes its progress'),
  retroactive: z.boolean().default(false),
});
export type Challenge = z.infer<typeof Challenge>;

export const Badge = z.strictObject({ id: Slug, name: Text.optional(), description: Text.optional() });
