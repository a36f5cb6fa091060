import type { TryMember, TryMonth, TrySide, TryView } from '@laurel/contract';
import { z } from 'zod';
import { At, Count } from './page.ts';

const Money = Count.nullable();
const Share = z.number().nullable();

const sums = {
  earned: Count,
  reversed: Count,
  redeemed: Count,
  expired: Count,
  adjusted: Count,
  outstanding: Count,
};
const MonthAnswer = z.object({ month: z.string(), ...sums, liability: Money }) satisfies z.ZodType<TryMonth>;

const SideAnswer = z.object({
  version: Count,
  months: z.array(MonthAnswer),
  points: z.object({ ...sums, owed: Count }),
  worth: z.object({ amount: Count, points: Count, reward: z.string().nullable() }).nullable(),
  cost: z.object({ promised: Money, redeemed: Money, liability: Money }),
  spend: Count,
  rebate: z.object({ promised: Share, redeemed: Share }),
  members: Count,
  control: Count,
  tiers: z.array(z.object({ id: z.string().nullable(), name: z.string().nullable(), members: Count })),
  challenges: z.array(z.object({ id: z.string(), name: z.string(), completed: Count, points: Count })),
  redemptions: z.object({ made: Count, notAffordable: Count, gone: Count, given: Count }),
  segments: z.array(z.object({ id: z.string(), name: z.string(), members: Count })),
  streaks: z.array(z.object({ id: z.string(), name: z.string(), reached: Count, points: Count })),
  draws: z.array(z.object({ id: z.string(), name: z.string(), played: Count, points: Count, expected: z.number() })),
  goals: z.array(
    z.object({ id: z.string(), name: z.string(), reachedAt: At.nullable(), members: Count, points: Count }),
  ),
  firstReward: z
    .object({
      reward: z.string(),
      cost: Count,
      members: Count,
      share: z.number(),
      medianDays: Count.nullable(),
      days90: Count.nullable(),
    })
    .nullable(),
}) satisfies z.ZodType<TrySide>;

const MemberAnswer = z.object({
  externalId: z.string(),
  published: Count,
  draft: Count,
  difference: Count,
}) satisfies z.ZodType<TryMember>;

export const TryAnswer = z.object({
  since: At.nullable(),
  until: At,
  facts: Count,
  members: Count,
  draft: SideAnswer,
  published: SideAnswer,
  better: Count,
  worse: Count,
  same: Count,
  winners: z.array(MemberAnswer),
  losers: z.array(MemberAnswer),
  assumptions: z.array(z.string()),
  took: Count,
}) satisfies z.ZodType<TryView>;
