import { z } from 'zod';
import { EventType, Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Duration, Instant } from '../time.ts';
import { Condition } from './condition.ts';
import { Gift } from './gift.ts';

/** Different values that one step may ask for: what a state keeps of them is bounded by it. */
const MOST_DISTINCT = 200;

/** One part of a goal: `times` facts of a kind, so many different values of a field, or a sum that must be reached. */
export const Step = z
  .strictObject({
    name: Text.optional(),
    on: EventType,
    when: Condition.optional(),
    times: z.int().min(1).max(1_000_000).optional(),
    sum: z.string().max(100).optional().describe('a number in the event’s data, e.g. "subtotal"'),
    reach: z.int().min(1).optional().describe('what the sum must reach'),
    distinct: z
      .string()
      .max(100)
      .optional()
      .describe('with `times`: so many different values of a field, e.g. "store" or "lines.category"'),
    grant: Gift.optional().describe('what this step gives, once in each round'),
  })
  .refine(
    (step) => (step.times !== undefined) !== (step.sum !== undefined && step.reach !== undefined),
    'a step names either `times`, or `sum` and `reach`',
  )
  .refine(
    ({ distinct, times = 0 }) => distinct === undefined || (times >= 1 && times <= MOST_DISTINCT),
    `of different values \`times\` says how many, ${MOST_DISTINCT} at most`,
  );
export type Step = z.infer<typeof Step>;

/** A goal: all its steps. */
export const Challenge = z
  .strictObject({
    id: Slug,
    name: Text.optional(),
    description: Text.optional(),
    steps: z.array(Step).min(1).max(20),
    order: z.enum(['any', 'fixed']).default('any').describe('"fixed": a step counts once those before it are done'),
    grant: Gift,
    within: z
      .union([Duration, z.enum(['day', 'week', 'month', 'year'])])
      .optional()
      .describe(
        'from the first fact that counts, or in one day, week, month or year; what is not done by then starts anew',
      ),
    repeat: z
      .union([z.literal('ever'), z.strictObject({ times: z.int().min(2).max(1_000_000) })])
      .optional()
      .describe(
        'how often it may be completed in all; by default once. With a calendar `within`, once in each of them',
      ),
    cooldown: Duration.optional().describe('how long after a completion the next round begins'),
    when: Condition.optional().describe('who it is for, asked at each fact, e.g. { "member.segments": "loyal" }'),
    join: z.boolean().default(false).describe('true: only what happens after a shopper joined it counts'),
    hidden: z.enum(['until-begun', 'until-done']).optional().describe('nobody sees it before'),
    from: Instant.optional(),
    until: Instant.optional(),
    onRefund: z
      .enum(['keep', 'undo'])
      .default('keep')
      .describe('whether a completed one is undone when a refund takes its progress'),
    retroactive: z
      .boolean()
      .default(false)
      .describe(
        'true: when it is first published, it gives for what happened before too; that is confirmed with its cost',
      ),
  })
  .refine(
    ({ repeat, cooldown }) => repeat !== undefined || cooldown === undefined,
    'only what is repeated has a `cooldown`',
  );
export type Challenge = z.infer<typeof Challenge>;

export const Badge = z.strictObject({
  id: Slug,
  name: Text.optional(),
  description: Text.optional(),
  hidden: z.boolean().default(false).describe('nobody sees it, nor how to get it, before they have it'),
});
