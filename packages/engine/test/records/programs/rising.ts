import type { ProgramInput } from '@laurel/contract';

/** Every option of tiers, badges and rights. */
export const rising: ProgramInput = {
  name: 'All that rises',
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  points: { pending: { days: 3 }, expiry: { days: 60 } },
  counters: [{ id: 'miles', name: 'Miles' }],
  badges: [
    { id: 'critic', name: { en: 'Critic', fr: 'Critique' }, description: 'Who reviews' },
    { id: 'secret', hidden: true },
    { id: 'elder', name: 'Elder' },
  ],
  rules: [
    { id: 'buy', on: 'order.paid', earn: { points: 1, per: 100 } },
    { id: 'way', on: 'order.paid', earn: { points: 1, per: 1_000, counter: 'miles' } },
    { id: 'review', on: 'review.published', when: { 'member.tier': { $in: ['silver', 'gold', 'club'] } }, earn: 7 },
  ],
  tiers: [
    {
      id: 'guest',
      name: 'Guest',
      from: { orders: 1 },
      perks: ['A smile', { id: 'wrap', value: true, text: { en: 'Wrapping', fr: 'Emballage' } }],
    },
    {
      id: 'silver',
      name: { en: 'Silver', fr: 'Argent' },
      from: { points: 60, within: { days: 30 } },
      earn: { times: 1.2 },
      gift: { points: 10, badge: 'critic' },
      giftOnPassing: true,
      grace: { days: 4 },
      warn: { days: 6 },
      onRefund: 'now',
    },
    {
      id: 'gold',
      from: { points: 140, within: { days: 45 }, count: 'earned' },
      earn: { times: 1.5 },
      gift: { points: 20, counter: { id: 'miles', n: 3 }, reward: 'card' },
      downgrade: 'one',
      warn: { days: 3 },
    },
    {
      id: 'miles',
      name: 'Flyer',
      from: { counter: { id: 'miles', n: 25 }, within: 'calendar-year', keeps: 'end' },
      gift: { badge: 'secret' },
      downgrade: 'none',
    },
    { id: 'year', from: { spend: 60_000, within: 'membership-year', keeps: 'next' }, onRefund: 'now' },
    { id: 'kept', from: { orders: 9, within: 'tier-year' }, grace: { weeks: 1 } },
    {
      id: 'club',
      name: 'Club',
      membership: {
        starts: ['membership.started', 'membership.renewed'],
        ends: ['membership.lapsed'],
        lasts: { days: 20 },
        when: { 'event.plan': 'gold' },
      },
      earn: { times: 2 },
    },
    { id: 'told', membership: {}, gift: { points: 3 } },
  ],
  challenges: [
    {
      id: 'old',
      name: 'Old hand',
      steps: [{ on: 'order.paid', sum: 'subtotal', reach: 20_000 }],
      grant: { badge: 'elder', points: 5 },
    },
    {
      id: 'two',
      steps: [{ on: 'review.published', times: 2 }],
      grant: { badge: 'secret' },
      hidden: 'until-begun',
      repeat: { times: 2 },
      cooldown: { days: 2 },
    },
  ],
  access: [
    {
      entitlement: 'presale',
      name: 'The presale',
      when: { 'member.tier': 'gold' },
      from: '2026-03-10T00:00:00Z',
      until: '2026-05-01T00:00:00Z',
    },
    { entitlement: 'presale', when: { 'member.orders': { $gte: 2 } }, from: '2026-03-20T00:00:00Z' },
    { entitlement: 'early', from: '2026-04-01T00:00:00Z', until: '2026-04-10T00:00:00Z' },
  ],
  rewards: [
    { id: 'card', name: 'A card', cost: 30, give: { giftCard: 1_000 } },
    { id: 'pass', name: 'Silver for a while', cost: 25, give: { tier: 'silver', lasts: { days: 10 } } },
    { id: 'mark', cost: 15, give: { badge: 'critic' } },
    {
      id: 'door',
      cost: 12,
      give: { access: 'early', lasts: { days: 5 } },
      when: { 'member.tier': { $in: ['silver', 'gold'] } },
    },
    { id: 'noon', cost: 5, give: { sample: 'noon' }, when: { 'time.hour': { $gte: 12, $lt: 20 } } },
  ],
  boards: [
    { id: 'best', score: { best: 'spend' }, period: 'day', who: { 'member.tier': 'silver' } },
    { id: 'latest', score: { latest: 'points.earned' }, period: 'year', group: { by: 'city' } },
    { id: 'done', score: { sum: 'challenges.completed' }, period: 'all', ties: 'dense' },
  ],
};
