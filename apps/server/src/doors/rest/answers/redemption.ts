import type { RedemptionView } from '@laurel/contract';
import { z } from 'zod';
import { FourPoints } from './event.ts';
import { At, Count } from './page.ts';
import { CouponAnswer, EntitlementAnswer } from './reward.ts';

export const RedemptionAnswer = z.object({
  id: z.string(),
  member: z.string(),
  reward: z.string(),
  cost: Count,
  state: z.enum(['made', 'waiting', 'cancelled', 'refused']),
  coupon: CouponAnswer.nullable(),
  entitlement: EntitlementAnswer.nullable(),
  receipt: z
    .object({
      number: z.string(),
      cause: z.string(),
      name: z.string(),
      unit: z.enum(['money', 'trees']),
      n: Count,
      unitPrice: Count.nullable(),
      amount: Count.nullable(),
      currency: z.string(),
      points: Count,
      at: At,
      cancelled: z.boolean(),
    })
    .nullable(),
  delivery: z
    .object({
      state: z.enum(['waiting', 'done', 'failed']),
      attempts: Count,
      lastError: z.string().nullable(),
      nextAt: At.nullable(),
    })
    .nullable(),
  at: At,
  replayed: z.boolean(),
  points: FourPoints,
}) satisfies z.ZodType<RedemptionView>;
