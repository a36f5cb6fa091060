import { z } from 'zod';
import { EventType, Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Duration, Instant } from '../time.ts';
import { METRICS } from './board.ts';
import { Gift } from './gift.ts';

const field = z.string().regex(/^data\.[A-Za-z0-9_.]+$/, 'a field of the event: "data.…", with `on`');

/** What each member adds to the common bar: `{ "sum": "spend" }`, `{ "sum": "data.bottles", "on": "bottles.returned" }`, `{ "count": "orders" }`. */
export const GoalScore = z
  .union([
    z.strictObject({ sum: z.union([z.enum(METRICS), field]), on: EventType.optional() }),
    z
      .strictObject({ count: z.union([z.enum(METRICS), EventType]) })
      .describe('how many facts of a kind, or how many times a metric rose'),
  ])
  .refine(
    (score) => 'count' in score || score.sum.startsWith('data.') === (score.on !== undefined),
    '`on` names the event of a "data.…" field, and only of such',
  );
export type GoalScore = z.infer<typeof GoalScore>;

/** One bar that everybody fills together; when it is full in time, all of them are given the same. */
export const Goal = z
  .strictObject({
    id: Slug,
    name: Text.optional(),
    description: Text.optional(),
    score: GoalScore,
    target: z.int().min(1).describe('what all contributions together must come to; of money in minor units'),
    from: Instant,
    until: Instant,
    hold: Duration.default({ hours: 24 }).describe(
      'how long after `until` late facts still count, and refunds still lower it',
    ),
    grant: Gift.describe('what everybody is given, once'),
    to: z
      .enum(['contributors', 'members'])
      .default('contributors')
      .describe('who is given it: who contributed, or everybody who had joined when it was reached'),
    least: z
      .int()
      .min(1)
      .optional()
      .describe('how much a contributor must have added to be given it; by default anything'),
  })
  .refine(({ from, until }) => Date.parse(until) > Date.parse(from), {
    path: ['until'],
    message: '`until` lies after `from`',
  })
  .refine(({ to, least }) => to === 'contributors' || least === undefined, {
    path: ['least'],
    message: 'only contributors are asked for so much',
  });
export type Goal = z.infer<typeof Goal>;
