import { describe, expect, test } from 'vitest';
import { fold, goalView, Liability, memberView, programView } from '../../src/index.ts';
import { BEGIN, END, live } from '../life.ts';
import { at, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-05-10T12:00:00Z');
const page = (view: unknown) => `${JSON.stringify(view, null, 1)}\n`;

describe('what a page gets', () => {
  test('of a program with one of each', async () => {
    const { program } = live();
    const given = { stockLeft: {}, causes: { sea: { money: 250, trees: 2, cost: 400 } } };
    await expect(page(programView(program, 1, 'en', BEGIN, given))).toMatchFileSnapshot('pages/program.txt');
  });

  test('of a member, a month in and at the end', async () => {
    const story = live();
    const extras = {
      externalId: 'ada',
      alias: 'Ada',
      onBoards: true,
      stockLeft: {},
      referralCode: 'ADA',
      attributes: {},
    };
    for (const [name, now] of [
      ['spring', BEGIN + 8.5 * DAY],
      ['autumn', END],
    ] as const) {
      const then = new Story(story.program);
      for (const entry of story.log('ada').filter(({ recordedAt }) => recordedAt <= now))
        then.logs.set('ada', [...then.log('ada'), entry]);
      then.states.set('ada', fold(then.log('ada')));
      const view = memberView(story.program, then.at('ada', now), extras, now, 'en');
      await expect(page(view)).toMatchFileSnapshot(`pages/member-${name}.txt`);
    }
  });
});

describe('what a rule gives, where it is not plainly so many points', () => {
  const shown = (rule: object) => {
    const program = programOf({
      counters: [{ id: 'miles' }],
      currencies: [{ code: 'USD', rate: 0.9 }],
      points: { worth: { amount: 1, points: 1 } },
      rules: [{ id: 'r', on: 'order.paid', ...rule } as never],
    });
    const [first] = programView(program, 1, 'en', NOW).rules;
    return first && { points: first.points, per: first.per, other: first.other };
  };
  test.each<[object, object]>([
    [{ earn: 25 }, { points: 25, per: null, other: null }],
    [{ earn: { points: 2, per: 100 } }, { points: 2, per: 100, other: null }],
    [
      { earn: { points: 2, items: 3 } },
      { points: null, per: null, other: { n: 2, per: null, items: 3, percent: null, currency: null, counter: null } },
    ],
    [
      { earn: { percent: 5 } },
      {
        points: null,
        per: null,
        other: { n: null, per: null, items: null, percent: 5, currency: null, counter: null },
      },
    ],
    [
      { earn: { points: 1, per: 100, counter: 'miles' } },
      {
        points: null,
        per: null,
        other: { n: 1, per: 100, items: null, percent: null, currency: null, counter: 'miles' },
      },
    ],
    [
      { earn: 25, currency: 'USD' },
      {
        points: null,
        per: null,
        other: { n: 25, per: null, items: null, percent: null, currency: 'USD', counter: null },
      },
    ],
    [
      { earn: { points: 3, per: 100 }, currency: 'USD' },
      {
        points: null,
        per: null,
        other: { n: 3, per: 100, items: null, percent: null, currency: 'USD', counter: null },
      },
    ],
  ])('%j', (rule, expected) => {
    expect(shown(rule)).toEqual(expected);
  });

  test('a limit of the rule as a whole is told before one for each value, and none of all members together', () => {
    const program = programOf({
      rules: [
        {
          id: 'each',
          on: 'a.done',
          earn: 1,
          limit: [
            { times: 1, per: 'day', each: 'event.product' },
            { times: 9, per: 'year' },
          ],
        },
        { id: 'only-each', on: 'a.done', earn: 1, limit: { times: 1, per: 'day', each: 'event.item.sku' } },
        { id: 'shared', on: 'a.done', earn: 1, limit: { times: 50, per: 'day', shared: true } },
      ],
    });
    expect(programView(program, 1, 'en', NOW).rules).toMatchObject([
      { times: 9, window: 'year', each: null },
      { times: 1, window: 'day', each: 'sku' },
      { times: null, window: null, each: null },
    ]);
  });
});

describe('offers of the day', () => {
  const dates = { from: '2026-05-01T00:00:00Z', until: '2026-06-01T00:00:00Z' };
  const orders = (n: number) => ({ 'member.orders': n });
  const program = programOf({
    rules: [{ id: 'p', name: 'Purchases', on: 'order.paid', earn: { points: 1, per: 100 } }],
    campaigns: [
      { id: 'all', ...dates, earn: { times: 2 }, name: 'For all' },
      { id: 'long', from: dates.from, until: '2026-07-01T00:00:00Z', earn: { times: 2, rules: ['p'] } },
      { id: 'over', from: '2026-04-01T00:00:00Z', until: '2026-05-10T12:00:00Z', earn: { times: 9 } },
      { id: 'soon', from: '2026-05-10T12:00:01Z', until: dates.until, earn: { times: 9 } },
      { id: 'new', ...dates, earn: { times: 3 }, when: orders(0) },
      { id: 'old', ...dates, earn: { times: 3 }, when: orders(7) },
      { id: 'dear', ...dates, earn: { times: 3 }, when: { 'event.total': { $gt: 1 } } },
      { id: 'both', ...dates, earn: { times: 3 }, when: { $and: [orders(0), { 'event.total': { $gt: 1 } }] } },
      { id: 'not-both', ...dates, earn: { times: 3 }, when: { $and: [orders(7), { 'event.total': { $gt: 1 } }] } },
      { id: 'either', ...dates, earn: { times: 3 }, when: { $or: [orders(7), orders(0)] } },
      { id: 'neither', ...dates, earn: { times: 3 }, when: { $or: [orders(7), orders(8)] } },
      { id: 'nor', ...dates, earn: { times: 3 }, when: { $nor: [orders(7)] } },
      { id: 'not-nor', ...dates, earn: { times: 3 }, when: { $nor: [orders(7), orders(0)] } },
      { id: 'nor-open', ...dates, earn: { times: 3 }, when: { $nor: [{ 'event.total': 5 }] } },
    ],
  });
  const story = new Story(program).member('m', NOW - DAY);
  const extras = { externalId: 'm', alias: 'M', onBoards: true, stockLeft: {}, referralCode: null, attributes: {} };
  const offers = (now = NOW) => memberView(program, story.at('m', now), extras, now, 'en').offers;

  test('a guest is shown what is for everybody, a member what may hold for them, theirs first, then what ends first', () => {
    expect(programView(program, 1, 'en', NOW).offers.map(({ id }) => id)).toEqual(['all', 'dear', 'nor-open', 'long']);
    const shown = offers().map(({ id, personal }) => `${id}${personal ? '!' : ''}`);
    expect(shown).toEqual(['new!', 'both!', 'either!', 'nor!', 'all', 'dear', 'nor-open', 'long']);
    expect(offers().find(({ id }) => id === 'all')).toEqual({
      id: 'all',
      name: 'For all',
      times: 2,
      rules: [],
      until: dates.until.replace('Z', '.000Z'),
      personal: false,
    });
    expect(offers().find(({ id }) => id === 'long')).toMatchObject({ name: null, rules: ['Purchases'] });
    expect(offers(NOW - 1_000).map(({ id }) => id)).toContain('over');
    expect(offers(NOW + 1_000).map(({ id }) => id)).toContain('soon');
  });
});

test('a common goal is soon, open, held for late facts, missed, or reached for good', () => {
  const program = programOf({
    goals: [
      {
        id: 'g',
        name: 'Together',
        description: 'All of us',
        score: { sum: 'spend' },
        target: 100,
        from: '2026-05-01T00:00:00Z',
        until: '2026-06-01T00:00:00Z',
        grant: { points: 5 },
        least: 10,
      },
      {
        id: 'm',
        score: { count: 'a.done' },
        target: 2,
        from: '2026-05-01T00:00:00Z',
        until: '2026-06-01T00:00:00Z',
        grant: { badge: 'b' },
        to: 'members',
      },
    ],
    badges: [{ id: 'b' }],
  });
  const [goal, members] = program.goals;
  if (!goal || !members) throw new Error('two goals');
  const stand = { total: 60, members: 3, mine: 20, reachedAt: null, closesAt: at('2026-06-03T00:00:00Z') };
  const state = (iso: string, reachedAt: number | null = null) =>
    goalView(goal, { ...stand, reachedAt }, at(iso), 'en').state;
  expect(state('2026-04-30T23:59:59Z')).toBe('soon');
  expect(state('2026-05-01T00:00:00Z')).toBe('open');
  expect(state('2026-05-31T23:59:59Z')).toBe('open');
  expect(state('2026-06-01T00:00:00Z')).toBe('held');
  expect(state('2026-06-02T23:59:59Z')).toBe('held');
  expect(state('2026-06-03T00:00:00Z')).toBe('missed');
  expect(state('2026-04-01T00:00:00Z', NOW)).toBe('reached');
  expect(goalView(goal, stand, NOW, 'en')).toMatchObject({
    id: 'g',
    name: 'Together',
    description: 'All of us',
    total: 60,
    target: 100,
    members: 3,
    mine: 20,
    least: 10,
    reachedAt: null,
    startsAt: '2026-05-01T00:00:00.000Z',
    endsAt: '2026-06-01T00:00:00.000Z',
  });
  // Refunds since take nothing away from what was reached.
  const reached = goalView(goal, { ...stand, reachedAt: NOW }, NOW, 'en');
  expect([reached.total, reached.reachedAt]).toEqual([100, new Date(NOW).toISOString()]);
  expect(goalView(goal, { ...stand, total: 130, reachedAt: NOW }, NOW, 'en').total).toBe(130);
  expect(goalView(members, stand, NOW, 'en')).toMatchObject({ name: 'm', description: null, least: null });
});

test('what a program owes is the sum of its members: by account, by tier, by the month in which it ends, and in money', () => {
  const story = live();
  const liability = new Liability(story.program, 1);
  const then = BEGIN + 20.5 * DAY;
  const states = ['ada', 'cy'].map((id) => story.at(id, then));
  const known = new Story(story.program);
  known.member('idle', BEGIN);
  for (const state of [...states, known.at('idle', then)]) liability.add(state);
  const view = liability.view({ asOf: then, knownAt: then });
  const sum = (of: 'pending' | 'available' | 'held' | 'owed') => states.reduce((all, state) => all + state[of], 0);
  expect(view.points).toMatchObject({
    pending: sum('pending'),
    available: sum('available'),
    held: sum('held'),
    owed: sum('owed'),
  });
  expect(view.points.outstanding).toBe(sum('pending') + sum('available') + sum('held'));
  expect(view).toMatchObject({
    members: 3,
    programVersion: 1,
    worth: { amount: 1, points: 1, reward: null },
    neverExpiring: 0,
  });
  expect(view.money?.outstanding).toBe(view.points.outstanding);
  expect(view.tiers.reduce((all, { members }) => all + members, 0)).toBe(3);
  expect(view.expiring.reduce((all, { points }) => all + points, 0)).toBe(view.points.outstanding);
  expect(view.expiring.map(({ month }) => month)).toEqual([...view.expiring.map(({ month }) => month)].sort());
});
