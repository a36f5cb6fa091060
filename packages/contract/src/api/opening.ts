import { z } from 'zod';
import { Minor, ShopId, Slug } from '../ids.ts';

const At = z.coerce.date().transform((date) => date.getTime());
const Whole = z.coerce.number().int().min(0).max(1_000_000_000);

const Lot = z.strictObject({
  points: Whole.min(1),
  earnedAt: At.optional(),
  availableAt: At.optional(),
  expiresAt: At.optional(),
});

const Coupon = z
  .strictObject({
    code: ShopId,
    amount: z.coerce.number().pipe(Minor).optional(),
    percent: z.coerce.number().int().min(1).max(100).optional(),
    expiresAt: At.optional(),
  })
  .refine(
    ({ amount, percent }) => (amount === undefined) !== (percent === undefined),
    'has an `amount` or a `percent`',
  );

/** What another provider says of one member: a line of a JSON lines file, or the rows of one member of a table. */
export const OpeningRow = z.strictObject({
  member: ShopId,
  email: z.email().max(320).optional(),
  name: z.string().max(200).optional(),
  /** Points that can be spent, without a date of their own; below zero they are owed. */
  points: z.coerce.number().int().min(-1_000_000_000).max(1_000_000_000).optional(),
  /** Points that cannot be spent yet. */
  pending: Whole.optional(),
  lots: z.array(Lot).max(1_000).default([]),
  tier: z.string().min(1).max(120).optional(),
  tierUntil: At.optional(),
  /** What counts for tiers so far. */
  lifetime: Whole.optional(),
  coupons: z.array(Coupon).max(200).default([]),
  referralCode: ShopId.optional(),
});
export type OpeningRow = z.output<typeof OpeningRow>;

/** Balances of another provider, some of them at once; each member's is taken once, however often it is sent. */
export const OpeningInput = z.object({
  from: Slug.describe('the provider’s name: one opening balance from each'),
  qualifies: z.boolean().default(false).describe('the points count for tiers and boards'),
  pendingDays: z.int().min(0).max(366).default(14).describe('how long points wait that are pending without a date'),
  rows: z.array(OpeningRow).min(1).max(500),
});
export type OpeningInput = Omit<z.input<typeof OpeningInput>, 'rows'> & {
  rows: { member: string; [field: string]: unknown }[];
};

/** What was told of everybody, or what Laurel holds of them. */
export interface OpeningSums {
  members: number;
  points: number;
  pending: number;
  coupons: number;
  referralCodes: number;
}

type Told = string | number | null;

/** Whether Laurel holds what was told; `line` counts rows from 1. A `row` that was not taken says why. */
export interface OpeningReport {
  said: OpeningSums;
  held: OpeningSums;
  differences: { line: number; member: string | null; field: string; said: Told; held: Told }[];
  /** Interrupted before the end: run again to go on. */
  stopped: boolean;
}
