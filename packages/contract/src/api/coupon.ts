import { z } from 'zod';
import type { Reason } from '../constants/reasons.ts';
import { Minor, ShopId } from '../ids.ts';
import type { Discount, Give, RewardKind } from '../program/reward.ts';

/** A code that the shop honours. Money in minor units, instants ISO in UTC. */
export interface CouponView {
  code: string;
  redemption: string | null;
  reward: string | null;
  name: string;
  kind: RewardKind;
  /** What it is good for, as the program said when it was issued. */
  give: Give;
  /** Of a coupon that lets its member choose: what among. */
  choices?: { id: string; name: string }[];
  discount: Discount | null;
  minimum: number | null;
  /** What is left of a gift card or of credit; null: it is used once and as a whole. */
  left: number | null;
  state: 'open' | 'used' | 'expired' | 'cancelled';
  issuedAt: string;
  expiresAt: string | null;
}

/** A coupon, whose it is, and whether it may be used now. */
export interface CouponCheckView {
  coupon: CouponView;
  member: string;
  usable: boolean;
  reason: Reason | null;
}

/** One use of a coupon. */
export interface CouponUseView {
  /** What gives it back. */
  use: string;
  /** What was taken off a gift card or credit; null for a coupon that is used as a whole. */
  amount: number | null;
  orderId: string | null;
  state: 'used' | 'reversed';
  coupon: CouponView;
  member: string;
  replayed: boolean;
}

const Code = z.string().min(1).max(200);

export const CouponInput = z.object({
  code: Code,
  member: ShopId.optional().describe('who shows it: a coupon that belongs to somebody else is then told as such'),
  amount: z.coerce.number().int().min(0).optional().describe('what the goods come to, in minor units'),
});

export const CouponUseInput = z.object({
  code: Code,
  key: ShopId.describe('the idempotency key: the same when it is sent again'),
  member: ShopId.optional().describe('who shows it; credit and single coupons belong to their member'),
  amount: Minor.min(1)
    .optional()
    .describe(
      'minor units to take off a gift card or credit, by default all that is left; of a coupon with a `minimum`, what the goods come to',
    ),
  orderId: ShopId.optional().describe('the order that it is used on'),
});
export type CouponUseInput = z.infer<typeof CouponUseInput>;

export const CouponReverseInput = z.object({
  use: z.string().min(1).max(100),
  key: ShopId.optional().describe('by default made of the use'),
});
