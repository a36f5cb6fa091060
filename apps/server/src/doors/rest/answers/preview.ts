import type { ChallengePreview, PreviewView, ProductPreview } from '@laurel/contract';
import { z } from 'zod';
import { AwardAnswer, SilenceAnswer, Why } from './entry.ts';
import { Count } from './page.ts';

const ChallengeAnswer = z.object({
  id: z.string(),
  name: z.string(),
  steps: z.array(z.object({ name: z.string().nullable(), before: z.number(), after: z.number(), target: z.number() })),
  completed: z.boolean(),
  points: Count,
  badge: z.string().nullable(),
}) satisfies z.ZodType<ChallengePreview>;

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
