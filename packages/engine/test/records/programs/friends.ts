import type { ProgramInput } from '@laurel/contract';

const base: ProgramInput = {
  name: 'All among friends',
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  counters: [{ id: 'friends', name: 'Friends' }],
  rules: [{ id: 'buy', on: 'order.paid', earn: { points: 1, per: 100 } }],
  transfers: { least: 10 },
  tiers: [
    { id: 'one', from: { referrals: 1 } },
    { id: 'two', from: { referrals: 2, within: { days: 60 } }, gift: { points: 4 } },
  ],
  rewards: [{ id: 'mug', cost: 10, give: { product: 'mug' } }],
};

/** Recommendations that give points, wait, and are looked at. */
export const friends: ProgramInput = {
  ...base,
  points: { pending: { days: 5 }, expiry: { days: 50 } },
  referral: {
    friend: { points: 5 },
    advocate: { points: 40 },
    steps: [
      { on: 'joined', advocate: { points: 2 } },
      { on: 'order', nth: 2, friend: { points: 3 }, advocate: { counter: 'friends', n: 2 } },
      { on: 'order', nth: 3, advocate: { discount: { amount: 300 }, valid: { days: 10 } } },
    ],
    milestones: [{ friends: 2, advocate: { points: 25 } }],
    minimum: 1_000,
    window: { days: 20 },
    hold: { days: 4 },
    link: 'https://shop.example/welcome',
    risk: {
      review: 30,
      refuse: 70,
      households: 'review',
      weights: { same_ip: 20 },
      velocity: { perHour: 2, perDay: 3 },
    },
  },
};

/** Recommendations that give coupons at once, by themselves. */
export const coupons: ProgramInput = {
  ...base,
  enrol: 'all',
  holdout: { percent: 10, salt: 'friends' },
  referral: {
    friend: { discount: { percent: 10 }, minimum: 500, valid: { days: 12 } },
    advocate: { shipping: 'free', valid: { days: 30 } },
    steps: [
      { on: 'joined', advocate: { counter: 'friends', n: 1 } },
      { on: 'order', nth: 2, friend: { shipping: 'free' }, advocate: { points: 6 } },
    ],
    milestones: [
      { friends: 2, advocate: { discount: { amount: 1_000 } } },
      { friends: 3, advocate: { counter: 'friends', n: 9 } },
    ],
  },
};
