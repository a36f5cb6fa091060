import type { RedemptionView } from '@laurel/contract';
import { z } from 'zod';
import { FourPoints } from './event.ts';
import { CouponAnswer } from './member.ts';
import { At, Count } from './page.ts';

export const RedemptionAnswer = z.object({
  id: z.string(),
  member: z.string(),
  reward: z.string(),
  cost: Count,
  state: z.enum(['made', 'cancelled', 'refused']),
  coupon: CouponAnswer.nullable(),
  at: At,
  replayed: z.boolean(),
  points: FourPoints,
}) satisfies z.ZodType<RedemptionView>;
