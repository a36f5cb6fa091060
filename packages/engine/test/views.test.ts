import { describe, expect, test } from 'vitest';
import { entryView, historyView, memberView, programView, textOf } from '../src/index.ts';
import { at, DAY, programOf, Story } from './story.ts';

const NOW = at('2026-11-22T12:00:00Z');
const program = programOf({
  points: {
    pending: { days: 14 },
    expiry: { months: 12 },
    name: { en: { one: 'star', other: 'stars' }, fr: { one: 'étoile', other: 'étoiles' } },
  },
  rules: [
    { id: 'purchase', name: { en: 'Purchases', fr: 'Achats' }, on: 'order.paid', earn: { points: 1, per: 100 } },
    { id: 'review', on: 'review.published', earn: 50, limit: { times: 1, per: 'month' }, pending: false },
  ],
  tiers: [
    {
      id: 'gold',
      name: { en: 'Gold', fr: 'Or' },
      from: { points: 50 },
      earn: { times: 1.5 },
      perks: ['Free gift wrap'],
    },
  ],
  challenges: [
    {
      id: 'one',
      name: 'First review',
      steps: [{ on: 'review.published', times: 1 }],
      grant: { points: 5, badge: 'critic' },
    },
  ],
  badges: [{ id: 'critic', name: { en: 'Critic', fr: 'Critique' } }],
  rewards: [{ id: 'mug', name: { en: 'A mug', fr: 'Une tasse' }, cost: 40, give: { product: 'mug' }, stock: 3 }],
  referral: { friend: { discount: { percent: 10 } }, advocate: { points: 300 }, link: 'https://shop.example/?lang=fr' },
});
const extras = {
  externalId: 'ada',
  alias: 'Blue Fox',
  onBoards: true,
  stockLeft: { mug: 2 },
  referralCode: 'ADA',
  attributes: {},
};

function told() {
  const story = new Story(program).member('m', NOW);
  story.fact('m', 'review.published', { stars: 5 }, { at: NOW });
  story.order('m', '77', { total: 8_750 }, { at: NOW + 1 });
  return story;
}
const texts = (story: Story, locale: string) =>
  story.log('m').map((entry) => entryView(entry, `m:${entry.seq}`, locale, program).text);

describe('a history, which its member reads', () => {
  test('names nobody of the shop', () => {
    const story = told();
    story.submit(
      'm',
      { kind: 'adjust', points: 30, by: 'Zoé Martin', why: 'a late parcel', key: 'k', body: '' },
      NOW + 2,
    );
    const lines = (view: typeof historyView) => (locale: string) =>
      story.log('m').map((entry) => view(entry, `m:${entry.seq}`, locale, program).text);
    expect(lines(entryView as never)('en').join()).toContain('Zoé Martin');
    expect(lines(historyView)('en').at(-1)).toBe('30 stars by the shop: a late parcel.');
    expect(lines(historyView)('fr').at(-1)).toBe('30 étoiles par la boutique\u00a0: a late parcel.');
    expect([...lines(historyView)('en'), ...lines(historyView)('fr')].join()).not.toContain('Zoé');
  });
});

describe('an entry says what happened and why', () => {
  test('in English and in French', () => {
    const story = told();
    story.fact('m', 'review.published', {}, { at: NOW + 2 });
    story.refund('m', '77', { amount: 2_000 }, { at: NOW + 3 });
    story.submit('m', { kind: 'redeem', redemption: 'r', reward: 'mug', key: 'r', body: '' }, NOW + 4);
    expect(texts(story, 'en')).toEqual([
      'The member became known to the programme.',
      'Joined the programme.',
      'Event review.published: +50 stars by “review”, challenge “First review” completed, +5 stars for it, badge “Critic” received, the tier is now “Gold”.',
      'Order 77: +131 stars by “Purchases” (on €87.50, × 1.5 by the tier “Gold”, available from 6 December 2026).',
      'Event review.published: 0 stars, because the limit of the rule was reached.',
      'Refund of order 77: 30 stars taken back.',
      '“A mug” for 40 stars, code C-m-7.',
    ]);
    const french = texts(story, 'fr-FR');
    expect(french[3]).toBe(
      'Commande 77\u00a0: +131 étoiles par «\u00a0Achats\u00a0» (sur 87,50\u00a0€, × 1,5 par le niveau «\u00a0Or\u00a0», à disposition le 6 décembre 2026).',
    );
  });

  test('in a language without sentences of its own, dates and amounts are as English as the sentence', () => {
    for (const locale of ['ar', 'de-AT', 'es'])
      expect(texts(told(), locale)[3]).toMatch(
        /^Order 77: .* \(on €87\.50, × 1\.5 by the tier “Gold”, available from 6 December 2026\)\.$/,
      );
  });

  test('tells its numbers too', () => {
    const entry = told().log('m')[3];
    if (!entry) throw new Error('there is no order');
    expect(entryView(entry, 'x', 'en', null)).toMatchObject({
      id: 'x',
      type: 'order.paid',
      awards: [
        {
          rule: 'purchase',
          points: 131,
          before: 131,
          clippedBy: null,
          activeAt: '2026-12-06T12:00:00.001Z',
          expiresAt: '2027-12-06T12:00:00.001Z',
        },
      ],
      postings: [{ from: 'issued', to: 'pending', points: 131 }],
      reversed: 0,
      tier: null,
    });
  });

  test('knows a locale that nobody knows as English', () => {
    expect(texts(told(), 'not a locale')[1]).toBe('Joined the programme.');
    expect(textOf({ de: 'Punkte' }, 'fr', 'x')).toBe('Punkte');
    expect(textOf(undefined, 'fr', 'x')).toBe('x');
  });
});

describe('a member', () => {
  test('is shown exactly as of an instant', () => {
    const story = told();
    const state = story.states.get('m');
    if (!state) throw new Error('there is no state');
    const view = memberView(program, state, extras, NOW + DAY, 'fr');
    expect(view).toMatchObject({
      externalId: 'ada',
      status: 'joined',
      points: { balance: 55, available: 55, pending: 131, nextActive: { points: 131, at: '2026-12-06T12:00:00.001Z' } },
      tier: { id: 'gold', name: 'Or', times: 1.5, perks: ['Free gift wrap'], next: null },
      challenges: [
        { id: 'one', name: 'First review', steps: [{ value: 1, target: 1 }], completedAt: '2026-11-22T12:00:00.000Z' },
      ],
      badges: [{ id: 'critic', name: 'Critique' }],
      referral: {
        code: 'ADA',
        link: 'https://shop.example/?lang=fr&ref=ADA',
        friend: { discount: { percent: 10 }, minimum: null },
      },
      rewards: [{ id: 'mug', name: 'Une tasse', left: 2, missing: 0 }],
      version: 4,
      changesAt: '2026-12-06T12:00:00.001Z',
    });
    expect(memberView(program, state, extras, NOW + 15 * DAY, 'en').points).toMatchObject({
      available: 186,
      pending: 0,
    });
  });

  test('an offer that is over is no longer shown, and a program tells what anybody may know', () => {
    const dated = programOf({
      rewards: [{ id: 'mug', cost: 40, give: { product: 'mug' }, until: '2026-11-23T00:00:00Z' }],
    });
    expect(programView(dated, 3, 'en', NOW)).toMatchObject({
      version: 3,
      rewards: [{ id: 'mug', missing: 40, left: null }],
    });
    expect(programView(dated, 3, 'en', NOW + DAY).rewards).toEqual([]);
  });
});
