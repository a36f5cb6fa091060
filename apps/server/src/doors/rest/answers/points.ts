import type { AdjustmentView, Page, TransferView } from '@laurel/contract';
import { z } from 'zod';
import { FourPoints } from './event.ts';
import { At, Count, pageOf } from './page.ts';

export const AdjustmentAnswer = z.object({
  id: z.string(),
  key: z.string(),
  member: z.string(),
  points: Count,
  by: z.string(),
  why: z.string(),
  qualifies: z.boolean(),
  expiresAt: At.nullable(),
  at: At,
  replayed: z.boolean(),
  left: FourPoints,
}) satisfies z.ZodType<AdjustmentView>;

export const AdjustmentPage = pageOf(AdjustmentAnswer) satisfies z.ZodType<Page<AdjustmentView>>;

export const TransferAnswer = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  points: Count,
  at: At,
  replayed: z.boolean(),
  left: FourPoints,
}) satisfies z.ZodType<TransferView>;
