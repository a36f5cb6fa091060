import {
  BADGE_WAYS,
  type BadgeStandView,
  Discount,
  type DrawnView,
  FRIEND_STAGES,
  type FriendStage,
  type GainView,
  type MemberView,
  REASONS,
  type Reason,
  TIER_MEASURES,
} from '@laurel/contract';
import { z } from 'zod';
import { At, Count } from './page.ts';
import { CheckoutAnswer, CouponAnswer, EntitlementAnswer, RewardAnswer } from './reward.ts';

const Soon = z.object({ points: Count, at: At }).nullable();
const text = z.string().nullable();
const stages = Object.fromEntries(FRIEND_STAGES.map((stage) => [stage, Count])) as Record<FriendStage, typeof Count>;

const Points = z.object({
  balance: Count,
  available: Count,
  pending: Count,
  held: Count,
  owed: Count,
  nextActive: Soon,
  nextExpiry: Soon,
});

const Tier = z.object({
  id: text,
  name: text,
  since: At.nullable(),
  until: At.nullable(),
  times: z.number(),
  perks: z.array(z.string()),
  benefits: z.array(z.object({ id: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) })),
  granted: z.object({ until: At.nullable(), earned: text }).nullable(),
  keep: z.object({ missing: Count, by: At, grace: z.boolean(), warned: z.boolean() }).nullable(),
  next: z
    .object({
      id: z.string(),
      name: z.string(),
      of: z.enum(TIER_MEASURES).nullable(),
      counter: text,
      points: Count,
      missing: Count,
    })
    .nullable(),
});

export const GiftAnswer = z.object({
  points: Count.nullable(),
  badge: text,
  counter: z.object({ id: z.string(), n: Count }).nullable(),
  reward: text,
});

const ChallengeAnswer = z.object({
  id: z.string(),
  name: z.string(),
  description: text,
  steps: z.array(
    z.object({
      name: text,
      on: z.string(),
      kind: z.enum(['times', 'sum', 'distinct']),
      value: z.number(),
      target: z.number(),
      grant: GiftAnswer.nullable(),
    }),
  ),
  order: z.enum(['any', 'fixed']),
  grant: GiftAnswer,
  completedAt: At.nullable(),
  times: Count,
  most: Count.nullable(),
  join: z.enum(['open', 'joined']).nullable(),
  endsAt: At.nullable(),
  againAt: At.nullable(),
  until: At.nullable(),
});

const GainAnswer = z.union([
  z.object({ points: Count }),
  z.object({ discount: Discount, minimum: Count.nullable() }),
  z.object({ shipping: z.literal('free'), minimum: Count.nullable() }),
  z.object({ counter: z.string(), n: Count }),
]) satisfies z.ZodType<GainView>;

const Referral = z.object({
  code: z.string(),
  link: text,
  friend: GainAnswer.nullable(),
  advocate: z.object({ points: Count, gain: GainAnswer }),
  steps: z.array(
    z.object({
      on: z.enum(['joined', 'order']),
      nth: Count.nullable(),
      friend: GainAnswer.nullable(),
      advocate: GainAnswer.nullable(),
    }),
  ),
  milestones: z.array(z.object({ friends: Count, advocate: GainAnswer, reachedAt: At.nullable() })),
  minimum: Count,
  counts: z.object(stages),
  friends: z.array(
    z.object({ id: z.string(), stage: z.enum(FRIEND_STAGES), at: At, points: Count, activeAt: At.nullable() }),
  ),
});

const StreakAnswer = z.object({
  id: z.string(),
  name: z.string(),
  description: text,
  on: z.array(z.string()),
  per: z.enum(['day', 'week', 'month']),
  timeZone: z.string(),
  current: Count,
  best: Count,
  keptNow: z.boolean(),
  actBy: At.nullable(),
  freezes: Count,
  frozen: Count,
  pausedUntil: At.nullable(),
  pauseMost: Count.nullable(),
  milestones: z.array(z.object({ at: Count, grant: GiftAnswer, reached: z.boolean() })),
  next: z.object({ at: Count, missing: Count }).nullable(),
});

const reason = z.enum(Object.keys(REASONS) as [Reason, ...Reason[]]).nullable();

const DrawAnswer = z.object({
  id: z.string(),
  name: z.string(),
  description: text,
  on: text,
  cost: Count,
  from: At.nullable(),
  until: At.nullable(),
  total: Count,
  prizes: z.array(z.object({ id: z.string(), name: z.string(), odds: Count, grant: GiftAnswer.nullable() })),
  consolation: z.string(),
  left: Count.nullable(),
  again: At.nullable(),
  reason,
});

export const DrawnAnswer = z.object({
  draw: z.string(),
  prize: z.object({ id: z.string(), name: z.string(), grant: GiftAnswer.nullable() }),
  fell: z.boolean(),
  number: Count,
  total: Count,
  odds: z.array(z.object({ prize: z.string(), odds: Count })),
  points: Count,
  redemption: text,
  at: At,
  reason,
}) satisfies z.ZodType<DrawnView>;

const badge = { id: z.string(), name: z.string(), description: text, rarity: z.number().min(0).max(1).nullable() };

export const BadgesAnswer = z.array(
  z.object({
    ...badge,
    how: z.array(
      z.object({ of: z.enum(BADGE_WAYS), id: z.string(), name: z.string(), n: Count.nullable(), text: z.string() }),
    ),
    hidden: z.boolean(),
    holders: Count,
    members: Count,
    at: At.nullable(),
  }),
) satisfies z.ZodType<BadgeStandView[]>;

export const MemberAnswer = z.object({
  externalId: z.string(),
  status: z.enum(['guest', 'joined', 'control', 'closed']),
  joinedAt: At.nullable(),
  alias: z.string(),
  onBoards: z.boolean(),
  points: Points,
  counters: z.array(z.object({ id: z.string(), name: z.string(), n: z.int() })),
  tier: Tier,
  segments: z.array(z.object({ id: z.string(), name: z.string() })),
  challenges: z.array(ChallengeAnswer),
  streaks: z.array(StreakAnswer),
  draws: z.array(DrawAnswer),
  badges: z.array(z.object({ ...badge, at: At })),
  referral: Referral.nullable(),
  rewards: z.array(RewardAnswer),
  coupons: z.array(CouponAnswer),
  offers: z.array(
    z.object({
      id: z.string(),
      name: text,
      times: z.number(),
      rules: z.array(z.string()),
      until: At,
      personal: z.boolean(),
    }),
  ),
  entitlements: z.array(EntitlementAnswer),
  checkout: CheckoutAnswer.nullable(),
  version: Count,
  changesAt: At.nullable(),
}) satisfies z.ZodType<MemberView>;
