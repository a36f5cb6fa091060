import { z } from 'zod';
import { Minor, Points, ShopId } from '../ids.ts';

export const HoldInput = z.object({
  key: ShopId.describe('the idempotency key: the same when it is sent again'),
  member: ShopId,
  points: Points.min(1),
  goods: Minor.describe('what the goods of the basket come to, in minor units: points pay a part of that at most'),
});
export type HoldInput = z.infer<typeof HoldInput>;

export const HoldConfirmInput = z.object({
  id: z.string().min(1).max(100),
  orderId: ShopId,
  key: ShopId.optional().describe('by default made of the id'),
});

/** Points that are put by for a checkout. */
export interface HoldView {
  id: string;
  member: string;
  points: number;
  /** What they are worth off the order, in minor units. */
  amount: number;
  /** `held` until `until`, then released by itself; `confirmed`: paid with. */
  state: 'held' | 'released' | 'confirmed';
  until: string;
  orderId: string | null;
  replayed: boolean;
  balance: { balance: number; available: number; pending: number; owed: number };
}
