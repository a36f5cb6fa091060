import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import {
  addDuration,
  boardOfGoal,
  type Command,
  type Context,
  dayName,
  type Entry,
  emptyState,
  isGoalBoard,
  nextMoveAt,
  segmentMoves,
  sumsOf,
  unfilled,
  withGoals,
} from '../../src/index.ts';
import { at, awarded, changesOf, DAY, programOf, reversed, Story } from '../story.ts';

const NOW = at('2026-03-10T12:00:00Z');
const BY = { by: 'Zoé', why: 'a present' };
let made = 0;

/** A server that knows what it takes to be among the best, and the whole log. */
class Server extends Story {
  standings: NonNullable<Context['standings']> | null = null;
  protected override extra(): Partial<Context> {
    return { standings: this.standings, past: this.log('m') };
  }
  ask(asked: { kind: Command['kind'] } & Record<string, unknown>, when = NOW, who = 'm'): Entry {
    return this.submit(who, { key: `k${++made}`, body: '', ...asked } as Command, when);
  }
}
const begun = (input: Partial<ProgramInput> = {}) => new Server(programOf(input)).member('m', NOW) as Server;
const why = ({ outcome, reason }: Entry) => (outcome === 'refused' ? reason : outcome);

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
    const order = (total: number) => awarded(story.order('m', `o${++made}`, { total }, { at: NOW }));
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

describe('points that wait and end', () => {
  const points = (more: object) => begun({ rules: [{ id: 'r', on: 'order.paid', earn: 100, ...more }] });
  const [hour] = [3_600_000];
  const lot = (story: Story, when = NOW) => {
    const [one] = story.at('m', when).lots;
    return one && [one.activeAt, one.expiresAt];
  };
  const deliver = (story: Story, when: number, data: object = {}) =>
    story.fact('m', 'order.delivered', { orderId: 'o', ...data }, { at: when });

  test('for an event of their order that has happened already are there then, or so long after it, or at the latest', () => {
    const waits = (pending: object) => {
      const story = points({ pending: { event: 'order.delivered', ...pending } });
      deliver(story, NOW - 5 * DAY, { partial: true });
      deliver(story, NOW - 2 * DAY);
      story.order('m', 'o', { total: 1_000 }, { at: NOW });
      return lot(story);
    };
    expect(waits({})).toEqual([null, null]);
    expect(waits({ after: { days: 1 } })).toEqual([null, null]);
    expect(waits({ after: { days: 3 } })).toEqual([NOW + DAY, null]);
    expect(waits({ after: { days: 9 }, latest: { days: 3 } })).toEqual([NOW + 3 * DAY, null]);
    expect(waits({ after: { days: 4 }, latest: { days: 9 } })).toEqual([NOW + 2 * DAY, null]);
  });

  test('go by the event that happened first, whichever was told first', () => {
    const story = points({ pending: { event: 'order.shipped', after: { days: 10 } } });
    for (const day of [3, 1, 2])
      story.fact('m', 'order.shipped', { orderId: 'o' }, { at: NOW - day * DAY, received: NOW });
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    expect(lot(story)).toEqual([NOW + 7 * DAY, null]);
  });

  test('of nothing but a time or a day are there then; what is no time at all is no wait', () => {
    const waits = (pending: object) => {
      const story = points({ pending });
      story.order('m', 'o', { total: 1_000 }, { at: NOW });
      return lot(story)?.[0];
    };
    expect([
      waits({ hours: 5 }),
      waits({ until: '2026-03-10T12:00:00Z' }),
      waits({ until: '2026-03-10T12:00:00.001Z' }),
    ]).toEqual([NOW + 5 * hour, null, NOW + 1]);
  });

  test('with the whole balance end with the rest of it, but not before they begin', () => {
    const expiry = { inactive: { days: 10 }, activities: ['b.done'], of: 'balance' as const };
    const story = begun({
      rules: [
        { id: 'now', on: 'a.done', earn: 5, expiry },
        { id: 'later', on: 'c.done', earn: 7, expiry, pending: { days: 20 } },
      ],
    });
    story.fact('m', 'a.done', {}, { at: NOW });
    story.fact('m', 'a.done', {}, { at: NOW + 3 * DAY });
    story.fact('m', 'c.done', {}, { at: NOW + 3 * DAY });
    expect(story.at('m', NOW + 3 * DAY).lots.map(({ points: n, expiresAt }) => [n, expiresAt])).toEqual([
      [5, NOW + 10 * DAY],
      [5, NOW + 10 * DAY],
      // It begins when the rest of it is over, by the clock of summer.
      [7, NOW + 33 * DAY - hour],
    ]);
    const kept = story.fact('m', 'b.done', {}, { at: NOW + 5 * DAY });
    expect(changesOf(kept, 'lots.extended').map(({ points: n, expiresAt, cause }) => [n, expiresAt, cause])).toEqual([
      [10, NOW + 15 * DAY, { kind: 'activity', type: 'b.done' }],
    ]);
  });

  test('on days of the year end with the first of them that they live to see', () => {
    const ends = (dates: string[], atLeast?: object, when = NOW) => {
      const story = points({ expiry: { dates, ...(atLeast ? { atLeast } : {}) } });
      story.order('m', 'o', { total: 1_000 }, { at: when });
      const end = story.at('m', when).lots[0]?.expiresAt;
      return end && new Date(end).toISOString();
    };
    expect(ends(['06-30', '03-10'])).toBe('2026-03-10T23:00:00.000Z');
    expect(ends(['06-30', '03-09'])).toBe('2026-06-30T22:00:00.000Z');
    expect(ends(['06-30', '03-10'], { days: 1 })).toBe('2026-06-30T22:00:00.000Z');
    expect(ends(['03-09'], { days: 400 })).toBe('2028-03-09T23:00:00.000Z');
    expect(ends(['12-31'], undefined, at('2026-12-31T22:59:59Z'))).toBe('2026-12-31T23:00:00.000Z');
    expect(ends(['12-31'], undefined, at('2026-12-31T23:00:00Z'))).toBe('2027-12-31T23:00:00.000Z');
    expect(ends(['02-29'], undefined, at('2027-01-05T00:00:00Z'))).toBe('2027-02-28T23:00:00.000Z');
  });

  test('live longer by hand, never shorter, and none where none ends by then', () => {
    const story = begun({
      rules: ['a', 'b', 'c'].map((id, n) => ({
        id,
        on: `${id}.done`,
        earn: 5,
        ...(n < 2 ? { expiry: { days: 10 * (n + 1) } } : {}),
      })),
    });
    for (const id of ['a', 'b', 'c']) story.fact('m', `${id}.done`, {}, { at: NOW });
    const extend = (until: object, before: number | null) => {
      const entry = story.ask({ kind: 'extend', until, before, ...BY });
      return [why(entry), ...changesOf(entry, 'lots.extended').map(({ points: n, expiresAt }) => [n, expiresAt - NOW])];
    };
    // Twenty days on, the clocks are an hour ahead.
    expect(extend({ to: NOW + 5 * DAY }, null)).toEqual(['nothing_to_extend']);
    expect(extend({ add: { days: 5 } }, NOW + 10 * DAY)).toEqual(['nothing_to_extend']);
    expect(extend({ add: { days: 5 } }, NOW + 10 * DAY + 1)).toEqual(['applied', [5, 15 * DAY]]);
    expect(extend({ to: NOW + 20 * DAY }, null)).toEqual(['applied', [10, 20 * DAY]]);
    expect(extend({ to: NOW + 20 * DAY }, null)).toEqual(['nothing_to_extend']);
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
