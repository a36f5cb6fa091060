import { z } from 'zod';
import { ShopId, Slug } from '../ids.ts';
import type { CouponView } from './coupon.ts';
import type { EntitlementView, ReceiptView } from './reward.ts';

export const RedemptionInput = z.object({
  key: ShopId.describe('the idempotency key: the same when it is sent again'),
  member: ShopId,
  reward: Slug,
  choice: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('the code of a coupon that lets its member choose: the reward is the chosen one, at no cost'),
});
export type RedemptionInput = z.infer<typeof RedemptionInput>;

export interface RedemptionView {
  id: string;
  member: string;
  reward: string;
  cost: number;
  /** `waiting`: paid for, and the shop's webhook has not given its code yet. */
  state: 'made' | 'waiting' | 'cancelled' | 'refused';
  coupon: CouponView | null;
  entitlement: EntitlementView | null;
  /** Where it gave to a cause. */
  receipt: ReceiptView | null;
  /** How it goes with the shop's webhook, where its code comes from there. */
  delivery: DeliveryView | null;
  at: string;
  replayed: boolean;
  points: { balance: number; available: number; pending: number; owed: number };
}

/** A call of the shop's webhook for a code: how often it was tried, and what went wrong last. */
export interface DeliveryView {
  state: 'waiting' | 'done' | 'failed';
  attempts: number;
  lastError: string | null;
  nextAt: string | null;
}
