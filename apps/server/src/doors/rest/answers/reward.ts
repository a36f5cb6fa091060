import {
  type CauseView,
  type CheckoutView,
  type CouponCheckView,
  type CouponUseView,
  type CouponView,
  Discount,
  type EntitledView,
  type EntitlementView,
  Give,
  REWARD_KINDS,
  type RewardView,
} from '@laurel/contract';
import { z } from 'zod';
import { Why } from './entry.ts';
import { At, Count } from './page.ts';

const text = z.string().nullable();
const Kind = z.enum(REWARD_KINDS);

export const RewardAnswer = z.object({
  id: z.string(),
  name: z.string(),
  description: text,
  kind: Kind,
  give: Give,
  cost: Count,
  left: Count.nullable(),
  missing: Count,
  available: z.boolean(),
  reason: Why,
  tier: z.object({ id: z.string(), name: z.string() }).nullable(),
  from: At.nullable(),
  until: At.nullable(),
  limit: z.object({ left: Count, until: At.nullable() }).nullable(),
}) satisfies z.ZodType<RewardView>;

export const CouponAnswer = z.object({
  code: z.string(),
  redemption: text,
  reward: text,
  name: z.string(),
  kind: Kind,
  give: Give,
  choices: z.exactOptional(z.array(z.object({ id: z.string(), name: z.string() }))),
  discount: Discount.nullable(),
  minimum: Count.nullable(),
  left: Count.nullable(),
  state: z.enum(['open', 'used', 'expired', 'cancelled']),
  issuedAt: At,
  expiresAt: At.nullable(),
}) satisfies z.ZodType<CouponView>;

export const CouponCheckAnswer = z.object({
  coupon: CouponAnswer,
  member: z.string(),
  usable: z.boolean(),
  reason: Why,
}) satisfies z.ZodType<CouponCheckView>;

export const CouponUseAnswer = z.object({
  use: z.string(),
  amount: Count.nullable(),
  orderId: text,
  state: z.enum(['used', 'reversed']),
  coupon: CouponAnswer,
  member: z.string(),
  replayed: z.boolean(),
}) satisfies z.ZodType<CouponUseView>;

export const EntitlementAnswer = z.object({
  id: z.string(),
  since: At,
  until: At.nullable(),
}) satisfies z.ZodType<EntitlementView>;

export const EntitledAnswer = z.object({
  entitlement: z.string(),
  entitled: z.boolean(),
  since: At.nullable(),
  until: At.nullable(),
}) satisfies z.ZodType<EntitledView>;

export const CheckoutAnswer = z.object({
  points: Count,
  amount: Count,
  minimum: Count,
  maximum: Count.nullable(),
  step: Count,
  percent: Count,
  most: Count,
  worth: Count,
}) satisfies z.ZodType<CheckoutView>;

export const CausesAnswer = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    description: text,
    donated: Count,
    trees: Count,
    unitPrice: Count.nullable(),
    amount: Count,
  }),
) satisfies z.ZodType<CauseView[]>;
