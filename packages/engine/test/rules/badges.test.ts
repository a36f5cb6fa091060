import { describe, expect, test } from 'vitest';
import { unfilled } from '../../src/index.ts';
import { changesOf, DAY, programOf } from '../story.ts';
import { BY, begun, NOW, why } from './server.ts';

describe('challenges', () => {
  const steps = (step: object) => [{ id: 'c', steps: [{ on: 'a.done', ...step }], grant: { points: 5 } }] as never;

  test('tell two hundred different values apart, and count no more of them', () => {
    const story = begun({ challenges: steps({ distinct: 'list', times: 200 }) });
    const done = (list: unknown[]) => {
      const entry = story.fact('m', 'a.done', { list }, { at: NOW });
      return [changesOf(entry, 'challenge.progressed').length, story.at('m', NOW).challenges.c?.steps[0]];
    };
    expect(done(Array.from({ length: 199 }, (_, n) => n))).toEqual([199, 199]);
    expect(done([0, 'x'.repeat(81), 'x'.repeat(80), true, { no: 1 }, null])).toEqual([2, 200]);
    expect(story.points('m', NOW).available).toBe(5);
    const more = begun({ challenges: steps({ distinct: 'list', times: 200 }) });
    more.fact('m', 'a.done', { list: Array.from({ length: 199 }, (_, n) => n) }, { at: NOW });
    more.fact('m', 'a.done', { list: ['a', 'b'] }, { at: NOW });
    expect(more.at('m', NOW).challenges.c).toMatchObject({ steps: [200] });
  });

  test('sum what is a number, wherever it stands, and nothing else', () => {
    const story = begun({ challenges: steps({ sum: 'a.b', reach: 10 }) });
    const sum = (data: Record<string, unknown>) => {
      story.fact('m', 'a.done', data, { at: NOW });
      return story.at('m', NOW).challenges.c?.steps[0];
    };
    expect([sum({}), sum({ a: 7 }), sum({ a: null }), sum({ a: { b: '3' } }), sum({ a: { b: -3 } })]).toEqual(
      Array(5).fill(undefined),
    );
    expect([sum({ a: { b: 0.1 } }), sum({ a: { b: 0.2 } }), sum({ a: { b: 9.6 } })]).toEqual([0.1, 0.3, 9.9]);
    expect(story.points('m', NOW).available).toBe(0);
    expect([sum({ a: { b: 0.1 } }), story.points('m', NOW).available]).toEqual([10, 5]);
  });

  test('of a version are asked about of a log that is older, and joined, and was not asked', () => {
    const fills = [{ challenge: 'c', version: 2, retroactive: true }];
    const state = begun().at('m', NOW);
    expect(unfilled(fills, state)).toEqual(fills);
    expect(unfilled(fills, { ...state, begunBy: 2 })).toEqual([]);
    expect(unfilled(fills, { ...state, status: 'guest' })).toEqual([]);
    const filled = (version: number) => ({
      ...state,
      challenges: { c: { steps: [], completedAt: null, lot: null, points: 0, expired: 0, filled: version } },
    });
    expect([unfilled(fills, filled(1)), unfilled(fills, filled(2))]).toEqual([fills, []]);
  });

  test('are filled from orders as they stand now, in the order in which they happened', () => {
    const story = begun({ challenges: [{ id: 'old', steps: [{ on: 'order.paid', times: 1 }], grant: { points: 1 } }] });
    const order = (id: string, day: number, more: object = {}) =>
      story.order('m', id, { total: 1_000, channel: 'app', ...more }, { at: NOW - day * DAY, received: NOW });
    order('late', 1);
    order('amended', 5, { channel: 'store' });
    order('cancelled', 4);
    order('gone', 3);
    order('store', 2, { channel: 'store' });
    const tell = (type: string, data: object) => story.fact('m', type, { currency: 'EUR', ...data }, { at: NOW });
    tell('order.amended', { orderId: 'amended', amendmentId: 'a', total: 3_000, channel: 'app' });
    tell('order.refunded', { orderId: 'late', refundId: 'r', amount: 400 });
    tell('order.cancelled', { orderId: 'cancelled' });
    story.ask({ kind: 'handOver', subject: 'order:gone', to: 'n' });
    story.fact('m', 'a.done', {}, { at: NOW });
    story.publish(
      programOf({
        challenges: [
          { id: 'old', steps: [{ on: 'order.paid', times: 1 }], grant: { points: 1 } },
          {
            id: 'app',
            when: { 'event.channel': 'app' },
            steps: [{ on: 'order.paid', sum: 'subtotal', reach: 9_000 }],
            grant: { points: 5 },
          },
          {
            id: 'first',
            when: { 'event.orderNumber': 1 },
            steps: [{ on: 'order.paid', times: 9 }],
            grant: { points: 5 },
          },
          { id: 'join', steps: [{ on: 'member.joined', times: 9 }], grant: { points: 5 } },
        ],
      }),
    );
    const fills = ['old', 'app', 'first', 'join'].map((challenge) => ({ challenge, version: 2, retroactive: true }));
    const entry = story.ask({ kind: 'fill', fills });
    const told = changesOf(entry, 'challenge.progressed').map(({ challenge, add, at: when, subject }) => [
      challenge,
      add,
      (NOW - (when ?? 0)) / DAY,
      subject,
    ]);
    expect(told).toEqual([
      ['app', 3_000, 5, 'order:amended'],
      ['app', 600, 1, 'order:late'],
      // The first that the shop told of.
      ['first', 1, 1, 'order:late'],
      ['join', 1, 0, null],
    ]);
    expect([entry.subjects.toSorted(), changesOf(entry, 'challenge.filled').map(({ challenge }) => challenge)]).toEqual(
      [
        ['order:amended', 'order:late'],
        ['old', 'app', 'first', 'join'],
      ],
    );
    // What remains of them goes by what they did.
    expect(changesOf(tell('order.cancelled', { orderId: 'amended' }), 'challenge.progressed')).toMatchObject([
      { challenge: 'app', value: 600, add: -3_000 },
    ]);
  });

  test('of two logs that became one are filled from each as it was by itself', () => {
    const story = begun();
    story.member('n', NOW);
    for (const [who, id] of [
      ['n', 'a'],
      ['n', 'b'],
      ['m', 'c'],
    ] as const)
      story.order(who, id, { total: 1_000 }, { at: NOW });
    story.merge('n', 'm', NOW);
    const first = {
      id: 'first',
      when: { 'member.orders': 0 },
      steps: [{ on: 'order.paid', times: 9 }],
      grant: { points: 5 },
    };
    story.publish(programOf({ challenges: [first] }));
    const entry = story.ask({ kind: 'fill', fills: [{ challenge: 'first', version: 2, retroactive: true }] });
    expect(changesOf(entry, 'challenge.progressed').map(({ subject }) => subject)).toEqual(['order:a', 'order:c']);
  });

  test('that the program no longer has are filled with nothing', () => {
    const story = begun();
    story.fact('m', 'a.done', {}, { at: NOW });
    story.publish(programOf({ challenges: steps({ times: 1 }) }));
    const gone = story.ask({ kind: 'fill', fills: [{ challenge: 'other', version: 2, retroactive: true }] });
    expect([why(gone), gone.changes]).toEqual(['applied', []]);
    const one = story.ask({ kind: 'fill', fills: [{ challenge: 'c', version: 2, retroactive: true }] });
    expect(changesOf(one, 'challenge.completed')).toMatchObject([{ points: 5 }]);
    expect(story.ask({ kind: 'fill', fills: [{ challenge: 'c', version: 2, retroactive: true }] }).changes).toEqual([]);
  });
});

describe('a badge that several things give', () => {
  const challenge = (id: string, more: object = {}) => ({
    id,
    steps: [{ on: 'order.paid', sum: 'subtotal', reach: 1_000 }],
    grant: { badge: 'b' },
    onRefund: 'undo' as const,
    ...more,
  });
  const badges = [{ id: 'b' }, { id: 'other' }];

  test('stays as long as one of them stands that gave it', () => {
    const two = begun({
      badges,
      challenges: [challenge('one'), challenge('two', { steps: [{ on: 'a.done', times: 1 }] })],
    });
    two.fact('m', 'a.done', {}, { at: NOW });
    two.order('m', 'o', { total: 1_000 }, { at: NOW });
    two.refund('m', 'o', { amount: 1_000 }, { at: NOW });
    expect(two.at('m', NOW).badges).toEqual({ b: NOW });
    const one = begun({
      badges,
      challenges: [challenge('one'), challenge('two', { steps: [{ on: 'a.done', times: 1 }] })],
    });
    one.order('m', 'o', { total: 1_000 }, { at: NOW });
    one.refund('m', 'o', { amount: 1_000 }, { at: NOW });
    expect(one.at('m', NOW).badges).toEqual({});
  });

  test('is not held by a challenge that was done before it was there, which gave nothing', () => {
    const story = begun({ badges, challenges: [challenge('one')] });
    story.fact('m', 'a.done', {}, { at: NOW });
    story.publish(
      programOf({ badges, challenges: [challenge('one'), challenge('past', { steps: [{ on: 'a.done', times: 1 }] })] }),
    );
    story.ask({ kind: 'fill', fills: [{ challenge: 'past', version: 2, retroactive: false }] });
    expect(story.at('m', NOW)).toMatchObject({ badges: {}, challenges: { past: { past: true, times: 1 } } });
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    expect(story.at('m', NOW).badges).toEqual({ b: NOW });
    story.refund('m', 'o', { amount: 1_000 }, { at: NOW });
    expect(story.at('m', NOW).badges).toEqual({});
  });

  test('is held by a streak that reached it, and by a tier that was entered', () => {
    const streaks = [
      {
        id: 's',
        on: ['a.done'],
        milestones: [
          { at: 1, grant: { badge: 'b' } },
          { at: 9, grant: { badge: 'other' } },
        ],
      },
    ];
    const kept = begun({ badges, streaks, challenges: [challenge('one')] });
    kept.order('m', 'o', { total: 1_000 }, { at: NOW });
    kept.fact('m', 'a.done', {}, { at: NOW });
    kept.refund('m', 'o', { amount: 1_000 }, { at: NOW });
    expect(kept.at('m', NOW).badges).toEqual({ b: NOW });
    const tiers = [{ id: 'gold', from: { orders: 2 }, gift: { badge: 'b' } }];
    const risen = begun({ badges, tiers, challenges: [challenge('one')] });
    for (const id of ['o', 'p', 'q']) risen.order('m', id, { total: id === 'o' ? 1_000 : 1 }, { at: NOW });
    risen.refund('m', 'o', { amount: 1_000 }, { at: NOW });
    expect(risen.at('m', NOW).badges).toEqual({ b: NOW });
    const not = begun({ badges, tiers, challenges: [challenge('one')] });
    not.order('m', 'o', { total: 1_000 }, { at: NOW });
    not.refund('m', 'o', { amount: 1_000 }, { at: NOW });
    expect(not.at('m', NOW).badges).toEqual({});
  });

  test('given by hand is given once, taken once, and a program that does not have it gives none', () => {
    const story = begun({ badges });
    const hand = (badge: string, take: boolean) => why(story.ask({ kind: 'handBadge', badge, take, ...BY }));
    expect([hand('b', true), hand('b', false), hand('b', false), hand('x', false)]).toEqual([
      'badge_not_held',
      'applied',
      'already_yours',
      'unknown_badge',
    ]);
    story.publish(programOf());
    expect([hand('b', true), hand('b', true)]).toEqual(['applied', 'unknown_badge']);
  });
});
