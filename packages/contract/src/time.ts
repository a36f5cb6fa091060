import { z } from 'zod';

/** An instant: ISO 8601 with an offset; kept as UTC. */
export const Instant = z.iso
  .datetime({ offset: true })
  .describe('An instant, ISO 8601 with offset, e.g. 2026-11-22T15:00:00Z');

/** A length of calendar time in exactly one unit. */
export const Duration = z
  .union([
    z.strictObject({ minutes: z.int().min(0).max(1_000_000) }),
    z.strictObject({ hours: z.int().min(0).max(100_000) }),
    z.strictObject({ days: z.int().min(0).max(36_500) }),
    z.strictObject({ weeks: z.int().min(0).max(5_200) }),
    z.strictObject({ months: z.int().min(0).max(1_200) }),
    z.strictObject({ years: z.int().min(0).max(100) }),
  ])
  .describe('A length of time in one unit, e.g. { "days": 14 } or { "months": 12 }');
export type Duration = z.infer<typeof Duration>;

/** An IANA time zone that this machine knows. */
export const TimeZone = z
  .string()
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, 'an IANA time zone such as "Europe/Paris"')
  .describe('An IANA time zone, e.g. "Europe/Paris"');
