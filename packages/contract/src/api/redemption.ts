import { z } from 'zod';
import { ShopId, Slug } from '../ids.ts';
import type { CouponView } from './member.ts';

export const RedemptionInput = z.object({
  key: ShopId.describe('the idempotency key: the same when it is sent again'),
  member: ShopId,
  reward: Slug,
});
export type RedemptionInput = z.infer<typeof RedemptionInput>;

export interface RedemptionView {
  id: string;
  member: string;
  reward: string;
  cost: number;
  state: 'made' | 'cancelled' | 'refused';
  coupon: CouponView | null;
  at: string;
  replayed: boolean;
  points: { balance: number; available: number; pending: number; owed: number };
}
