import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import {
  addDuration,
  boardOfGoal,
  dayName,
  emptyState,
  isGoalBoard,
  nextMoveAt,
  segmentMoves,
  sumsOf,
  withGoals,
} from '../../src/index.ts';
import { at, awarded, DAY, programOf, reversed } from '../story.ts';
import { begun, NOW } from './server.ts';

describe('what conditions ask of a member', () => {
  const rule = (when: object) => ({ rules: [{ id: 'r', on: 'order.paid', earn: 10, when: when as never }] });
  const seenFor = (when: object, more: Partial<ProgramInput> = {}) => {
    const story = begun({ ...rule(when), ...more });
    story.attributes = { city: { name: 'Lyon', code: '69' }, age: 30 };
    const entry = story.order(
      'm',
      'o',
      { total: 1_000, lines: [{ sku: 'tea', quantity: 1, unitPrice: 1_000 }] },
      { at: NOW },
    );
    return { story, entry };
  };

  test.each<[string, object, object]>([
    ['nothing', {}, { attributes: {} }],
    ['an event’s field that sounds like it', { 'event.member.last': null, 'event.member': null }, { attributes: {} }],
    ['an attribute', { 'member.attributes.city.name': 'Lyon' }, { attributes: { city: { name: 'Lyon', code: '69' } } }],
    ['one that there is not', { 'member.attributes.size': null }, { attributes: {} }],
    [
      'all of them',
      { 'member.attributes': { $exists: true } },
      { attributes: { city: { name: 'Lyon', code: '69' }, age: 30 } },
    ],
    ['counters', { 'member.counters.x': null }, { attributes: {}, counters: {} }],
    ['the day of joining', { 'member.joinedAt': { $exists: true } }, { attributes: {}, joinedAt: NOW }],
    [
      'the buyer',
      { 'member.averageOrder': 0 },
      { attributes: {}, buyer: expect.objectContaining({ averageOrder: 0, daysSinceOrder: null, firstOrderAt: null }) },
    ],
    [
      'everything',
      { member: { $exists: true } },
      {
        attributes: { city: { name: 'Lyon', code: '69' }, age: 30 },
        counters: {},
        joinedAt: NOW,
        buyer: {
          averageOrder: 0,
          daysSinceOrder: null,
          firstOrderAt: null,
          lastOrderAt: null,
          last: {},
          bought: { codes: [], categories: [], brands: [] },
          top: { spent: null, orders: null },
        },
      },
    ],
  ])('%s is what an order’s entry remembers, and its refund judges by the same', (_, when, seen) => {
    const { story, entry } = seenFor(when, { counters: [{ id: 'x' }] });
    const { orders: _orders, spent: _spent, segments: _segments, ...told } = entry.seen ?? {};
    expect([awarded(entry), JSON.parse(JSON.stringify(told))]).toEqual([10, seen]);
    story.attributes = {};
    expect(reversed(story.refund('m', 'o', { amount: 500 }, { at: NOW + 40 * DAY, received: NOW + 40 * DAY }))).toBe(0);
    expect(reversed(story.refund('m', 'o', { amount: 500 }, { at: NOW + 40 * DAY }))).toBe(10);
  });

  test('the best so many per cent are those who have that much, by what was last counted', () => {
    const story = begun(rule({ 'member.top.spent': { $lte: 2 }, 'member.top.orders': null }));
    let orders = 0;
    const order = (total: number) => awarded(story.order('m', `o${++orders}`, { total }, { at: NOW }));
    story.standings = { spent: [0, 9_000, 5_000, 100], orders: [0, 99] };
    // As before the order itself.
    expect([order(4_999), order(1), order(4_000), order(1)]).toEqual([0, 0, 10, 10]);
    story.standings = null;
    expect(order(1)).toBe(0);
    const best = begun(rule({ 'member.top.spent': 1 }));
    best.standings = { spent: [0, 10], orders: [] };
    best.standings = { spent: [0, 0], orders: [] };
    // Who has spent nothing is among no best, even if nobody has.
    expect(awarded(best.order('m', 'z', { total: 0 }, { at: NOW }))).toBe(0);
    best.standings = { spent: [0, 10], orders: [] };
    best.order('m', 'a', { total: 9 }, { at: NOW });
    expect(awarded(best.order('m', 'b', { total: 1 }, { at: NOW }))).toBe(0);
    expect(awarded(best.order('m', 'c', { total: 1 }, { at: NOW }))).toBe(10);
  });
});

describe('segments', () => {
  const days = (n: number) => ({ id: `d${n}`, when: { 'member.daysSinceOrder': { $gte: n } } });

  test('are looked for at two dozen instants, and again at the last of them', () => {
    const never = {
      id: 'never',
      when: { 'member.attributes.x': 1, 'member.daysSinceOrder': { $in: Array.from({ length: 40 }, (_, n) => n + 1) } },
    };
    const story = begun({ segments: [never] as never });
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    const moment = { program: story.program, state: story.at('m', NOW), attributes: {}, standings: null };
    expect(nextMoveAt(moment, NOW)).toBe(addDuration('Europe/Paris', NOW, { days: 24 }));
    expect(nextMoveAt(moment, NOW + 30 * DAY)).toBe(null);
    const known = { ...moment, attributes: { x: 1 } };
    expect(segmentMoves(known, addDuration('Europe/Paris', NOW, { days: 1 }))).toEqual([
      { segment: 'never', entered: true, n: 1 },
    ]);
    expect(nextMoveAt(known, NOW)).toBe(NOW + DAY);
  });

  test('a program without any has none, and a member who has not joined is in none', () => {
    const plain = begun();
    const moment = { program: plain.program, state: plain.at('m', NOW), attributes: {}, standings: null };
    expect([segmentMoves(moment, NOW), nextMoveAt(moment, NOW)]).toEqual([[], null]);
    const some = { ...moment, program: programOf({ segments: [days(1)] as never }), state: emptyState() };
    expect([segmentMoves(some, NOW), nextMoveAt(some, NOW)]).toEqual([[], null]);
  });

  test('a day has the name that it has where the shop is', () => {
    const late = at('2026-03-10T23:30:00Z');
    expect([
      dayName('Europe/Paris', late),
      dayName('America/New_York', late),
      dayName('UTC', at('0999-01-02T00:00:00Z')),
    ]).toEqual(['2026-03-11', '2026-03-10', '999-01-02']);
  });
});

describe('goals', () => {
  test('have boards of their own, which no program’s are', () => {
    const goal = {
      id: 'g',
      name: 'G',
      score: { count: 'orders' },
      target: 1,
      from: '2026-03-01T00:00:00Z',
      until: '2026-06-01T00:00:00Z',
      grant: { points: 3 },
    } as const;
    const program = programOf({
      goals: [goal],
      boards: [{ id: 'orders', score: { count: 'orders' }, period: 'month' }],
    });
    expect(withGoals(program).boards.map((board) => [board.id, isGoalBoard(board)])).toEqual([
      ['orders', false],
      ['goal:g', true],
    ]);
    expect(withGoals(programOf()).boards).toEqual([]);
    expect(boardOfGoal(program.goals[0] as never)).toMatchObject({
      period: { season: 'goal', from: goal.from, to: goal.until },
      ties: 'unique',
      tied: 'all',
    });
  });
});

describe('sums of a day', () => {
  test('tell of points that were put by, and paid with', () => {
    const story = begun({
      rules: [{ id: 'a', on: 'a.done', earn: 100 }],
      checkout: { points: 1, amount: 1, minimum: 1, step: 1 },
    });
    story.fact('m', 'a.done', {}, { at: NOW });
    const held = story.ask({ kind: 'hold', hold: 'h', points: 60, goods: 1_000 });
    expect(sumsOf(held)).toEqual({ entries: 1, pointsHeld: 60 });
    const paid = story.order(
      'm',
      'o',
      { total: 1_000, paidWith: [{ kind: 'points', hold: 'h', amount: 40 }] },
      { at: NOW },
    );
    expect(sumsOf(paid)).toMatchObject({
      pointsHeld: -60,
      pointsRedeemed: 40,
      orders: 1,
      spend: 1_000,
      facts: 1,
      'facts:order.paid': 1,
    });
  });
});
