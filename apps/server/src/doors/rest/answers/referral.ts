import { type ReferralCaseView, type ReferralMetricsView, RISKS, type RiskReason, VERDICTS } from '@laurel/contract';
import { z } from 'zod';
import { At, Count, pageOf } from './page.ts';

const reasons = Object.keys(RISKS) as [RiskReason, ...RiskReason[]];

export const ReferralCaseAnswer = z.object({
  friend: z.string().nullable().describe('externalId; null once erased'),
  advocate: z.string().nullable(),
  code: z.string(),
  at: At,
  verdict: z.enum(VERDICTS),
  score: Count.describe('0 to 100: the sum of the weights'),
  reasons: z.array(z.object({ reason: z.enum(reasons), weight: Count, text: z.string() })),
  order: z.string().nullable().describe('the friend’s first order, once it came'),
  counted: z.boolean().describe('it counts for the advocate'),
  decided: z.object({ decision: z.enum(['approve', 'refuse']), by: z.string(), why: z.string(), at: At }).nullable(),
}) satisfies z.ZodType<ReferralCaseView>;

export const ReferralCasePage = pageOf(ReferralCaseAnswer);

export const ReferralMetricsAnswer = z.object({
  friends: Count,
  counted: Count,
  percent: Count.nullable(),
  verdicts: z.object({ passed: Count, review: Count, refused: Count }),
  decided: z.object({ approved: Count, refused: Count }),
  undone: Count,
  advocates: Count,
}) satisfies z.ZodType<ReferralMetricsView>;
