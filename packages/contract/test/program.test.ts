import { describe, expect, test } from 'vitest';
import { Program, programJsonSchema } from '../src/index.ts';

/** The program that the design shows, word for word. */
const taste = {
  name: 'Maison Claire',
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  points: {
    name: { en: { one: 'point', other: 'points' }, fr: { one: 'point', other: 'points' } },
    pending: { days: 14 },
    expiry: { months: 12 },
  },
  rules: [
    { id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100, of: 'subtotal' } },
    { id: 'review', on: 'review.published', earn: 50, limit: { times: 3, per: 'month' } },
  ],
  tiers: [{ id: 'gold', from: { points: 1000, within: { months: 12 } }, earn: { times: 1.5 } }],
  challenges: [
    { id: 'three-reviews', steps: [{ on: 'review.published', times: 3 }], grant: { points: 100, badge: 'critic' } },
  ],
  boards: [{ id: 'month', score: { sum: 'points.earned' }, period: 'month', prizes: [{ ranks: [1, 3], points: 500 }] }],
  rewards: [{ id: 'five-off', cost: 500, give: { discount: { amount: 500 } } }],
  referral: { friend: { discount: { percent: 10 } }, advocate: { points: 300 } },
  holdout: { percent: 0 },
};

const faults = (document: unknown) =>
  Program.safeParse(document).error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];

describe('a program document', () => {
  test('reads as the design writes it, and fills in what is left out', () => {
    const program = Program.parse(taste);
    expect(program).toMatchObject({ enrol: 'account', stack: 'best', points: { restore: { graceDays: 30 } } });
    expect(program.boards[0]).toMatchObject({ ties: 'unique', hold: { hours: 24 } });
    expect(Program.parse(program)).toEqual(program);
  });

  test('needs only a name, a currency and a time zone', () => {
    expect(faults({ name: 'X', currency: 'GBP', timeZone: 'UTC' })).toEqual([]);
  });

  test.each([
    ['a word that the schema does not know', { ...taste, tier: [] }, /tier/],
    ['a time zone that does not exist', { ...taste, timeZone: 'Europe/Pariss' }, /timeZone: an IANA/],
    ['an id that stands twice', { ...taste, rules: [taste.rules[0], taste.rules[0]] }, /rules\.1\.id.*twice/],
    [
      'two milestones at one length',
      {
        ...taste,
        streaks: [
          {
            id: 's',
            on: ['a.done'],
            milestones: [
              { at: 7, grant: { points: 1 } },
              { at: 7, grant: { points: 2 } },
            ],
          },
        ],
      },
      /streaks\.0\.milestones\.1\.at.*milestone at 7 already/,
    ],
    [
      'a challenge that ends before it begins',
      {
        ...taste,
        challenges: [{ ...taste.challenges[0], from: '2026-02-01T00:00:00Z', until: '2026-01-01T00:00:00Z' }],
      },
      /challenges\.0\.until.*lies after/,
    ],
    [
      'tiers out of order',
      { ...taste, tiers: [...taste.tiers, { id: 'silver', from: { points: 10 } }] },
      /low to high/,
    ],
    [
      'a condition that runs code',
      { ...taste, rules: [{ ...taste.rules[0], when: { $where: '1' } }] },
      /\$where is not allowed/,
    ],
    [
      'a condition with a pattern',
      { ...taste, rules: [{ ...taste.rules[0], when: { a: { $regex: '(a+)+$' } } }] },
      /\$regex is at most 100 signs of plain words/,
    ],
    [
      'a step that names both forms',
      {
        ...taste,
        challenges: [{ id: 'x', grant: { points: 1 }, steps: [{ on: 'a.b', times: 1, sum: 'x', reach: 2 }] }],
      },
      /either `times`/,
    ],
    ['a fraction of a point', { ...taste, rules: [{ id: 'x', on: 'a.b', earn: 1.5 }] }, /rules\.0\.earn/],
  ])('refuses %s and says where', (_, document, expected) => {
    expect(faults(document).join('\n')).toMatch(expected);
  });

  test('has a JSON Schema that an editor can use', () => {
    const schema = programJsonSchema();
    expect(Object.keys(schema.properties as object)).toEqual(expect.arrayContaining(['rules', 'tiers', 'referral']));
    expect(schema.required).toEqual(['name', 'currency', 'timeZone']);
  });
});
