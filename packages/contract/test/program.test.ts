import { describe, expect, test } from 'vitest';
import { conditionFaults, Program, programJsonSchema } from '../src/index.ts';

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
    [
      'a limit for each value that all members would share',
      {
        ...taste,
        rules: [{ id: 'x', on: 'a.b', earn: 1, limit: { times: 1, per: 'day', each: 'event.sku', shared: true } }],
      },
      /rules\.0\.limit.*it is not shared/,
    ],
    [
      'a limit for each value of what stands on lines',
      {
        ...taste,
        rules: [{ id: 'x', on: 'order.paid', earn: 1, limit: { times: 1, per: 'ever', each: 'event.lines.sku' } }],
      },
      /rules\.0\.limit\.each.*name a field of the order/,
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

describe('conditions that could never hold', () => {
  const sure = {
    ...taste,
    counters: [{ id: 'miles' }],
    segments: [{ id: 'asleep', when: { 'member.last.60.orders': 0, 'member.bought.brands': 'wren' } }],
  };
  const found = (more: object) =>
    conditionFaults(Program.parse({ ...sure, ...more })).map(({ path, message }) => `${path}: ${message}`);
  const rule = (more: object) => ({ rules: [{ id: 'r', on: 'order.paid', earn: 5, ...more }] });
  const when = (condition: object) => rule({ when: condition });

  test('what a document has, members, orders, lines and the time can be asked about', () => {
    const all = {
      $and: [
        { 'member.tier': { $in: ['gold', null] } },
        { $or: [{ 'member.segments': 'asleep' }, { 'member.segments': { $ne: 'loyal' } }] },
        { 'member.counters.miles': { $gte: 5 }, 'member.attributes.city': 'Lyon', 'member.top.spent': { $lte: 10 } },
        { 'event.orderNumber': 1, 'event.attributes.gift': true, 'event.lines.category': 'tea', 'time.weekday': 1 },
        { 'event.lines': { $elemMatch: { sku: 'a', quantity: { $gt: 1 } } } },
      ],
    };
    expect(found(rule({ when: all, lines: { category: 'tea', 'attributes.size': 'L' } }))).toEqual([]);
    expect(found({ rules: [{ id: 'r', on: 'run.finished', earn: 5, when: { 'event.anything.goes': 1 } }] })).toEqual(
      [],
    );
  });

  test.each([
    [when({ 'member.tier': 'platinum' }), 'rules.0.when: there is no tier "platinum"; tiers are gold'],
    [when({ $nor: [{ 'member.tier': { $in: ['gold', 'silver'] } }] }), 'there is no tier "silver"'],
    [{ ...when({ 'member.tier': 'x' }), tiers: [] }, 'rules.0.when: there is no tier "x"'],
    [when({ 'member.segments': { $not: { $eq: 'vip' } } }), 'there is no segment "vip"; segments are asleep, loyal'],
    [when({ 'member.counters.stamps': 1 }), 'there is no counter "stamps"; counters are miles'],
    [when({ 'member.city': 'Lyon' }), 'a member has no "member.city" (what you know of them is "member.attributes.…")'],
    [when({ 'member.last.sixty.orders': 0 }), 'names no days; write e.g. "member.last.60.orders"'],
    [when({ 'member.last.60.visits': 0 }), 'of the last days one may ask orders, spent, codes, categories, brands'],
    [when({ 'member.bought.colours': 'red' }), 'one may ask what was bought by codes, categories, brands'],
    [when({ 'member.top.points': 5 }), 'one may be among the best by spent, orders'],
    [when({ 'time.week': 3 }), 'of the time one may ask weekday, hour'],
    [when({ tier: 'gold' }), 'a condition asks about "event.…", "member.…" or "time.…", not about "tier"'],
    [when({ 'event.amount': 5 }), 'an order has no "event.amount" (what you know of it is "event.attributes.…")'],
    [when({ 'event.lines.colour': 'red' }), 'a line has no "colour" (what you know of it is "attributes.…")'],
    [when({ 'event.lines': { $elemMatch: { colour: 'red' } } }), 'a line has no "colour"'],
    [rule({ lines: { $or: [{ colour: 'red' }] } }), 'rules.0.lines: a line has no "colour"'],
    [
      rule({ limit: { times: 1, per: 'day', each: 'event.chanel' } }),
      'rules.0.limit.each: an order has no "event.chanel"',
    ],
    [
      { boards: [{ id: 'b', score: { sum: 'spend' }, period: 'all', who: { 'member.tier': 'tin' } }] },
      'boards.0.who: there is no tier "tin"',
    ],
    [
      {
        challenges: [
          { id: 'c', steps: [{ on: 'order.paid', times: 1, when: { 'event.paid': 1 } }], grant: { points: 1 } },
        ],
      },
      'challenges.0.steps.0.when: an order has no "event.paid"',
    ],
  ])('%j', (more, message) => {
    expect(found(more)).toEqual([expect.stringContaining(message)]);
  });
});
