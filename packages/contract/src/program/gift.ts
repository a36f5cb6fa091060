import { z } from 'zod';
import { Points, Slug } from '../ids.ts';

/** What something that was reached gives: points, a badge, a part of a counter, a reward as if it had been bought. */
export const Gift = z
  .strictObject({
    points: Points.min(1).optional(),
    badge: Slug.optional(),
    counter: z.strictObject({ id: Slug, n: z.int().min(1).max(1_000_000_000) }).optional(),
    reward: Slug.optional().describe('one of the `rewards`, at no cost'),
  })
  .refine(
    (gift) => Object.values(gift).some((part) => part !== undefined),
    'a grant names `points`, `badge`, `counter` or `reward`, or several of them',
  );
export type Gift = z.infer<typeof Gift>;
