import type { ProgramInput } from '@laurel/contract';

/** Every way in which points wait, live and end. */
export const lives: ProgramInput = {
  name: 'All that waits and ends',
  currency: 'EUR',
  timeZone: 'America/New_York',
  stack: 'add',
  enrol: 'explicit',
  credit: { lastDays: 20 },
  points: {
    pending: { event: 'order.delivered', after: { days: 2 }, latest: { days: 20 } },
    expiry: { after: { days: 20 }, endOf: 'month' },
    warn: { days: 5 },
    restore: { graceDays: 10 },
  },
  transfers: {
    least: 5,
    limit: [
      { points: 40, per: 'week' },
      { times: 3, per: 'month' },
    ],
  },
  claims: { within: { days: 30 }, limit: { times: 2, per: 'week' }, proof: ['total'] },
  holdout: { percent: 10, salt: 's' },
  tiers: [
    { id: 'bronze', from: { spend: 0 }, earn: { times: 1.5 } },
    {
      id: 'silver',
      from: { points: 60, within: { days: 30 } },
      earn: { times: 2 },
      grace: { days: 5 },
      warn: { days: 4 },
    },
  ],
  rules: [
    { id: 'buy', name: 'Buying', on: 'order.paid', earn: { points: 1, per: 100 } },
    { id: 'now', on: 'order.paid', earn: 6, pending: false, expiry: { days: 14 } },
    { id: 'stay', on: 'order.paid', when: { 'event.total': { $gte: 2_000 } }, earn: 2, expiry: false },
    { id: 'longer', on: 'order.paid', when: { 'event.total': { $gt: 2_000 } }, earn: 3, expiry: { days: 90 } },
    {
      id: 'date',
      on: 'review.published',
      earn: 9,
      pending: { until: '2026-04-01T00:00:00Z' },
      expiry: { dates: ['03-31', '06-30'], atLeast: { days: 10 } },
    },
    { id: 'days', on: 'review.published', earn: 4, pending: { days: 3 }, expiry: false },
    {
      id: 'active',
      on: 'store.visited',
      earn: 5,
      pending: false,
      expiry: { inactive: { days: 12 }, activities: ['order.paid', 'points.redeemed'], of: 'balance' },
    },
    {
      id: 'each',
      on: 'game.played',
      earn: 3,
      pending: { hours: 12 },
      expiry: { inactive: { days: 9 }, activities: ['game.played', 'order.paid'], of: 'lots', endOf: 'quarter' },
    },
    {
      id: 'waits',
      on: 'post.shared',
      earn: 2,
      pending: { event: 'order.delivered' },
      expiry: { after: { weeks: 2 }, endOf: 'year' },
    },
    {
      id: 'late',
      on: 'order.delivered',
      when: { 'event.late': true, 'event.lateHours': { $gte: 1 } },
      earn: 11,
      pending: { minutes: 90 },
      expiry: { months: 1 },
    },
  ],
  segments: [{ id: 'sleepy', when: { 'member.last.14.orders': 0, 'member.orders': { $gt: 0 } }, earn: { times: 2 } }],
  challenges: [
    {
      id: 'trio',
      steps: [
        { on: 'order.paid', times: 2 },
        { on: 'review.published', times: 1 },
      ],
      grant: { points: 15 },
      onRefund: 'undo',
    },
  ],
  rewards: [
    {
      id: 'tea',
      name: { en: 'Tea', fr: 'Du thé' },
      cost: 12,
      give: { product: 'tea' },
      limit: { times: 2, per: 'month' },
    },
    { id: 'ship', cost: 8, give: { shipping: 'free', minimum: 1_000 }, couponValid: { days: 10 } },
    {
      id: 'half',
      cost: 20,
      give: { discount: { percent: 50 } },
      from: '2026-03-20T00:00:00Z',
      until: '2026-05-20T00:00:00Z',
    },
  ],
  checkout: { points: 10, amount: 100, minimum: 10, step: 5, maximum: 60, percent: 50, hold: { hours: 6 } },
  boards: [
    {
      id: 'orders',
      score: { count: 'orders' },
      period: { season: 'spring', from: '2026-03-01', to: '2026-06-01' },
      hold: { days: 2 },
    },
  ],
};
