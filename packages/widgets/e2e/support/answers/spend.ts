import type { CouponView, GiftView, HistoryView, OfferView, ReferralView, RewardView } from '@laurel/contract';

const DAY = 86_400_000;

/** An instant so many days from now. */
export const at = (days: number) => new Date(Date.now() + days * DAY).toISOString();

export const terms: Pick<ReferralView, 'friend' | 'advocate' | 'minimum'> = {
  friend: { discount: { percent: 10 }, minimum: null },
  advocate: { points: 300, gain: { points: 300 } },
  minimum: 2_500,
};

export const offer = (id: string, name: string | null, times: number, days: number): OfferView => ({
  id,
  name,
  times,
  rules: [],
  until: at(days),
  personal: false,
});

export const coupon = (code: string, name: string): CouponView => ({
  code,
  redemption: 'red_1',
  reward: 'five-off',
  name,
  kind: 'amount',
  give: { discount: { amount: 500 } },
  discount: { amount: 500 },
  minimum: 1_000,
  left: null,
  state: 'open',
  issuedAt: at(-3),
  expiresAt: at(180),
});

/** A member's log in words, newest first. */
export const lines = (): HistoryView[] =>
  Array.from({ length: 14 }, (_, index) => ({
    id: `entry-${index}`,
    at: at(-index * 3 - 1),
    kind: 'fact.judged',
    outcome: 'applied',
    text:
      index % 3 === 2 ? 'Redeemed “€5 off” for 500 points.' : `Order ${1_020 - index}: +120 points by “Every order”.`,
    points: index % 3 === 2 ? -500 : index ? 120 : 0,
    pending: index ? 0 : 120,
  }));

export const rewards = (available: number) =>
  [
    { id: 'five-off', name: '€5 off', cost: 500 },
    { id: 'shipping', name: 'Free delivery', cost: 2_000 },
    { id: 'hamper', name: 'A small hamper', cost: 3_000 },
  ].map((reward) => rewardOf(reward, available));

/** A reward that only points may be missing for. */
export function rewardOf({ id, name, cost }: Pick<RewardView, 'id' | 'name' | 'cost'>, available: number): RewardView {
  const missing = Math.max(0, cost - available);
  return {
    id,
    name,
    cost,
    missing,
    description: null,
    kind: 'amount',
    give: { discount: { amount: 500 } },
    left: null,
    available: missing === 0,
    reason: missing === 0 ? null : 'not_enough_points',
    tier: null,
    from: null,
    until: null,
    limit: null,
  };
}

export const gift = (points: number | null, more: Partial<GiftView> = {}): GiftView => ({
  points,
  badge: null,
  counter: null,
  reward: null,
  ...more,
});

export const rule = (id: string, on: string, points: number) => ({
  id,
  name: null,
  on,
  points,
  per: null,
  other: null,
  times: null,
  window: null,
  each: null,
});

export const atCheckout = { points: 100, amount: 100, minimum: 200, maximum: null, step: 50, percent: 50 };
