import { z } from 'zod';
import { EventType } from '../ids.ts';
import { Duration, Instant } from '../time.ts';

/** How long earned points wait: a time, a date, or an event of the same order. */
export const Pending = z
  .union([
    Duration,
    z.strictObject({ until: Instant.describe('points that are earned before then wait for it') }),
    z.strictObject({
      event: EventType.describe('of the same order, e.g. "order.delivered"; matched by `data.orderId`'),
      after: Duration.optional().describe('how long after the event; by default at once'),
      latest: Duration.optional().describe('available after this time at the latest, even without the event'),
    }),
  ])
  .describe(
    '{ "days": 14 }, { "until": "2026-12-01T00:00:00Z" }, or { "event": "order.delivered", "latest": { "days": 60 } }',
  );
export type Pending = z.infer<typeof Pending>;

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day of the year, `MM-DD`; 29 February is 28 February in a year without one. */
export const MonthDay = z
  .string()
  .regex(/^\d\d-\d\d$/, 'a day of the year such as "12-31"')
  .refine((text) => {
    const [month = 0, day = 0] = text.split('-').map(Number);
    return day >= 1 && day <= (DAYS[month - 1] ?? 0);
  }, 'a day of the year such as "12-31"');

const endOf = z.enum(['month', 'quarter', 'year']).describe('rounded up to the end of the month, quarter or year');

/** How long points live: a time (rounded, where said), to calendar dates, or as long as the member is active. */
export const Expiry = z
  .union([
    Duration,
    z.strictObject({ after: Duration, endOf }),
    z.strictObject({
      dates: z.array(MonthDay).min(1).max(12).describe('points expire at the end of the next of these days'),
      atLeast: Duration.optional().describe('but never earlier than this long after they become available'),
    }),
    z.strictObject({
      inactive: Duration.describe('how long without any of the activities'),
      activities: z
        .array(EventType)
        .min(1)
        .max(20)
        .default(['order.paid'])
        .describe('events that keep points alive; "points.redeemed" is a purchase with points'),
      of: z
        .enum(['balance', 'lots'])
        .default('balance')
        .describe('"balance": all points end together; "lots": each from its own beginning, pushed forward'),
      endOf: endOf.optional(),
    }),
  ])
  .describe(
    '{ "months": 12 }, { "after": { "months": 12 }, "endOf": "year" }, { "dates": ["06-30", "12-31"] }, or { "inactive": { "months": 12 } }',
  );
export type Expiry = z.infer<typeof Expiry>;
