import { z } from 'zod';
import { ShopId, Slug } from '../ids.ts';

export const PoolUploadInput = z.object({
  pool: Slug,
  codes: z
    .array(ShopId)
    .min(1)
    .max(10_000)
    .describe('codes that the program does not have yet; others are refused and counted'),
});

/** An uploaded pool of codes. The codes are never listed. */
export interface PoolView {
  id: string;
  total: number;
  left: number;
  /** So few are left that more should be uploaded, as the rewards say it. */
  low: boolean;
  /** The rewards that take their codes from it. */
  rewards: string[];
}
