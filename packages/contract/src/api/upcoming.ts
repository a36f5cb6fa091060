import { z } from 'zod';
import { ShopId } from '../ids.ts';
import { Duration, Instant } from '../time.ts';

/** Points of one local day of the program's time zone. */
export interface DueDay {
  /** `2026-12-31` */
  day: string;
  points: number;
}

/** What becomes of a member's points by itself, if nothing else happens; soonest first. */
export interface UpcomingView {
  /** Pending points that become available. */
  maturities: DueDay[];
  /** Points that expire, those still pending among them. */
  expiries: DueDay[];
  /** Pending points that wait for an event of an order, and until when at the latest. */
  waiting: { event: string; order: string; points: number; latest: string | null }[];
}

/** The same over all members of a program, by month of its time zone. */
export interface UpcomingMonths {
  maturities: { month: string; points: number; members: number }[];
  expiries: { month: string; points: number; members: number }[];
  /** Pending points that wait for an event without a latest date. */
  waiting: number;
  /** The instant as of which this was counted. */
  at: string;
}

/** Lets a member's points live longer: by a time, or to a date. */
export const ExtendInput = z
  .object({
    key: ShopId,
    by: z.string().min(1).max(200).describe('who says so'),
    why: z.string().min(1).max(500),
    add: Duration.optional().describe('so much longer than each would have lived'),
    to: Instant.optional().describe('or until then, where that is later'),
    before: Instant.optional().describe('only points that would expire before then; by default all that expire'),
  })
  .refine((input) => (input.add === undefined) !== (input.to === undefined), 'either `add` or `to`');
export type ExtendInput = z.infer<typeof ExtendInput>;
