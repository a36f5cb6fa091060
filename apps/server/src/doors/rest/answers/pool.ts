import type { PoolView } from '@laurel/contract';
import { z } from 'zod';
import { Count } from './page.ts';

export const PoolAnswer = z.object({
  id: z.string(),
  total: Count,
  left: Count,
  low: z.boolean(),
  rewards: z.array(z.string()),
}) satisfies z.ZodType<PoolView>;

export const PoolUploadAnswer = PoolAnswer.extend({ added: Count, duplicates: Count });
