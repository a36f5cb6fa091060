import type { BadgeWay, ChallengeView, GoalView, OwnDrawView, ProgramView, StreakView } from '@laurel/contract';
import { at, gift } from './spend.ts';

const challenge = (
  id: string,
  name: string,
  value: number,
  target: number,
  more: Partial<ChallengeView> = {},
): ChallengeView => ({
  id,
  name,
  description: null,
  steps: [{ name: null, on: 'review.published', kind: 'times', value, target, grant: null }],
  grant: { points: 100, badge: null, counter: null, reward: null },
  order: 'any',
  completedAt: null,
  times: 0,
  most: 1,
  join: null,
  endsAt: null,
  againAt: null,
  until: null,
  ...more,
});

export const challenges = (): ChallengeView[] => [
  challenge('three-reviews', 'Write three reviews', 2, 3, {
    description: 'Tell others what you think of what you bought.',
  }),
  challenge('welcome', 'Settle in', 1, 2, {
    steps: [
      { name: 'Place a first order', on: 'order.paid', kind: 'times', value: 1, target: 1, grant: null },
      { name: 'Write a first review', on: 'review.published', kind: 'times', value: 0, target: 1, grant: null },
    ],
    until: at(2.3),
  }),
  challenge('spend', 'Fill the pantry', 18_400, 30_000, {
    steps: [{ name: null, on: 'order.paid', kind: 'sum', value: 18_400, target: 30_000, grant: null }],
    grant: { points: 250, badge: 'pantry', counter: null, reward: null },
  }),
  challenge('ten-orders', 'Order ten times', 4, 10),
  challenge('done-one', 'First review', 1, 1, { completedAt: at(-20) }),
];

export const tier = (
  id: string,
  name: string,
  points: number,
  times: number,
  perks: string[],
): ProgramView['tiers'][number] => ({
  id,
  name,
  points,
  times,
  perks,
  of: 'points',
  counter: null,
  benefits: [],
  gift: null,
});

export const badge = (
  id: string,
  name: string,
  description: string | null,
  rarity: number,
  how: (Pick<BadgeWay, 'of' | 'id' | 'n'> & { name?: string })[],
): ProgramView['badges'][number] => ({
  id,
  name,
  description,
  rarity,
  how: how.map((way) => ({ name: '', text: '', ...way })),
});

export const streak = (): StreakView => ({
  id: 'weekly',
  name: 'Every week something good',
  description: null,
  on: ['order.paid'],
  per: 'week',
  timeZone: 'Europe/Paris',
  current: 5,
  best: 11,
  keptNow: false,
  actBy: at(2.4),
  freezes: 2,
  frozen: 1,
  pausedUntil: null,
  pauseMost: 4,
  milestones: [
    { at: 4, grant: gift(50), reached: true },
    { at: 8, grant: gift(100, { badge: 'regular' }), reached: false },
  ],
  next: { at: 8, missing: 3 },
});

export const draws = (): OwnDrawView[] => [
  {
    id: 'daily',
    name: 'One a day',
    description: 'A small surprise, once a day.',
    on: null,
    cost: 0,
    from: null,
    until: null,
    total: 1_000,
    prizes: [
      { id: 'mug', name: 'A mug', odds: 5, grant: gift(null, { reward: 'hamper' }) },
      { id: 'many', name: 'A handful', odds: 195, grant: gift(50) },
      { id: 'few', name: 'A few', odds: 300, grant: gift(10) },
      { id: 'nothing', name: 'Nothing today', odds: 500, grant: null },
    ],
    consolation: 'nothing',
    left: 1,
    again: null,
    reason: null,
  },
];

export const goal = (): GoalView => ({
  id: 'clean-beach',
  name: 'Ten thousand bottles',
  description: 'Bring your empty bottles back to us.',
  score: { sum: 'data.bottles', on: 'bottles.returned' },
  total: 6_240,
  target: 10_000,
  members: 318,
  mine: 42,
  least: 5,
  grant: gift(50, { badge: 'regular' }),
  state: 'open',
  reachedAt: null,
  startsAt: at(-12),
  endsAt: at(18.3),
});
