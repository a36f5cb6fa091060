import { describe, expect, test } from 'vitest';
import { explainProgram } from '../../src/index.ts';
import { en } from '../../src/views/explain/en.ts';
import { fr } from '../../src/views/explain/fr.ts';
import { programOf } from '../story.ts';

const PROGRAM = programOf({
  points: { pending: { days: 14 }, expiry: { months: 12 }, warn: { days: 30 } },
  rules: [
    { id: 'purchase', name: { en: 'Purchases', fr: 'Achats' }, on: 'order.paid', earn: { points: 1, per: 100 } },
    {
      id: 'big',
      on: 'order.paid',
      when: { 'event.total': { $gte: 10_000 }, 'time.weekday': { $in: [6, 7] } },
      earn: 100,
      limit: { times: 1, per: 'month' },
      pending: false,
    },
    { id: 'review', on: 'review.published', earn: 50, limit: { times: 3, points: 120, per: 'week' }, expiry: false },
  ],
  tiers: [
    {
      id: 'gold',
      name: { en: 'Gold', fr: 'Or' },
      from: { points: 1_000, within: { months: 12 } },
      earn: { times: 1.5 },
    },
  ],
  challenges: [
    {
      id: 'reviews',
      name: { en: 'Critic', fr: 'Critique' },
      steps: [
        { on: 'review.published', times: 3 },
        { on: 'order.paid', sum: 'subtotal', reach: 5_000 },
      ],
      grant: { points: 100, badge: 'critic' },
      onRefund: 'undo',
    },
  ],
  badges: [{ id: 'critic', name: { en: 'Sharp eye', fr: 'Œil vif' } }],
  rewards: [
    {
      id: 'five',
      name: { en: '5 off', fr: '5 de moins' },
      cost: 500,
      give: { discount: { amount: 500 }, minimum: 2_000 },
      stock: 10,
    },
    { id: 'mug', cost: 200, give: { product: 'MUG' }, couponValid: { days: 30 } },
  ],
  boards: [{ id: 'month', score: { sum: 'points.earned' }, period: 'month', prizes: [{ ranks: [1, 3], points: 500 }] }],
  referral: { friend: { discount: { percent: 10 } }, advocate: { points: 300 }, minimum: 2_500 },
  campaigns: [{ id: 'spring', from: '2026-04-01T00:00:00Z', until: '2026-05-01T00:00:00Z', earn: { times: 2 } }],
});

const linesOf = (locale: string) =>
  Object.fromEntries(explainProgram(PROGRAM, 3, locale).sections.map(({ id, lines }) => [id, lines]));

describe('a whole program in plain sentences', () => {
  test('in English', () => {
    const lines = linesOf('en');
    expect(lines.earning).toEqual([
      'Purchases: 1 point for every €1.00 of goods on each order.',
      '100 points for each order, if the total is at least €100.00 and the day is one of Saturday, Sunday, at most once a month.',
      '50 points for each review, at most 3 times a week, at most 120 points a week.',
      'Where several multipliers hold, the highest counts.',
    ]);
    expect(lines.usable).toEqual(['After 14 days, when the goods can no longer be sent back.', '“big”: At once.']);
    expect(lines.expiry).toEqual([
      'It expires 12 months after you can use it.',
      '“review”: It never expires.',
      'What expires soonest is spent first.',
      'You are told 30 days ahead.',
    ]);
    expect(lines.rewards).toEqual([
      '“mug” for 200 points: a product for free, to be used within 30 days.',
      '“5 off” for 500 points: €5.00 off from €20.00, 10 in all.',
    ]);
    expect(lines.tiers?.[0]).toBe(
      '“Gold” from 1,000 points within 12 months, counted once you can use them, you earn 1.5 times as much.',
    );
    expect(lines.challenges).toEqual([
      '“Critic”: 3 × each review, €50.00 in all on each order. You get 100 points and the badge “Sharp eye”.',
    ]);
    expect(lines.referral?.slice(0, 2)).toEqual([
      'Your friend gets 10 % off on the first order.',
      'You get 300 points for your friend’s first order of at least €25.00.',
    ]);
    expect(lines.boards?.[0]).toBe('“month”: who earns most points, every month, places 1 to 3: 500 points.');
    expect(lines.campaigns).toEqual(['“spring”: 2 times as much, from 1 April 2026 until 1 May 2026.']);
    expect(lines.refunds).toContain('“Critic” is undone if what completed it is sent back.');
  });

  test('in French', () => {
    const lines = linesOf('fr');
    expect(lines.earning?.[0]).toBe(
      'Achats\u00a0: 1 point par tranche de 1,00\u00a0€ d’articles, pour chaque commande.',
    );
    expect(lines.usable?.[0]).toBe('Après 14 jours, quand les articles ne peuvent plus être renvoyés.');
    expect(lines.campaigns).toEqual(['«\u00a0spring\u00a0»\u00a0: 2 fois plus, du 1 avril 2026 au 1 mai 2026.']);
  });

  test('an empty program says that there is nothing yet', () => {
    const { sections } = explainProgram(programOf({ rules: [] }), 1, 'en');
    expect(sections.map(({ id }) => id)).toEqual(['joining', 'earning', 'usable', 'expiry', 'rewards', 'refunds']);
  });
});

test('both languages have the same words', () => {
  const paths = (value: unknown, at = ''): string[] =>
    value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, inner]) => paths(inner, `${at}.${key}`))
      : [at];
  expect(paths(fr).toSorted()).toEqual(paths(en).toSorted());
});
