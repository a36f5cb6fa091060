import { z } from 'zod';
import { Slug } from '../ids.ts';
import { Text } from '../text.ts';

/** A number beside the points that rules may earn and nobody can spend: status miles, stamps, a score. */
export const Counter = z.strictObject({ id: Slug, name: Text.optional() });
export type Counter = z.infer<typeof Counter>;

/** A currency that orders may be in beside the program's own. */
export const ForeignCurrency = z.strictObject({
  code: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as "USD"'),
  rate: z
    .number()
    .positive()
    .max(1_000_000)
    .optional()
    .describe(
      'minor units of the program’s currency that one minor unit of this one counts for, e.g. 0.92; without it only rules that name the currency earn by amount',
    ),
});
export type ForeignCurrency = z.infer<typeof ForeignCurrency>;
