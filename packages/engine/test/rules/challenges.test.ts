import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { memberView, previewView, programView } from '../../src/index.ts';
import { at, changesOf, DAY, programOf, Story } from '../story.ts';

type Challenge = NonNullable<ProgramInput['challenges']>[number];
const NOW = at('2026-03-10T12:00:00Z'); // a Tuesday
const extras = { externalId: 'm', alias: 'M', onBoards: true, stockLeft: {}, referralCode: null, attributes: {} };
const storyOf = (challenge: Omit<Challenge, 'id' | 'grant'> & Partial<Challenge>, more: Partial<ProgramInput> = {}) =>
  new Story(programOf({ rules: [], challenges: [{ id: 'c', grant: { points: 10 }, ...challenge }], ...more })).member(
    'm',
    NOW,
  );
const go = (story: Story, when: number, type = 'a.done', data: Record<string, unknown> = {}) =>
  story.fact('m', type, data, { at: when, received: Math.max(when, NOW) });
const seen = (story: Story, now: number) =>
  memberView(story.program, story.at('m', now), extras, now, 'en').challenges[0];
const points = (story: Story, now = NOW + 900 * DAY) => story.points('m', now).available;

describe('distinct things', () => {
  test('count each value once', () => {
    const story = storyOf({ steps: [{ on: 'a.done', distinct: 'store', times: 3 }] });
    for (const store of ['a', 'b', 'a', 'a']) go(story, NOW, 'a.done', { store });
    expect(seen(story, NOW)?.steps).toMatchObject([{ kind: 'distinct', value: 2, target: 3 }]);
    go(story, NOW, 'a.done', { store: 'c' });
    expect(points(story)).toBe(10);
    story.audit();
  });

  test('of an order’s lines, and a refund takes back what no other order has', () => {
    const story = storyOf({ steps: [{ on: 'order.paid', distinct: 'lines.category', times: 3 }] });
    const line = (sku: string, category: string) => ({ sku, category, quantity: 1, unitPrice: 1_000 });
    story.order('m', 'o1', { total: 2_000, lines: [line('1', 'tea'), line('2', 'coffee')] }, { at: NOW });
    story.order('m', 'o2', { total: 1_000, lines: [line('3', 'tea')] }, { at: NOW });
    story.refund('m', 'o1', { amount: 2_000 }, { at: NOW + 1 });
    expect(seen(story, NOW + 1)?.steps[0]?.value).toBe(1);
    story.refund('m', 'o2', { amount: 1_000 }, { at: NOW + 2 });
    expect(seen(story, NOW + 2)?.steps[0]?.value).toBe(0);
    story.audit();
  });
});

describe('steps', () => {
  const steps = [
    { on: 'a.done', times: 2, grant: { points: 3 } },
    { on: 'b.done', times: 1 },
  ];

  test('in a fixed order count only once those before are done', () => {
    const story = storyOf({ order: 'fixed', steps });
    go(story, NOW, 'b.done');
    expect(story.at('m', NOW).challenges).toEqual({});
    go(story, NOW);
    expect(changesOf(go(story, NOW), 'challenge.step')).toMatchObject([{ step: 0, points: 3 }]);
    expect(points(story)).toBe(3);
    go(story, NOW, 'b.done');
    expect(points(story)).toBe(13);
  });

  test('in a fixed order what is told late and happened before the step ahead of it does not count', () => {
    const story = storyOf({ order: 'fixed', steps, repeat: 'ever', within: { days: 10 } });
    const late = (when: number, type: string) => story.fact('m', type, {}, { at: when, received: NOW + 6 * DAY });
    go(story, NOW + DAY);
    go(story, NOW + 3 * DAY);
    late(NOW + 3 * DAY - 1, 'b.done');
    expect(points(story)).toBe(3);
    // At the same instant, and later, it does; a round anew has forgotten the one before.
    late(NOW + 3 * DAY, 'b.done');
    expect(points(story)).toBe(13);
    go(story, NOW + 20 * DAY);
    go(story, NOW + 21 * DAY);
    go(story, NOW + 22 * DAY, 'b.done');
    expect(points(story)).toBe(26);
    story.audit();
  });

  test('of the same event in a fixed order: one fact counts for one step', () => {
    const story = storyOf({
      order: 'fixed',
      steps: [
        { on: 'a.done', times: 1 },
        { on: 'a.done', times: 1 },
      ],
    });
    go(story, NOW);
    expect(points(story)).toBe(0);
    go(story, NOW);
    expect(points(story)).toBe(10);
  });

  test('sum what stands in the event, to its parts', () => {
    const story = storyOf({ steps: [{ on: 'run.finished', sum: 'kilometres', reach: 3 }] });
    const run = (kilometres: number) => go(story, NOW, 'run.finished', { kilometres });
    for (const km of [0.9, 0.1, 0.2, 1.7]) run(km);
    expect(seen(story, NOW)?.steps).toMatchObject([{ kind: 'sum', value: 2.9, target: 3 }]);
    expect(points(story)).toBe(0);
    for (const km of [-5, 0.1]) run(km);
    expect(points(story)).toBe(10);
    story.audit();
  });

  test('give once, whatever comes after', () => {
    const story = storyOf({ steps });
    for (let n = 0; n < 5; n += 1) go(story, NOW);
    expect(points(story)).toBe(3);
  });
});

describe('within a window', () => {
  test('from the first fact: what comes too late begins anew', () => {
    const story = storyOf({ within: { days: 7 }, steps: [{ on: 'a.done', times: 3 }] });
    go(story, NOW);
    go(story, NOW + DAY);
    expect(seen(story, NOW + 7 * DAY - 1)).toMatchObject({
      steps: [{ value: 2 }],
      endsAt: new Date(NOW + 7 * DAY).toISOString(),
    });
    expect(seen(story, NOW + 7 * DAY)?.steps).toMatchObject([{ value: 0 }]);
    go(story, NOW + 7 * DAY);
    expect(seen(story, NOW + 7 * DAY)?.steps).toMatchObject([{ value: 1 }]);
    // A late one of the round that is over does not count for this one.
    story.fact('m', 'a.done', {}, { at: NOW, received: NOW + 8 * DAY });
    expect(seen(story, NOW + 8 * DAY)?.steps).toMatchObject([{ value: 1 }]);
    story.audit();
  });

  test('“three times this week”, every week', () => {
    const story = storyOf({ within: 'week', repeat: 'ever', steps: [{ on: 'a.done', times: 3 }] });
    for (let n = 0; n < 6; n += 1) go(story, NOW + n * 1_000);
    expect(points(story)).toBe(10);
    // Sunday 23:00 in Paris is the same week, Monday 00:00 the next.
    const monday = at('2026-03-15T23:00:00Z');
    for (let n = 0; n < 3; n += 1) go(story, monday + n);
    expect(points(story)).toBe(20);
    expect(seen(story, monday + 5)).toMatchObject({ times: 2, most: null, completedAt: expect.any(String) });
    expect(seen(story, monday + 7 * DAY)).toMatchObject({ times: 2, completedAt: null, steps: [{ value: 0 }] });
    story.audit();
  });
});

describe('repeated', () => {
  test('so many times, with a rest between', () => {
    const story = storyOf({ repeat: { times: 2 }, cooldown: { days: 1 }, steps: [{ on: 'a.done', times: 2 }] });
    for (const when of [0, 1, 2, 3]) go(story, NOW + when);
    expect(points(story)).toBe(10);
    expect(seen(story, NOW + 4)).toMatchObject({ times: 1, most: 2, againAt: new Date(NOW + 1 + DAY).toISOString() });
    for (const when of [1, 2, 3, 4, 5]) go(story, NOW + when * DAY * 2);
    expect(points(story)).toBe(20);
    expect(seen(story, NOW + 20 * DAY)).toMatchObject({ times: 2, againAt: null });
  });

  test('a refund of an earlier round leaves the present one alone', () => {
    const story = storyOf({ repeat: 'ever', steps: [{ on: 'order.paid', times: 2 }] });
    for (const id of ['1', '2', '3']) story.order('m', id, { total: 100 }, { at: NOW + Number(id) });
    story.refund('m', '1', { amount: 100 }, { at: NOW + 10 });
    expect(seen(story, NOW + 10)?.steps[0]?.value).toBe(1);
    story.refund('m', '3', { amount: 100 }, { at: NOW + 11 });
    expect(seen(story, NOW + 11)?.steps[0]?.value).toBe(0);
    expect(points(story)).toBe(10);
    story.audit();
  });
});

describe('who and when', () => {
  test('one that is joined counts from then on; joining twice changes nothing', () => {
    const story = storyOf({ join: true, steps: [{ on: 'a.done', times: 1 }] });
    go(story, NOW);
    expect(points(story)).toBe(0);
    expect(seen(story, NOW)?.join).toBe('open');
    const join = (key: string, challenge = 'c') =>
      story.submit('m', { kind: 'joinChallenge', challenge, key, body: '' }, NOW + 1);
    expect(join('x', 'none')).toMatchObject({ outcome: 'refused', reason: 'not_to_join' });
    expect(join('j1')).toMatchObject({ kind: 'challenge.joined', outcome: 'applied' });
    expect(changesOf(join('j2'), 'challenge.joined')).toEqual([]);
    expect(seen(story, NOW + 1)?.join).toBe('joined');
    go(story, NOW + 2);
    expect(points(story)).toBe(10);
  });

  test('one for some is asked at each fact', () => {
    const story = storyOf({ when: { 'member.orders': { $gte: 1 } }, steps: [{ on: 'a.done', times: 1 }] });
    go(story, NOW);
    expect(points(story)).toBe(0);
    story.order('m', 'o', { total: 100 }, { at: NOW });
    go(story, NOW);
    expect(points(story)).toBe(10);
  });

  test('a hidden one is seen once it has begun, or is done; guests never see it', () => {
    const steps = [{ on: 'a.done', times: 2 }];
    for (const hidden of ['until-begun', 'until-done'] as const) {
      const story = storyOf({ hidden, steps });
      expect(programView(story.program, 1, 'en', NOW).challenges).toEqual([]);
      expect(seen(story, NOW)).toBe(undefined);
      go(story, NOW);
      expect(seen(story, NOW) === undefined).toBe(hidden === 'until-done');
      go(story, NOW);
      expect(seen(story, NOW)).toMatchObject({ completedAt: expect.any(String) });
    }
  });

  test('a grant may be a counter and a reward; undone by a refund, they go too', () => {
    const story = storyOf(
      {
        onRefund: 'undo',
        grant: { counter: { id: 'stars', n: 5 }, reward: 'latte' },
        steps: [{ on: 'order.paid', times: 1 }],
      },
      { counters: [{ id: 'stars' }], rewards: [{ id: 'latte', cost: 5, give: { product: 'latte' } }] },
    );
    story.order('m', 'o', { total: 100 }, { at: NOW });
    story.deliver(NOW);
    expect(story.at('m', NOW)).toMatchObject({ counters: { stars: 5 } });
    expect(Object.values(story.at('m', NOW).coupons)).toMatchObject([{ reward: 'latte', cancelledAt: null }]);
    story.refund('m', 'o', { amount: 100 }, { at: NOW + 1 });
    expect(story.at('m', NOW + 1)).toMatchObject({ counters: { stars: 0 } });
    expect(Object.values(story.at('m', NOW + 1).coupons)).toMatchObject([{ reward: 'latte', cancelledAt: NOW + 1 }]);
    story.audit();
  });

  describe('whose reward was used before it was undone', () => {
    const rewards = [{ id: 'latte', cost: 5, give: { product: 'latte' } }];
    const told = (more: Partial<Challenge> = {}) =>
      storyOf(
        {
          onRefund: 'undo',
          grant: { points: 10, reward: 'latte' },
          steps: [{ on: 'order.paid', times: 2 }],
          ...more,
        },
        { rewards },
      );
    let orders = 0;
    const order = (story: Story, when: number, data: Record<string, unknown> = {}, member = 'm') => {
      orders += 1;
      story.order(member, `o${orders}`, { total: 100, ...data }, { at: when });
      story.deliver(when);
      return `o${orders}`;
    };
    const back = (story: Story, id: string, when: number, member = 'm') => {
      story.refund(member, id, { amount: 100 }, { at: when });
      story.deliver(when);
    };
    const coupons = (story: Story, now: number, member = 'm') =>
      Object.values(story.at(member, now).coupons).filter(({ cancelledAt }) => cancelledAt === null);
    /** Completes it, uses what it gave for a third order, and gives back the two before. */
    const undone = (story: Story, member = 'm') => {
      const both = [order(story, NOW, {}, member), order(story, NOW, {}, member)];
      const code = coupons(story, NOW, member)[0]?.code ?? '';
      order(story, NOW + 1, { coupons: [code] }, member);
      for (const id of both) back(story, id, NOW + 2, member);
    };

    test('it comes no second time by the same challenge, and what else it gives does', () => {
      const story = told();
      undone(story);
      expect([points(story, NOW + 3), coupons(story, NOW + 3)]).toMatchObject([0, [{ reward: 'latte' }]]);
      order(story, NOW + 5);
      expect([points(story, NOW + 5), coupons(story, NOW + 5)]).toMatchObject([10, [{ reward: 'latte' }]]);
      story.audit();
    });

    test('nor by a round anew, once its time is over', () => {
      const story = told({ within: { days: 7 } });
      undone(story);
      for (const day of [9, 17]) for (const hour of [0, 1]) order(story, NOW + day * DAY + hour);
      expect(coupons(story, NOW + 18 * DAY)).toHaveLength(1);
      story.audit();
    });

    test('one that was not used goes, and comes again', () => {
      const story = told();
      const first = order(story, NOW);
      order(story, NOW);
      back(story, first, NOW + 1);
      expect(coupons(story, NOW + 1)).toEqual([]);
      order(story, NOW + 2);
      expect(coupons(story, NOW + 2)).toHaveLength(1);
      story.audit();
    });

    test('nor after a merge', () => {
      const story = told();
      story.member('n', NOW);
      undone(story, 'n');
      story.merge('n', 'm', NOW + 5);
      order(story, NOW + 6);
      expect([points(story, NOW + 6), coupons(story, NOW + 6)]).toMatchObject([10, [{ reward: 'latte' }]]);
      story.audit();
    });
  });

  test('a merge adds what both have, and the same value is one', () => {
    const story = storyOf({ steps: [{ on: 'a.done', distinct: 'store', times: 3 }] });
    story.member('n', NOW);
    for (const store of ['a', 'b']) go(story, NOW, 'a.done', { store });
    for (const store of ['b', 'c']) story.fact('n', 'a.done', { store }, { at: NOW });
    story.merge('n', 'm', NOW + 1);
    expect(points(story)).toBe(10);
    story.audit();
  });
});

test('a badge that two challenges give stays while one of them stands', () => {
  const step = (times: number) => [{ on: 'order.paid', times }];
  const challenges = [
    { id: 'undone', steps: step(2), grant: { badge: 'b' }, onRefund: 'undo' as const },
    { id: 'kept', steps: step(2), grant: { badge: 'b' } },
  ];
  const now = at('2026-03-10T12:00:00Z');
  const story = new Story(programOf({ rules: [], badges: [{ id: 'b' }], challenges }));
  story.member('m', now - DAY);
  for (const id of ['1', '2']) story.order('m', id, { total: 100 }, { at: now });
  const own = new Story(programOf({ rules: [], badges: [{ id: 'b' }], challenges: [challenges[0] as never] }));
  own.member('m', now - DAY);
  for (const id of ['1', '2']) own.order('m', id, { total: 100 }, { at: now });
  for (const each of [story, own]) each.refund('m', '2', { amount: 100 }, { at: now });
  expect([story.at('m', now).badges, own.at('m', now).badges]).toEqual([{ b: now }, {}]);
});

test('a preview tells of a hidden challenge only what would bring it to light', () => {
  const now = at('2026-03-10T12:00:00Z');
  const hidden = {
    id: 'dark',
    hidden: 'until-done' as const,
    steps: [{ on: 'a.done', times: 2 }],
    grant: { points: 5 },
  };
  const story = new Story(programOf({ rules: [], challenges: [hidden] }));
  story.member('m', now - DAY);
  const shown = () => {
    const before = story.at('m', now);
    const entry = story.fact('m', 'a.done', {}, { at: now });
    return previewView(story.program, before, entry, { ifJoined: false, locale: 'en' });
  };
  const first = shown();
  expect(first.challenges).toEqual([]);
  expect(JSON.stringify(first)).not.toContain('dark');
  expect(shown().challenges).toMatchObject([{ id: 'dark', completed: true, points: 5 }]);
});
