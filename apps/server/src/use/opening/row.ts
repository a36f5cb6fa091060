import { Minor, ShopId } from '@laurel/contract';
import { z } from 'zod';

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
