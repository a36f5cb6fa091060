import { z } from 'zod';
import { EventType, Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Duration } from '../time.ts';

/** Kinds of events that no browser may report, whatever a program says: money, and what Laurel checks or makes itself. */
const NEVER_FROM_BROWSER = /^(order|partner|share|birthday|anniversary|chargeback)\.|^store\.visited$/;

/** What a browser may report of its member, and how often a day. */
export const BrowserEvent = z.strictObject({
  on: EventType.refine((type) => !NEVER_FROM_BROWSER.test(type), 'a browser may not report this kind of event'),
  perDay: z.int().min(1).max(20).default(1).describe('taken at most so many times a day for each member'),
});

/** Places with a code that changes, and how long after a visit the next one counts. */
export const Visits = z.strictObject({
  places: z
    .array(z.strictObject({ id: Slug, name: Text.optional() }))
    .min(1)
    .max(500),
  cooldown: Duration.default({ hours: 12 }).describe('how long after a visit to a place the next one there counts'),
});

/** Links that members share of a product. */
export const Shares = z.strictObject({
  per: z
    .enum(['day', 'week', 'month', 'year', 'ever'])
    .default('ever')
    .describe('one visitor counts once for a link in each of these'),
  perDay: z.int().min(1).max(1_000).default(20).describe('visitors that count for one member in a day'),
});
