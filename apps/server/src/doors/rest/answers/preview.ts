import type { ChallengePreview, DrawPreview, PreviewView, ProductPreview, StreakPreview } from '@laurel/contract';
import { z } from 'zod';
import { AwardAnswer, SilenceAnswer, Why } from './entry.ts';
import { GiftAnswer } from './member.ts';
import { Count } from './page.ts';

const ChallengeAnswer = z.object({
  id: z.string(),
  name: z.string(),
  steps: z.array(z.object({ name: z.string().nullable(), before: z.number(), after: z.number(), target: z.number() })),
  completed: z.boolean(),
  points: Count,
  badge: z.string().nullable(),
}) satisfies z.ZodType<ChallengePreview>;

const StreakAnswer = z.object({
  id: z.string(),
  name: z.string(),
  per: z.enum(['day', 'week', 'month']),
  before: Count,
  after: Count,
  kept: z.boolean(),
  reached: z.array(Count),
  points: Count,
}) satisfies z.ZodType<StreakPreview>;

const DrawAnswer = z.object({
  id: z.string(),
  name: z.string(),
  total: Count,
  prizes: z.array(z.object({ id: z.string(), name: z.string(), odds: Count, grant: GiftAnswer.nullable() })),
  consolation: z.string(),
  left: Count.nullable(),
}) satisfies z.ZodType<DrawPreview>;

export const PreviewAnswer = z.object({
  points: Count,
  available: Count,
  pending: Count,
  outcome: z.enum(['applied', 'kept', 'refused']),
  reason: Why,
  ifJoined: z.boolean(),
  awards: z.array(AwardAnswer),
  silent: z.array(SilenceAnswer),
  reversed: Count,
  challenges: z.array(ChallengeAnswer),
  streaks: z.array(StreakAnswer),
  draws: z.array(DrawAnswer),
  badges: z.array(z.string()),
  tier: z.object({ before: z.string().nullable(), after: z.string().nullable(), later: z.string().nullable() }),
  balance: Count,
  programVersion: Count,
  text: z.string(),
  why: z.array(z.string()),
}) satisfies z.ZodType<PreviewView>;

export const ProductsAnswer = z.array(
  z.object({ sku: z.string(), points: Count, text: z.string() }) satisfies z.ZodType<ProductPreview>,
);
