import { z } from 'zod';
import { EventType, Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Instant } from '../time.ts';
import { Condition } from './condition.ts';
import { Gift } from './gift.ts';

/** A goal kept up day after day (or week, or month) in the member's own time zone. */
export const Streak = z.strictObject({
  id: Slug,
  name: Text.optional(),
  description: Text.optional(),
  on: z.array(EventType).min(1).max(20).describe('any of these keeps it up'),
  when: Condition.optional(),
  per: z.enum(['day', 'week', 'month']).default('day').describe('a week begins on Monday'),
  freezes: z
    .strictObject({
      start: z.int().min(0).max(100).default(0).describe('how many one begins with'),
      most: z.int().min(1).max(100).default(2).describe('how many one may have at once'),
      every: z
        .int()
        .min(1)
        .max(1_000)
        .optional()
        .describe('one more is earned for so many days (weeks, months) kept up'),
    })
    .optional()
    .describe('each makes up for one that was missed, by itself'),
  pauses: z
    .strictObject({ most: z.int().min(1).max(366).describe('days (weeks, months) at once') })
    .optional()
    .describe('a shopper may pause it themselves; without it, only the shop may'),
  milestones: z
    .array(
      z.strictObject({
        at: z.int().min(1).max(10_000),
        grant: Gift,
        again: z.boolean().default(false).describe('true: in each streak; by default once for each member'),
      }),
    )
    .max(30)
    .default([]),
  onRefund: z
    .enum(['keep', 'undo'])
    .default('keep')
    .describe('whether an unused milestone goes back when an order that is given back leaves the streak too short'),
  from: Instant.optional(),
  until: Instant.optional(),
});
export type Streak = z.infer<typeof Streak>;
