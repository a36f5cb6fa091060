import type { HoldView } from '@laurel/contract';
import { z } from 'zod';
import { FourPoints } from './event.ts';
import { At, Count } from './page.ts';

export const HoldAnswer = z.object({
  id: z.string(),
  member: z.string(),
  points: Count,
  amount: Count,
  state: z.enum(['held', 'released', 'confirmed']),
  until: At,
  orderId: z.string().nullable(),
  replayed: z.boolean(),
  balance: FourPoints,
}) satisfies z.ZodType<HoldView>;
