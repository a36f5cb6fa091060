import { z } from 'zod';
import { Minor, Points, Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Duration, Instant } from '../time.ts';
import { Codes } from './codes.ts';
import { Condition } from './condition.ts';
import { Limit } from './rule.ts';

/** What the shop takes off an order: an amount in minor units, or whole per cent. */
export const Discount = z.union([
  z.strictObject({ amount: Minor.min(1) }),
  z.strictObject({ percent: z.int().min(1).max(100) }),
]);
export type Discount = z.infer<typeof Discount>;

const Sku = z.string().min(1).max(200);

/** What a reward gives. Amounts in minor units. */
export const Give = z.union([
  z.strictObject({ discount: Discount, minimum: Minor.optional() }),
  z.strictObject({ product: Sku.describe('the shop’s code of what is given away') }),
  z.strictObject({ shipping: z.literal('free'), minimum: Minor.optional() }),
  z.strictObject({ sample: Sku }),
  z.strictObject({ giftCard: Minor.min(1).describe('an amount that whoever has the code may use in parts') }),
  z.strictObject({ storeCredit: Minor.min(1).describe('an amount that only the member may use, in parts') }),
  z.strictObject({
    access: Slug.describe('an entitlement, e.g. "spring-presale", that the shop asks about'),
    lasts: Duration.optional().describe('from the purchase on; without it, for ever'),
  }),
  z.strictObject({
    event: z.strictObject({ name: Text, at: Instant.optional(), place: Text.optional() }),
  }),
  z.strictObject({ voucher: Text.describe('whose voucher it is; its codes come from a pool') }),
  z.strictObject({ donation: Minor.min(1).describe('what the merchant gives to the cause'), cause: Slug }),
  z.strictObject({ trees: z.int().min(1).max(1_000), cause: Slug }),
  z.strictObject({ badge: Slug }),
  z.strictObject({
    tier: Slug.describe('a tier, held from the purchase on whatever was earned'),
    lasts: Duration.optional().describe('how long; without it, for ever'),
  }),
  z.strictObject({
    choice: z.array(Slug).min(2).max(10).describe('other rewards, of which the member chooses one, at no further cost'),
  }),
  z.strictObject({ freezes: z.int().min(1).max(100), streak: Slug }),
]);
export type Give = z.infer<typeof Give>;

/** What kind of thing a reward is, by which part of `give` stands there. */
export const REWARD_KINDS = [
  'amount',
  'percent',
  'product',
  'shipping',
  'sample',
  'gift_card',
  'store_credit',
  'access',
  'event',
  'voucher',
  'donation',
  'trees',
  'badge',
  'tier',
  'freezes',
  'choice',
] as const;
export type RewardKind = (typeof REWARD_KINDS)[number];

/** What points buy, or, with `giftOnly`, what nobody buys: challenges, levels, streaks, draws and goals give it. */
export const Reward = z
  .strictObject({
    id: Slug,
    name: Text.optional(),
    description: Text.optional(),
    cost: Points.default(0).describe('points that it costs'),
    giftOnly: z
      .literal(true)
      .optional()
      .describe(
        'it has no `cost` and nobody can buy it: it only comes as the `reward` of a gift, a challenge or a prize',
      ),
    give: Give,
    stock: z.int().min(0).optional().describe('how many there are in all; without it, no end'),
    limit: z.union([Limit, z.array(Limit).min(1).max(6)]).optional(),
    when: Condition.optional(),
    from: Instant.optional(),
    until: Instant.optional(),
    couponValid: Duration.optional().describe('how long a coupon may be used; without it, for ever'),
    codes: Codes.optional().describe('where its codes come from; by default ten letters that nobody mistakes'),
  })
  .superRefine(({ cost, giftOnly }, context) => {
    const say = (message: string) => context.addIssue({ code: 'custom', path: ['cost'], message });
    if (giftOnly && cost > 0) say('a reward that is `giftOnly` has no `cost`');
    if (!giftOnly && cost === 0) say('say what it costs, or `giftOnly: true` where it is only given');
  });
export type Reward = z.infer<typeof Reward>;

/** Good work that rewards give to; a running total is told of each. */
export const Cause = z.strictObject({
  id: Slug,
  name: Text.optional(),
  description: Text.optional(),
  tree: Minor.min(1)
    .optional()
    .describe('what a tree costs whoever gives it, in minor units: rewards that give trees then say what they come to'),
});
export type Cause = z.infer<typeof Cause>;

const withoutCode = ['access', 'donation', 'trees', 'badge', 'tier', 'freezes'] as const;

/** Whether a reward of this kind comes as a code. */
export function hasCode(give: Give): boolean {
  return !withoutCode.some((part) => part in give);
}
