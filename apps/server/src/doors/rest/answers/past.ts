import type { LiabilityView } from '@laurel/contract';
import { z } from 'zod';
import { At, Count } from './page.ts';

const accounts = { pending: Count, available: Count, held: Count, owed: Count, outstanding: Count };

export const LiabilityAnswer = z.object({
  asOf: At,
  knownAt: At,
  programVersion: Count,
  members: Count,
  holders: Count,
  points: z.object(accounts),
  money: z.object({ currency: z.string(), ...accounts }).nullable(),
  worth: z.object({ amount: Count, points: Count, reward: z.string().nullable() }).nullable(),
  tiers: z.array(z.object({ id: z.string().nullable(), name: z.string().nullable(), members: Count })),
  expiring: z.array(z.object({ month: z.string(), points: Count })),
  neverExpiring: Count,
}) satisfies z.ZodType<LiabilityView>;
