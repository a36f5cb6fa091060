import { z } from 'zod';
import { Minor, Points, Slug } from '../ids.ts';
import { Duration } from '../time.ts';
import { Discount } from './reward.ts';
import { Risk } from './risk.ts';

/** What one side of a recommendation gets. Amounts in minor units. */
export const Gain = z.union([
  z.strictObject({ points: Points.min(1) }),
  z.strictObject({ discount: Discount, minimum: Minor.optional(), valid: Duration.optional() }),
  z.strictObject({ shipping: z.literal('free'), minimum: Minor.optional(), valid: Duration.optional() }),
  z.strictObject({ counter: Slug, n: z.int().min(1).max(1_000_000) }),
]);
export type Gain = z.infer<typeof Gain>;

/** What more is given when a friend has joined, or at their second, third … order. */
export const ReferralStep = z
  .strictObject({
    on: z.enum(['joined', 'order']),
    nth: z.int().min(2).max(100).optional().describe('which order; the first is what `advocate` is for'),
    friend: Gain.optional(),
    advocate: Gain.optional(),
  })
  .refine(({ on, nth }) => (on === 'order') === (nth !== undefined), 'a step at an order names which, with `nth`')
  .refine(({ friend, advocate }) => friend !== undefined || advocate !== undefined, 'a step gives something')
  .refine(({ on, friend }) => on !== 'joined' || friend === undefined, 'a friend who joins gets what `friend` says');
export type ReferralStep = z.infer<typeof ReferralStep>;

/** What both sides of a recommendation get, and on which terms. */
export const Referral = z
  .strictObject({
    friend: Gain.optional().describe('what a friend is welcomed with'),
    advocate: Gain.describe('what a friend’s first order is worth to whoever recommended the programme'),
    steps: z.array(ReferralStep).max(10).optional(),
    milestones: z
      .array(z.strictObject({ friends: z.int().min(2).max(10_000), advocate: Gain }))
      .max(10)
      .optional()
      .describe('what so many friends who ordered are worth beside'),
    minimum: Minor.default(0).describe('what the friend’s first order must come to, in minor units'),
    window: Duration.default({ days: 30 }).describe('how long after following the link the first order counts'),
    hold: Duration.optional().describe(
      'how long what the advocate gets waits, for the return window; by default points wait as the program’s do',
    ),
    link: z.url().optional().describe('where a friend lands; the code is added as ?ref=CODE'),
    risk: Risk.optional(),
  })
  .superRefine(({ steps = [], milestones = [] }, context) => {
    const say = (list: string, at: number, what: string) =>
      context.addIssue({ code: 'custom', path: [list, at], message: `${what} stands twice in ${list}` });
    const orders = steps.map(({ nth }) => nth ?? 0);
    orders.forEach((nth, at) => {
      if (orders.indexOf(nth) < at) say('steps', at, nth === 0 ? '"joined"' : `order ${nth}`);
    });
    const friends = milestones.map((each) => each.friends);
    friends.forEach((n, at) => {
      if (friends.indexOf(n) < at) say('milestones', at, `${n} friends`);
    });
  });
export type Referral = z.infer<typeof Referral>;
