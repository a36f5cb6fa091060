import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { poolsAt, totalOf } from '../../src/index.ts';
import { at, awarded, changesOf, DAY, programOf, reversed, Story } from '../story.ts';

const NOW = at('2026-03-10T12:00:00Z');
type RuleInput = NonNullable<ProgramInput['rules']>[number];

const buying = (rule: Partial<RuleInput>, more: Partial<ProgramInput> = {}) =>
  new Story(
    programOf({ rules: [{ id: 'r', on: 'order.paid', earn: { points: 1, per: 100 }, ...rule }], ...more }),
  ).member('m', NOW);
const order = (story: Story, data: Record<string, unknown> & { total: number }, id = 'o') =>
  story.order('m', id, data, { at: NOW });
const why = ({ silent }: { silent: { reason: string }[] }) => silent[0]?.reason;

const line = (unitPrice: number, more: object = {}) => ({ sku: `at-${unitPrice}`, quantity: 1, unitPrice, ...more });

describe('what a rule earns by', () => {
  const three = { total: 1_050, lines: [line(350), line(350, { sku: 'b' }), line(350, { sku: 'c' })] };

  test.each<[string, object, Record<string, unknown> & { total: number }, number]>([
    ['the goods, once for the order', { of: 'subtotal' }, three, 10],
    ['the goods, line by line', { of: 'subtotal', round: 'line' }, three, 9],
    ['the goods on lines, once for the order', { of: 'lines' }, three, 10],
    ['the goods on lines, line by line', { of: 'lines', round: 'line' }, three, 9],
    ['all that was paid, once for the order', { of: 'total' }, { ...three, total: 1_090, shipping: 40 }, 10],
    // Delivery is an amount of its own.
    ['all that was paid, line by line', { of: 'total', round: 'line' }, { ...three, total: 1_290, shipping: 240 }, 11],
    ['all that was paid, which is less than the goods', { of: 'total' }, { ...three, total: 940, subtotal: 1_050 }, 9],
    ['all that was paid, line by line, and nothing beside them', { of: 'total', round: 'line' }, three, 9],
    ['goods without lines, of which none is on a line', { of: 'lines' }, { total: 1_050 }, 10],
    [
      'goods beyond the lines, which are the goods’',
      { of: 'subtotal', round: 'line' },
      { total: 1_000, lines: [line(350)] },
      9,
    ],
    [
      'goods beyond the lines, which are on none',
      { of: 'lines', round: 'line' },
      { total: 1_000, lines: [line(350)] },
      3,
    ],
    ['goods beyond the lines, which are on none, at once', { of: 'lines' }, { total: 1_000, lines: [line(350)] }, 3],
  ])('is %s', (_, by, data, points) => {
    const story = buying({ earn: { points: 1, per: 100, ...by } as never });
    expect(awarded(order(story, data))).toBe(points);
  });

  test.each<[string, object, number, number]>([
    ['all pieces, rounded once', {}, 3, 2],
    ['each line’s pieces by themselves', { round: 'line' }, 2, 1],
  ])('are %s', (_, by, points, left) => {
    const story = buying({ earn: { points: 1, items: 2, ...by } });
    const lines = [line(100, { quantity: 3 }), line(200, { quantity: 3 })];
    const entry = order(story, { total: 900, lines });
    expect([awarded(entry), entry.awards[0]?.pieces, entry.awards[0]?.amount]).toEqual([points, 6, null]);
    story.refund('m', 'o', { amount: 200, lines: [{ sku: 'at-100', quantity: 2 }] }, { at: NOW });
    expect(story.points('m', NOW).available).toBe(left);
  });

  test('are only the pieces and lines that it names, and nothing where there are none', () => {
    const tea = { lines: { category: 'tea' } };
    const lines = [line(500, { category: 'tea' }), line(700)];
    expect(awarded(order(buying({ ...tea, earn: { points: 5, items: 1 } }), { total: 1_200, lines }))).toBe(5);
    expect(awarded(order(buying({ ...tea, earn: { points: 1, per: 100 } }), { total: 1_200, lines }))).toBe(5);
    expect(awarded(order(buying({ ...tea, earn: 4 }), { total: 1_200, lines }))).toBe(4);
    for (const earn of [
      4,
      { points: 5, items: 1 },
      { points: 1, per: 100 },
      { points: 1, per: 100, of: 'total' as const },
    ]) {
      const none = order(buying({ ...tea, earn }), { total: 700, lines: [line(700)] });
      expect([why(none), awarded(none)]).toEqual(['nothing_eligible', 0]);
      expect(why(order(buying({ ...tea, earn }), { total: 700 }))).toBe('nothing_eligible');
    }
  });

  test('goes with the pieces that come back, and a fixed number when the last of them does', () => {
    const story = buying({ lines: { category: 'tea' }, earn: 4 });
    const lines = [line(500, { category: 'tea', quantity: 2 }), line(700)];
    order(story, { total: 1_700, lines });
    const back = (sku: string, amount: number) =>
      reversed(story.refund('m', 'o', { amount, lines: [{ sku, quantity: 1 }] }, { at: NOW }));
    expect([back('at-500', 500), back('at-500', 500), back('at-700', 700)]).toEqual([0, 4, 0]);
  });

  test('of a fact that is no order is a number that it names, and nothing where that is none', () => {
    const story = buying({ on: 'game.played', earn: { points: 2, per: 3, of: 'event.result.score' } });
    const played = (data: Record<string, unknown>) => story.fact('m', 'game.played', data, { at: NOW });
    const scores = [{ score: 10 }, { score: 1.5 }, { score: 0 }, { score: -3 }, { score: '9' }, {}, 7, null];
    expect(scores.map((result) => [awarded(played({ result })), why(played({ result }))])).toEqual([
      [6, undefined],
      [1, undefined],
      [0, 'nothing_eligible'],
      [0, 'nothing_eligible'],
      [0, 'nothing_eligible'],
      [0, 'nothing_eligible'],
      [0, 'nothing_eligible'],
      [0, 'nothing_eligible'],
    ]);
  });

  test('is never more than a million millions', () => {
    const story = buying({ earn: { points: 1_000_000, per: 1 } });
    expect(awarded(order(story, { total: 999_999 }))).toBe(999_999_000_000);
    expect(awarded(order(story, { total: 1_000_001 }, 'p'))).toBe(1_000_000_000_000);
  });

  test('is what prices without tax come to with it, where all that was paid counts', () => {
    const story = buying({ earn: { points: 1, per: 100, of: 'total', round: 'line' } });
    // 10.00 and 5.00 with a fifth of tax on them: 12 and 6; 0.90 of delivery.
    const data = { total: 1_890, subtotal: 1_500, tax: 300, shipping: 90, lines: [line(1_000), line(500)] };
    expect(awarded(order(story, data))).toBe(18);
    expect(
      reversed(story.refund('m', 'o', { amount: 600, lines: [{ sku: 'at-500', quantity: 1 }] }, { at: NOW })),
    ).toBe(6);
    const lines = { ...data, lines: [line(1_000, { category: 'tea' }), line(500)] };
    expect(
      awarded(order(buying({ lines: { category: 'tea' }, earn: { points: 1, per: 100, of: 'total' } }), lines)),
    ).toBe(12);
    expect(awarded(order(buying({ lines: { category: 'tea' } }), lines))).toBe(10);
  });

  test('of other money is by its rate, but for a rule of that currency; without a rate it is none', () => {
    const currencies = [{ code: 'USD', rate: 0.5 }, { code: 'GBP' }];
    const rules: RuleInput[] = [
      { id: 'any', on: 'order.paid', earn: { points: 1, per: 100 } },
      { id: 'usd', on: 'order.paid', currency: 'USD', earn: { points: 1, per: 100 } },
      { id: 'back', on: 'order.paid', currency: 'USD', earn: { percent: 10 } },
      { id: 'gbp', on: 'order.paid', currency: 'GBP', earn: { points: 3, per: 100 } },
    ];
    const worth = { points: { worth: { amount: 2, points: 1 } } };
    const story = new Story(programOf({ rules, currencies, ...worth })).member('m', NOW);
    const told = (currency: string) => {
      const { awards, silent } = order(story, { total: 1_000, currency }, currency);
      return [
        awards.map(({ rule, points, amount }) => [rule, points, amount]),
        silent.map(({ rule, reason }) => [rule, reason]),
      ];
    };
    expect(told('USD')).toEqual([
      [
        ['any', 5, 1_000],
        ['usd', 10, 1_000],
        // Ten per cent of 5.00 at two cents a point.
        ['back', 25, 1_000],
      ],
      [['gbp', 'other_currency']],
    ]);
    expect(told('GBP')).toEqual([
      [['gbp', 30, 1_000]],
      [
        ['any', 'other_currency'],
        ['usd', 'other_currency'],
        ['back', 'other_currency'],
      ],
    ]);
    expect(order(story, { total: 1_000, currency: 'CHF' }, 'CHF')).toMatchObject({ reason: 'currency_mismatch' });
    expect(story.at('m', NOW).spent).toBe(500);
  });
});

describe('what counts as spent', () => {
  const spending = (spend: ProgramInput['spend']) => {
    const story = new Story(programOf({ spend })).member('m', NOW);
    const counted = (data: Record<string, unknown> & { total: number }, id: string) =>
      changesOf(order(story, data, id), 'tallied').flatMap(({ metric, n }) => (metric === 'spend' ? [n] : []));
    return { story, counted };
  };
  const lines = [line(1_000, { category: 'tea' }), line(500, { discount: 100 })];
  const data = { total: 1_700, shipping: 300, lines };

  test.each<[string, ProgramInput['spend'], number[], number[]]>([
    ['all that was paid', undefined, [1_700], [800]],
    ['all that was paid, said so', { of: 'total' }, [1_700], [800]],
    ['the goods', { of: 'subtotal' }, [1_400], [500]],
    ['what stands on lines', { of: 'lines' }, [1_400], [800]],
    ['some lines', { of: 'lines', lines: { category: 'tea' } }, [1_000], []],
    ['lines that cost so much', { of: 'lines', lines: { net: { $lt: 500 } } }, [400], []],
  ])('is %s, or what an order without lines comes to', (_, spend, some, none) => {
    const { counted } = spending(spend);
    expect(counted(data, 'o')).toEqual(some);
    const bare = spend?.of === 'subtotal' ? { total: 800, shipping: 300 } : { total: 800 };
    expect(counted(bare, 'p')).toEqual(none);
  });

  test('is taken back as it was counted, to nothing', () => {
    const { story, counted } = spending({ of: 'lines', lines: { category: 'tea' } });
    counted(data, 'o');
    const back = (amount: number, sku: string) =>
      changesOf(story.refund('m', 'o', { amount, lines: [{ sku, quantity: 1 }] }, { at: NOW }), 'tallied').flatMap(
        ({ metric, n }) => (metric === 'spend' ? [n] : []),
      );
    expect([back(400, 'at-500'), back(1_000, 'at-1000')]).toEqual([[], [-1_000]]);
    const whole = spending({ of: 'lines' });
    whole.counted(data, 'o');
    const cancelled = whole.story.fact('m', 'order.cancelled', { orderId: 'o' }, { at: NOW });
    expect(changesOf(cancelled, 'tallied').map(({ metric, n }) => [metric, n])).toEqual([
      ['spend', -1_400],
      ['orders', -1],
      ['points.earned', -14],
    ]);
  });
});

describe('a campaign beside something that multiplies more', () => {
  const campaign = { id: 'double', from: '2026-03-01T00:00:00Z', until: '2026-04-01T00:00:00Z', earn: { times: 2 } };
  const program = (stack: 'best' | 'multiply') =>
    programOf({
      stack,
      tiers: [{ id: 'gold', from: { orders: 0 }, earn: { times: 3 } }],
      campaigns: [{ ...campaign, limit: { points: 70, per: 'day' }, budget: 50 }],
    });

  test('is not asked what it lets through: neither its limit nor its budget clips or is used', () => {
    const story = new Story(program('best')).member('m', NOW);
    const entry = order(story, { total: 2_000 });
    expect(entry.awards).toMatchObject([
      { points: 60, multipliers: [{ kind: 'tier', id: 'gold', times: 3 }], clippedBy: null },
    ]);
    expect([changesOf(entry, 'window.used'), changesOf(entry, 'pool.used')]).toEqual([[], []]);
  });

  test('lets through what it adds, first by its limit and then by its budget, and no more', () => {
    const story = new Story(program('multiply')).member('m', NOW);
    // 20, by three 60, by two 120: the campaign adds 60, and has 50 for it.
    const entry = order(story, { total: 2_000 });
    expect(entry.awards).toMatchObject([{ points: 110, before: 120, clippedBy: { reason: 'budget', by: 10 } }]);
    expect(changesOf(entry, 'window.used').map(({ points }) => points)).toEqual([50]);
    expect([...story.left.values()]).toEqual([0]);
    // Half of it: 10, 30, and the 30 that there was room for.
    expect(reversed(story.refund('m', 'o', { amount: 1_000 }, { at: NOW }))).toBe(50);
    expect([...story.left.values()]).toEqual([20]);
    expect(changesOf(story.log('m').at(-1) as never, 'window.used').map(({ points }) => points)).toEqual([-20]);
    const next = order(story, { total: 1_000 }, 'p');
    expect(next.awards).toMatchObject([{ points: 50, clippedBy: { reason: 'budget', by: 10 } }]);
  });
});

describe('a rule with a cooldown', () => {
  test('keeps twenty awards: a fact that is older than all of them gets none', () => {
    const story = buying({ on: 'a.done', earn: 1, cooldown: { minutes: 10 } });
    const done = (when: number) => {
      const { awards, silent } = story.fact('m', 'a.done', {}, { at: when, received: NOW + 2 * DAY });
      return awards.length > 0 ? awards[0]?.points : (silent[0]?.reason ?? awards);
    };
    const minute = 60_000;
    for (let n = 0; n < 19; n += 1) expect(done(NOW + n * 20 * minute)).toBe(1);
    expect(done(NOW - DAY)).toBe(1);
    // That was the twentieth, and it is the oldest.
    const late = story.fact('m', 'a.done', {}, { at: NOW - 2 * DAY, received: NOW + 2 * DAY });
    expect(late.awards[0]).toMatchObject({ points: 0, clippedBy: { reason: 'cooldown' } });
    expect(done(NOW - DAY + 10 * minute)).toBe(1);
    // The one of a day before is forgotten by now, and nothing older is let through.
    expect(awarded(story.fact('m', 'a.done', {}, { at: NOW - DAY + 5 * minute, received: NOW + 2 * DAY }))).toBe(0);
  });
});

describe('what all members share', () => {
  const program = programOf({
    budget: { points: 100, per: 'month' },
    limit: [
      { points: 40, per: 'day' },
      { points: 70, per: 'week', shared: true },
    ],
    rules: [
      {
        id: 'r',
        on: 'a.done',
        earn: 5,
        limit: [
          { times: 3, per: 'day', shared: true },
          { points: 20, times: 9, per: 'ever', shared: true },
        ],
        budget: 60,
      },
    ],
    campaigns: [
      {
        id: 'c',
        from: '2026-01-01T00:00:00Z',
        until: '2027-01-01T00:00:00Z',
        earn: { times: 2 },
        limit: { points: 30, per: 'year', shared: true },
        budget: { points: 10, per: 'week' },
      },
    ],
    draws: [
      {
        id: 'd',
        total: 2,
        consolation: 'no',
        limit: { times: 1, per: 'day' },
        prizes: [
          { id: 'win', odds: 1, grant: { points: 4 }, stock: 7, budget: 20 },
          { id: 'no', odds: 1 },
        ],
      },
    ],
  });

  test('is told with what it holds, of what, and until when', () => {
    const iso = (when: number | null) => when && new Date(when).toISOString();
    const pools = poolsAt(program, NOW);
    expect(pools.map(({ of, id, kind, unit, total, closesAt }) => [of, id, kind, unit, total, iso(closesAt)])).toEqual([
      ['program', null, 'limit', 'points', 70, '2026-03-15T23:00:00.000Z'],
      ['program', null, 'budget', 'points', 100, '2026-03-31T22:00:00.000Z'],
      ['rule', 'r', 'limit', 'times', 3, '2026-03-10T23:00:00.000Z'],
      ['rule', 'r', 'limit', 'points', 20, null],
      ['rule', 'r', 'limit', 'times', 9, null],
      ['rule', 'r', 'budget', 'points', 60, null],
      ['draw', 'd', 'limit', 'times', 7, null],
      ['draw', 'd', 'budget', 'points', 20, null],
      ['campaign', 'c', 'limit', 'points', 30, '2026-12-31T23:00:00.000Z'],
      ['campaign', 'c', 'budget', 'points', 10, '2026-03-15T23:00:00.000Z'],
    ]);
    // In whichever window, a pool holds what the program says.
    for (const { pool, total } of [...pools, ...poolsAt(program, NOW + 40 * DAY)])
      expect([pool, totalOf(program, pool)]).toEqual([pool, total]);
    expect([totalOf(program, 'rule:other'), totalOf(program, '')]).toEqual([null, null]);
    expect(poolsAt(programOf(), NOW)).toEqual([]);
    // Ids may be numbers, and windows may begin before 1970.
    const budgets = [2_025, 2_026].map((id) => ({
      id: String(id),
      on: 'a.done',
      earn: 1,
      budget: { points: id, per: 'day' as const },
    }));
    const numbered = programOf({ rules: budgets });
    for (const when of [NOW, at('1969-06-01T12:00:00Z')])
      expect(poolsAt(numbered, when).map(({ pool }) => totalOf(numbered, pool))).toEqual([2_025, 2_026]);
  });

  test('is asked for by each fact that uses it, as much as it uses', () => {
    const story = new Story(program).member('m', NOW);
    const used = (entry: Parameters<typeof changesOf>[0]) =>
      changesOf(entry, 'pool.used').map(({ n, unit, budget, total }) => [n, unit, budget, total]);
    const all = [
      [1, 'times', false, 3],
      [5, 'points', false, 20],
      [1, 'times', false, 9],
      [5, 'points', false, 70],
      [5, 'points', true, 60],
      [5, 'points', true, 100],
    ];
    const done = () => story.fact('m', 'a.done', {}, { at: NOW });
    expect(used(done())).toEqual(all);
    done();
    done();
    expect(done()).toMatchObject({ awards: [{ points: 0, clippedBy: { reason: 'limit', by: 5 } }] });
    const next = story.fact('m', 'a.done', {}, { at: NOW + DAY });
    expect([awarded(next), used(next).length]).toEqual([5, 6]);
    expect(story.fact('m', 'a.done', {}, { at: NOW + DAY })).toMatchObject({ awards: [{ points: 0 }] });
  });
});
