import type { ProgramInput } from '@laurel/contract';

const base: ProgramInput = {
  name: 'All that friends wait for',
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  counters: [{ id: 'friends', name: 'Friends' }],
  rules: [{ id: 'buy', on: 'order.paid', earn: { points: 1, per: 100 } }],
  tiers: [{ id: 'one', from: { referrals: 1 } }],
};

/** Coupons and counters that wait for a friend's return window, beside points that do. */
export const waiting: ProgramInput = {
  ...base,
  points: { expiry: { days: 40 } },
  referral: {
    friend: { counter: 'friends', n: 1 },
    advocate: { discount: { percent: 15 }, minimum: 2_000, valid: { days: 20 } },
    steps: [
      { on: 'joined', advocate: { counter: 'friends', n: 3 } },
      { on: 'order', nth: 2, friend: { discount: { amount: 200 }, valid: { days: 5 } }, advocate: { points: 8 } },
      { on: 'order', nth: 3, advocate: { shipping: 'free' } },
    ],
    milestones: [
      { friends: 2, advocate: { discount: { amount: 700 } } },
      { friends: 3, advocate: { counter: 'friends', n: 50 } },
    ],
    hold: { days: 3 },
    window: { days: 60 },
  },
};

/** The same by points, which are pending meanwhile, and milestones of points. */
export const pending: ProgramInput = {
  ...base,
  points: { expiry: { days: 15 } },
  referral: {
    friend: { points: 9 },
    advocate: { points: 30 },
    steps: [
      { on: 'joined', advocate: { points: 4 } },
      { on: 'order', nth: 2, friend: { points: 6 }, advocate: { counter: 'friends', n: 2 } },
    ],
    milestones: [
      { friends: 2, advocate: { points: 25 } },
      { friends: 4, advocate: { points: 100 } },
    ],
    hold: { days: 2 },
    minimum: 500,
  },
};
