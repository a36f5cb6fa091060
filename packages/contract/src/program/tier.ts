import { z } from 'zod';
import { EventType, Minor, Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Duration } from '../time.ts';
import { Condition } from './condition.ts';
import { Gift } from './gift.ts';

const many = z.int().min(0).max(1_000_000_000);

/** What a tier may be reached by, and what the shopper sees counted. */
export const TIER_MEASURES = ['points', 'spend', 'orders', 'referrals', 'counter'] as const;
export type TierMeasure = (typeof TIER_MEASURES)[number];

const MOST_DAYS = 732;
const DAYS = { minutes: 1 / 1_440, hours: 1 / 24, days: 1, weeks: 7, months: 30.5, years: 366 };

function daysIn(duration: Duration): number {
  return Object.entries(duration).reduce((sum, [unit, n]) => sum + n * DAYS[unit as keyof typeof DAYS], 0);
}

/** What has to be reached, in which window. */
export const TierFrom = z
  .strictObject({
    points: many.optional().describe('points that rules earned'),
    spend: Minor.optional().describe('money of orders, in minor units; 0 of anything: everybody who has joined'),
    orders: many.optional(),
    referrals: many.optional().describe('friends whose first order counted'),
    counter: z.strictObject({ id: Slug, n: many }).optional().describe('so much of one of the `counters`'),
    within: z
      .union([Duration, z.enum(['calendar-year', 'membership-year', 'tier-year'])])
      .optional()
      .describe(
        'a rolling window; "calendar-year"; "membership-year": years from joining; "tier-year": a year from reaching it; without it, of a lifetime',
      ),
    keeps: z
      .enum(['next', 'end'])
      .default('next')
      .describe('of a calendar or membership year: kept through the end of the next year, or to the end of this one'),
    count: z.enum(['active', 'earned']).default('active').describe('count points once activated, or as soon as earned'),
  })
  .refine(
    (from) => TIER_MEASURES.filter((measure) => from[measure] !== undefined).length === 1,
    'a tier is reached by one of `points`, `spend`, `orders`, `referrals` or `counter`',
  )
  .refine(
    ({ within, counter, ...of }) =>
      within === undefined ||
      (counter ? counter.n : TIER_MEASURES.some((measure) => Number(of[measure as 'spend']) > 0)),
    'what everybody has is never lost: leave out `within`',
  )
  .refine(
    ({ points, within }) => points !== undefined || typeof within !== 'object' || daysIn(within) <= MOST_DAYS,
    'of anything but points, two years are looked back on at most',
  );
export type TierFrom = z.output<typeof TierFrom>;

/** What a tier asks for: how much of what. */
export function thresholdOf(from: TierFrom): { of: TierMeasure; counter: string | null; n: number } {
  if (from.counter) return { of: 'counter', counter: from.counter.id, n: from.counter.n };
  const of = TIER_MEASURES.find((measure) => from[measure] !== undefined) ?? 'points';
  return { of, counter: null, n: Number(from[of]) };
}

/** Something that a tier brings: words for shoppers, or a value that the shop reads. */
export const Perk = z.union([
  Text,
  z.strictObject({
    id: Slug.describe('what the shop reads it by, e.g. "free-shipping-from"'),
    value: z.union([z.string().max(500), z.number(), z.boolean()]),
    text: Text.optional().describe('how a shopper reads it; without it, only the shop does'),
  }),
]);
export type Perk = z.infer<typeof Perk>;

/** A VIP level: what it takes, what it brings, how it is kept and lost. */
export const Tier = z
  .strictObject({
    id: Slug,
    name: Text.optional(),
    from: TierFrom.optional().describe('without it, a tier is only bought, granted or comes with a membership'),
    earn: z.strictObject({ times: z.number().min(1).max(100) }).optional(),
    perks: z.array(Perk).max(20).optional(),
    gift: Gift.optional().describe('what entering it gives, once for each member'),
    giftOnPassing: z
      .literal(true)
      .optional()
      .describe(
        'its gift is also for whoever rises beyond it at once; without it, of levels reached together only the highest gives',
      ),
    downgrade: z
      .enum(['all', 'one', 'none'])
      .default('all')
      .describe('when it lapses: down to what is still met, down one step at most, or never'),
    grace: Duration.optional().describe('how long it stays after it would have lapsed'),
    warn: z
      .strictObject({ days: z.int().min(1).max(365) })
      .optional()
      .describe('how many days before it would lapse a notice is written'),
    membership: z
      .strictObject({
        starts: z.array(EventType).min(1).max(10).default(['membership.started', 'membership.renewed']),
        ends: z.array(EventType).max(10).default(['membership.lapsed']),
        lasts: Duration.optional().describe('from each start; without it, until `data.until` of the event or an end'),
        when: Condition.optional().describe('which of those events, e.g. { "event.plan": "gold" }'),
      })
      .optional()
      .describe('held as long as a paid membership is'),
    onRefund: z.enum(['next', 'now']).default('next'),
  })
  .refine(
    ({ from, warn, grace }) => from?.within !== undefined || (warn === undefined && grace === undefined),
    'only a tier with `within` lapses, and so has `grace` or `warn`',
  );
export type Tier = z.infer<typeof Tier>;
