import { describe, expect, test } from 'vitest';
import { type Entry, entryView, maturing, scoreLog } from '../../src/index.ts';
import { at, changesOf, DAY, programOf, reversed, Story } from '../story.ts';

const NOW = at('2026-11-02T12:00:00Z');

describe('a merge (RULES 26)', () => {
  test('closes the source by its last entry, which posts its lots to transit; the target takes them with their dates', () => {
    const points = { pending: { days: 14 }, expiry: { days: 60 } };
    const story = new Story(programOf({ points })).member('a', NOW).member('b', NOW);
    story.order('a', 'old', { total: 4_000 }, { at: NOW });
    story.order('a', 'new', { total: 2_500 }, { at: NOW + 10 * DAY });
    const [closing, absorbed] = story.merge('a', 'b', NOW + 15 * DAY);
    expect(closing.changes.at(-1)).toMatchObject({ kind: 'closed', reason: 'merged', into: 'b' });
    expect(closing.postings).toEqual([
      { from: 'pending', to: 'available', points: 40 },
      { from: 'available', to: 'transit', points: 40 },
      { from: 'pending', to: 'transit', points: 25 },
    ]);
    expect(absorbed.postings).toEqual([
      { from: 'transit', to: 'available', points: 40 },
      { from: 'transit', to: 'pending', points: 25 },
    ]);
    const lots = story.at('b', NOW + 15 * DAY).lots.map(({ activeAt, expiresAt }) => ({ activeAt, expiresAt }));
    expect(lots).toEqual([
      { activeAt: null, expiresAt: NOW + 74 * DAY },
      { activeAt: NOW + 24 * DAY, expiresAt: NOW + 84 * DAY },
    ]);
    expect(story.points('a', NOW + 15 * DAY)).toEqual({ pending: 0, available: 0, owed: 0, balance: 0 });
    expect(entryView(absorbed, 'x', 'en', story.program).text).toBe(
      'Another account of the same person was merged into this one: +65 points.',
    );
  });

  test('what is owed, used caps, orders and what counts for tiers add; the higher tier stays', () => {
    const rules = [
      { id: 'p', on: 'order.paid', earn: { points: 1, per: 100 }, limit: { points: 150, per: 'year' as const } },
    ];
    const tiers = [
      { id: 'silver', from: { points: 50 } },
      { id: 'gold', from: { points: 100 } },
    ];
    const rewards = [{ id: 'gift', cost: 100, give: { product: 'gift' } }];
    const story = new Story(programOf({ rules, tiers, rewards })).member('a', NOW).member('b', NOW);
    story.order('a', 'o', { total: 10_000 }, { at: NOW });
    story.submit('a', { kind: 'redeem', redemption: 'r', reward: 'gift', key: 'r', body: '' }, NOW);
    story.refund('a', 'o', { amount: 8_000 }, { at: NOW });
    story.order('b', 'q', { total: 3_000 }, { at: NOW });
    expect([story.at('a', NOW).owed, story.at('a', NOW).tier.id]).toEqual([80, 'gold']);
    story.merge('a', 'b', NOW);
    expect(story.at('b', NOW)).toMatchObject({
      owed: 50,
      available: 0,
      tier: { id: 'gold' },
      orders: 2,
      spent: 5_000,
      qualified: { active: 50, earned: 50 },
    });
    // 20 of one and 30 of the other are used of the 150.
    const third = story.order('b', 'z', { total: 30_000 }, { at: NOW });
    expect(third.awards).toMatchObject([{ points: 100, clippedBy: { by: 200 } }]);
  });

  test('challenge progress is folded from both, and what both come to together is granted once', () => {
    const challenges = [
      { id: 'three', steps: [{ on: 'review.published', times: 3 }], grant: { points: 30, badge: 'critic' } },
      { id: 'one', steps: [{ on: 'review.published', times: 1 }], grant: { points: 5 } },
    ];
    const story = new Story(programOf({ challenges, badges: [{ id: 'critic' }] })).member('a', NOW).member('b', NOW);
    for (const who of ['a', 'a', 'b']) story.fact(who, 'review.published', {}, { at: NOW });
    const [, absorbed] = story.merge('a', 'b', NOW + 1);
    expect(changesOf(absorbed, 'challenge.completed')).toMatchObject([{ challenge: 'three', points: 30 }]);
    expect(story.at('b', NOW + 1)).toMatchObject({ available: 40, badges: { critic: NOW + 1 } });
  });

  test('points that are put by for a checkout come back first, and go over with the rest', () => {
    const checkout = { points: 1, amount: 1 };
    const story = new Story(programOf({ checkout })).member('a', NOW).member('b', NOW);
    story.order('a', 'o', { total: 10_000 }, { at: NOW });
    story.submit('a', { kind: 'hold', hold: 'h', points: 70, goods: 9_000, key: 'h', body: '' }, NOW + 1);
    expect(story.at('a', NOW + 1)).toMatchObject({ available: 30, held: 70 });
    const [closing] = story.merge('a', 'b', NOW + 2);
    expect(closing.postings).toEqual([
      { from: 'held', to: 'available', points: 70 },
      { from: 'available', to: 'transit', points: 100 },
    ]);
    expect(story.at('b', NOW + 2)).toMatchObject({ available: 100, held: 0, holds: {} });
  });

  test('an order of the source is the target’s: a later refund takes its points there', () => {
    const story = new Story(programOf({ points: { pending: { days: 14 } } })).member('a', NOW).member('b', NOW);
    story.order('a', 'o', { total: 10_000 }, { at: NOW });
    story.merge('a', 'b', NOW + DAY);
    expect(reversed(story.refund('b', 'o', { amount: 4_000 }, { at: NOW + 2 * DAY }))).toBe(40);
    expect(story.points('b', NOW + 20 * DAY)).toMatchObject({ available: 60, owed: 0 });
  });

  test('a redemption and a code of the source go on at the target', () => {
    const rewards = [{ id: 'gift', cost: 60, give: { product: 'gift' } }];
    const story = new Story(programOf({ rewards })).member('a', NOW).member('b', NOW);
    story.order('a', 'o', { total: 10_000 }, { at: NOW });
    story.submit('a', { kind: 'redeem', redemption: 'r', reward: 'gift', key: 'r', body: '' }, NOW);
    story.merge('a', 'b', NOW);
    expect(Object.keys(story.at('b', NOW).coupons)).toEqual(['C-a-4']);
    story.submit('b', { kind: 'cancel', redemption: 'r', key: 'c', body: '' }, NOW + 1);
    expect(story.points('b', NOW + 1)).toMatchObject({ available: 100 });
    expect(story.refund('b', 'o', { amount: 10_000 }, { at: NOW + 2 }).standing?.gone).toBe(true);
    expect(story.points('b', NOW + 2)).toMatchObject({ available: 0, owed: 0 });
  });

  test.each([
    ['the friend into the advocate', 'bob', 'ann'],
    ['the advocate into the friend', 'ann', 'bob'],
  ])('an advocate merged with their own friend reverses that referral: %s', (_, from, into) => {
    const referral = { advocate: { points: 300 }, friend: { points: 50 } };
    const story = new Story(programOf({ referral })).member('ann', NOW).member('bob', NOW);
    story.submit('bob', { kind: 'refer', referral: { advocate: 'ann', code: 'A' }, key: 'refer', body: '' }, NOW);
    story.order('bob', 'o', { total: 10_000 }, { at: NOW });
    story.deliver(NOW);
    expect([story.points('ann', NOW).available, story.points('bob', NOW).available]).toEqual([300, 150]);
    story.merge(from, into, NOW + 1);
    expect(story.points(into, NOW + 1)).toMatchObject({ available: 100, owed: 0 });
    expect(story.at(into, NOW + 1)).toMatchObject({ referral: null, friendCounts: { rewarded: 0, undone: 1 } });
  });

  describe.each([
    ['the friend into the advocate', 'bob', 'ann'],
    ['the advocate into the friend', 'ann', 'bob'],
  ])('who recommended the programme to themselves: %s', (_, from, into) => {
    const TENTH = { discount: { percent: 10 }, valid: { days: 9 } };
    const referral = {
      advocate: { discount: { amount: 500 } },
      friend: { points: 11 },
      steps: [
        { on: 'joined' as const, advocate: { points: 7 } },
        { on: 'order' as const, nth: 2, advocate: { counter: 'c', n: 3 }, friend: TENTH },
      ],
      milestones: [{ friends: 2, advocate: { points: 1_000 } }],
    };
    const friends = (more: object = {}) =>
      new Story(programOf({ referral: { ...referral, ...more }, counters: [{ id: 'c' }] }))
        .member('zed', NOW)
        .member('ann', NOW)
        .member('bob', NOW)
        .member('cy', NOW);
    const refer = (story: Story, who: string, advocate: string) => {
      story.submit(who, { kind: 'refer', referral: { advocate, code: 'A' }, key: 'refer', body: '' }, NOW);
      for (const n of [1, 2]) story.order(who, `${who}${n}`, { total: 1_000 }, { at: NOW });
      for (let n = 0; n < 3; n += 1) story.deliver(NOW);
    };
    const open = (story: Story, who: string) =>
      Object.values(story.at(who, NOW + 1).coupons).flatMap(({ cancelledAt, give, referral: of }) =>
        cancelledAt === null ? [{ of, give }] : [],
      );

    test('coupons, counters and what further steps gave go back with the rest, and what is used of it is owed', () => {
      const story = friends();
      refer(story, 'bob', 'ann');
      expect(story.points('ann', NOW).available).toBe(7);
      expect(story.points('bob', NOW).available).toBe(31);
      expect(story.at('ann', NOW).counters).toEqual({ c: 3 });
      expect([open(story, 'ann').length, open(story, 'bob').length]).toEqual([1, 1]);
      story.submit('ann', { kind: 'adjust', points: -7, by: 'x', why: 'spent', key: 'a', body: '' }, NOW);
      const [, absorbed] = story.merge(from, into, NOW + 1);
      expect(open(story, into)).toEqual([]);
      expect(story.at(into, NOW + 1)).toMatchObject({ counters: { c: 0 }, referral: null, available: 13, owed: 0 });
      expect(story.at(into, NOW + 1).friends.bob).toMatchObject({
        stage: 'undone',
        steps: { joined: { undone: true }, 'order:1': { undone: true }, 'order:2': { undone: true } },
      });
      expect(changesOf(absorbed, 'referral.undone')).toEqual([{ kind: 'referral.undone', advocate: 'ann' }]);
      story.audit();
    });

    test('nothing of it that still waits is given later', () => {
      const story = friends({ hold: { days: 3 } });
      refer(story, 'bob', 'ann');
      expect(maturing(story.at('ann', NOW + 3 * DAY), NOW + 3 * DAY)).toHaveLength(2);
      story.merge(from, into, NOW + 1);
      expect(maturing(story.at(into, NOW + 3 * DAY), NOW + 3 * DAY)).toEqual([]);
    });

    test('what somebody else recommended, or was recommended by, stays', () => {
      const story = friends();
      refer(story, 'bob', 'ann');
      refer(story, 'ann', 'zed');
      refer(story, 'cy', 'ann');
      story.merge(from, into, NOW + 1);
      expect(story.at(into, NOW + 1).friends.cy).toMatchObject({ stage: 'rewarded' });
      expect(story.at(into, NOW + 1).friendCounts).toMatchObject({ rewarded: 1, undone: 1 });
      // By Zed: a welcome of 11, and 10 % for the second order; for Cy: a coupon, and 7 for joining.
      expect(open(story, into)).toEqual(
        expect.arrayContaining([
          { of: 'friend', give: { percent: 10 } },
          { of: 'advocate', give: { amount: 500 } },
        ]),
      );
      expect(open(story, into)).toHaveLength(2);
      expect(story.at(into, NOW + 1)).toMatchObject({ available: 20 + 20 + 11 + 7, counters: { c: 3 } });
      // Ann had two friends, and has one.
      expect(story.at(into, NOW + 1).milestones).toEqual({});
      // Who was recommended by somebody else stays their friend, if that is the log that goes on.
      expect(story.at(into, NOW + 1).referral?.advocate).toBe(into === 'ann' ? 'zed' : undefined);
    });
  });

  test('friends of both are counted together: a milestone that neither had reached is', () => {
    const referral = { advocate: { points: 1 }, milestones: [{ friends: 2, advocate: { points: 50 } }] };
    const story = new Story(programOf({ referral }));
    for (const who of ['a', 'b', 'c', 'd']) story.member(who, NOW);
    for (const [friend, advocate] of [
      ['c', 'a'],
      ['d', 'b'],
    ] as const) {
      story.submit(friend, { kind: 'refer', referral: { advocate, code: 'A' }, key: 'refer', body: '' }, NOW);
      story.order(friend, friend, { total: 100 }, { at: NOW });
    }
    story.deliver(NOW);
    story.merge('a', 'b', NOW + 1);
    story.deliver(NOW + 1);
    expect(story.at('b', NOW + 1)).toMatchObject({ available: 52, milestones: { 2: { at: NOW + 1, points: 50 } } });
  });

  test('somebody erased meanwhile has nothing more: what was on its way expires, and is nobody’s', () => {
    const story = new Story(programOf({ points: { pending: { days: 14 } } })).member('a', NOW).member('b', NOW);
    story.order('a', 'o', { total: 4_000 }, { at: NOW });
    story.submit('a', { kind: 'adjust', points: 30, by: 'x', why: 'y', key: 'k', body: '' }, NOW);
    const closing = story.submit('a', { kind: 'close', reason: 'merged', into: 'b', key: 'm', body: '' }, NOW + 1);
    const state = story.states.get('a');
    if (!state) throw new Error('there is no state');
    story.submit('b', { kind: 'close', reason: 'erased', into: null, key: 'e', body: '' }, NOW + 2);
    const absorbed = story.submit('b', { kind: 'absorb', from: 'a', closing, state, key: 'x', body: '' }, NOW + 3);
    expect(absorbed).toMatchObject({ kind: 'member.absorbed', outcome: 'applied', reason: null, effects: [] });
    expect(absorbed.postings).toEqual([
      { from: 'transit', to: 'available', points: 30 },
      { from: 'transit', to: 'pending', points: 40 },
      { from: 'available', to: 'expired', points: 30 },
      { from: 'pending', to: 'issued', points: 40 },
    ]);
    expect(story.points('b', NOW + 30 * DAY)).toEqual({ pending: 0, available: 0, owed: 0, balance: 0 });
    expect(story.states.get('b')).toMatchObject({ status: 'closed', orders: 0, absorbed: [] });
  });

  test('a visitor’s kept facts are judged as on joining, of the last days, unless nothing is to be judged', () => {
    const program = programOf({ credit: { lastDays: 10 }, holdout: { percent: 10 } });
    const merged = ({ draw = 9_999, guest = true, joined = true, of = program } = {}) => {
      const story = new Story(of).member('g', NOW, { joined: !guest });
      story.draw = draw;
      story.member('b', NOW, { joined });
      return story.merge('g', 'b', NOW + 20 * DAY)[1].effects;
    };
    const since = NOW + 10 * DAY;
    expect(merged()).toEqual([{ kind: 'credit', id: 'credit:b:merge:g', since, of: 'g' }]);
    expect(merged({ guest: false })).toEqual([]);
    expect(merged({ joined: false })).toEqual([]);
    expect(merged({ draw: 0 })).toEqual([]);
    expect(merged({ of: programOf() })).toEqual([]);
  });

  test('of two who hold one tier the one that is held longer stays, and a lower one changes nothing', () => {
    const tiers = [
      { id: 'silver', from: { points: 10, within: { days: 30 } } },
      { id: 'gold', from: { points: 50, within: { days: 30 } } },
    ];
    const both = (a: number, b: number, later: number) => {
      const story = new Story(programOf({ tiers })).member('a', NOW).member('b', NOW);
      story.order('b', 'ob', { total: b * 100 }, { at: NOW + DAY });
      story.order('a', 'oa', { total: a * 100 }, { at: NOW + DAY + later });
      const [, absorbed] = story.merge('a', 'b', NOW + 2 * DAY);
      return [story.at('b', NOW + 2 * DAY).tier, changesOf(absorbed, 'tier.changed').length];
    };
    const until = NOW + 31 * DAY;
    expect(both(12, 11, 5)).toEqual([{ id: 'silver', since: NOW + DAY, until: until + 5 }, 1]);
    expect(both(12, 11, 0)).toEqual([{ id: 'silver', since: NOW + DAY, until }, 0]);
    expect(both(12, 11, -5)).toEqual([{ id: 'silver', since: NOW + DAY, until }, 0]);
    expect(both(12, 60, 5)).toEqual([{ id: 'gold', since: NOW + DAY, until }, 0]);
    expect(both(60, 12, 5)).toEqual([{ id: 'gold', since: NOW + 2 * DAY, until: until + 5 }, 1]);
  });

  test('a friend of the source is a friend of the target: the first order rewards once', () => {
    const referral = { advocate: { points: 300 } };
    const story = new Story(programOf({ referral })).member('a', NOW).member('b', NOW).member('c', NOW);
    story.submit('c', { kind: 'refer', referral: { advocate: 'a', code: 'A' }, key: 'refer', body: '' }, NOW);
    story.deliver(NOW);
    story.merge('a', 'b', NOW);
    story.order('c', 'o', { total: 10_000 }, { at: NOW + 1 });
    story.effects.splice(0).forEach((effect) => {
      if (effect.kind === 'react')
        story.submit('b', { kind: 'react', reaction: effect.reaction, key: effect.id, body: '' }, NOW + 1);
    });
    expect(story.at('b', NOW + 1)).toMatchObject({ available: 300, friendCounts: { joined: 0, rewarded: 1 } });
  });

  test('a guest’s merge makes nobody join, an account’s does; a chain keeps everything', () => {
    const story = new Story(programOf()).member('guest', NOW, { joined: false }).member('a', NOW).member('b', NOW);
    story.order('guest', 'g', { total: 1_000 }, { at: NOW });
    story.order('a', 'o', { total: 2_000 }, { at: NOW });
    story.merge('guest', 'a', NOW);
    story.merge('a', 'b', NOW);
    expect(story.at('b', NOW)).toMatchObject({ absorbed: ['guest', 'a'], orders: 2, available: 20 });
    expect(reversed(story.refund('b', 'o', { amount: 2_000 }, { at: NOW + 1 }))).toBe(20);
    const late = new Story(programOf()).member('a', NOW).member('b', NOW, { joined: false });
    late.merge('a', 'b', NOW);
    expect(late.at('b', NOW).status).toBe('joined');
  });

  test('scores add: the board counts both, and drops the one that is gone', () => {
    const program = programOf({
      boards: [
        { id: 'sum', score: { sum: 'points.earned' }, period: 'all' },
        { id: 'reviews', score: { count: 'review.published' }, period: 'all' },
      ],
    });
    const story = new Story(program).member('a', NOW).member('b', NOW);
    for (const who of ['a', 'b']) {
      story.order(who, `o-${who}`, { total: 2_000 }, { at: NOW });
      story.fact(who, 'review.published', {}, { at: NOW });
    }
    story.merge('a', 'b', NOW);
    expect(scoreLog(program, story.log('a'))).toEqual({});
    const both = [...story.log('a').filter(({ kind }) => kind !== 'member.closed'), ...story.log('b')];
    expect(scoreLog(program, both)).toMatchObject({ sum: { all: { n: 40 } }, reviews: { all: { n: 2 } } });
  });
});

describe('a transfer (RULES 27)', () => {
  const transfers = { least: 10, limit: { points: 100, per: 'day' as const } };
  const send = (story: Story, points: number, transfer = `t${points}`) =>
    story.submit('a', { kind: 'send', transfer, to: 'b', points, key: transfer, body: '' }, NOW + DAY);

  test('takes only available points, with their expiry; a later refund falls on the sender', () => {
    const points = { expiry: { days: 30 } };
    const story = new Story(programOf({ points, transfers })).member('a', NOW).member('b', NOW);
    story.order('a', 'o', { total: 8_000 }, { at: NOW });
    expect(send(story, 60).postings).toEqual([{ from: 'available', to: 'transit', points: 60 }]);
    const [received] = story.deliver(NOW + DAY);
    expect(received?.postings).toEqual([{ from: 'transit', to: 'available', points: 60 }]);
    expect(story.at('b', NOW + DAY).lots).toMatchObject([{ points: 60, expiresAt: NOW + 30 * DAY, subject: null }]);
    story.refund('a', 'o', { amount: 8_000 }, { at: NOW + 2 * DAY });
    expect([story.points('a', NOW + 2 * DAY).owed, story.points('b', NOW + 2 * DAY).available]).toEqual([60, 60]);
  });

  test('a limit of each transfer is used up by none; one of a day is, by all of it', () => {
    const limit = [
      { points: 50, per: 'order' as const },
      { points: 100, times: 3, per: 'day' as const },
    ];
    const story = new Story(programOf({ transfers: { least: 10, limit } })).member('a', NOW).member('b', NOW);
    story.order('a', 'o', { total: 40_000 }, { at: NOW });
    expect([50, 51, 41, 10, 11].map((points) => send(story, points).reason)).toEqual([
      null,
      'limit',
      null,
      'limit',
      'limit',
    ]);
    expect(changesOf(story.log('a').at(-5) as Entry, 'window.used')).toMatchObject([{ times: 1, points: 50 }]);
    expect(send(story, 9).reason).toBe('transfer_not_allowed');
  });

  test('fills what the receiver owes, and counts for no tier and no board', () => {
    const tiers = [{ id: 'gold', from: { points: 50 } }];
    const story = new Story(programOf({ transfers, tiers })).member('a', NOW).member('b', NOW);
    story.order('a', 'o', { total: 8_000 }, { at: NOW });
    story.submit('b', { kind: 'adjust', points: -40, by: 'x', why: 'y', key: 'k', body: '' }, NOW);
    send(story, 60);
    story.deliver(NOW + DAY);
    expect(story.at('b', NOW + DAY)).toMatchObject({ available: 20, owed: 0, tier: { id: null } });
    expect(changesOf(story.log('b').at(-1) as never, 'tallied')).toEqual([]);
  });

  test('is refused where the program does not allow it, below the least, beyond the limit, and of points that are not there', () => {
    const story = new Story(programOf({ transfers, points: { pending: { days: 14 } } }))
      .member('a', NOW)
      .member('b', NOW);
    story.order('a', 'o', { total: 8_000 }, { at: NOW });
    expect(send(story, 5).reason).toBe('transfer_not_allowed');
    expect(send(story, 101).reason).toBe('limit');
    // All of it is still pending.
    expect(send(story, 20).reason).toBe('not_enough_points');
    story.submit('a', { kind: 'adjust', points: -5, by: 'x', why: 'y', key: 'k', body: '' }, NOW + DAY);
    expect(send(story, 21).reason).toBe('owes_points');
    story.publish(programOf());
    expect(send(story, 22).reason).toBe('transfer_not_allowed');
  });
});

describe('an adjustment by hand', () => {
  const adjust = (story: Story, points: number, rest: object = {}) =>
    story.submit(
      'a',
      { kind: 'adjust', points, by: 'Zoé', why: 'a late parcel', key: `k${points}`, body: '', ...rest },
      NOW,
    );

  test('carries who and why, has the program’s expiry or its own, and qualifies only where it says so', () => {
    const tiers = [{ id: 'gold', from: { points: 30 } }];
    const points = { expiry: { days: 30 } };
    const story = new Story(programOf({ points, tiers })).member('a', NOW);
    expect(changesOf(adjust(story, 40), 'lot.opened')).toMatchObject([{ expiresAt: NOW + 30 * DAY }]);
    expect(story.at('a', NOW).tier.id).toBeNull();
    expect(changesOf(adjust(story, 41, { expiry: null }), 'lot.opened')).toMatchObject([{ expiresAt: null }]);
    const entry = adjust(story, 30, { expiry: { days: 5 }, qualifies: true });
    expect(changesOf(entry, 'lot.opened')).toMatchObject([{ expiresAt: NOW + 5 * DAY }]);
    expect(changesOf(entry, 'tallied')).toMatchObject([{ metric: 'points.earned', n: 30 }]);
    expect(story.at('a', NOW).tier.id).toBe('gold');
    expect(entryView(entry, 'x', 'fr', story.program).text).toContain('30 points par Zoé\u00a0: a late parcel');
  });

  test('is refused as a whole beyond the program’s limit, up and down', () => {
    const story = new Story(programOf({ adjustments: { limit: { points: 100, per: 'day' } } })).member('a', NOW);
    expect(adjust(story, 70).outcome).toBe('applied');
    expect(adjust(story, -40)).toMatchObject({ outcome: 'refused', reason: 'limit', postings: [] });
    expect(adjust(story, -30).outcome).toBe('applied');
    expect(adjust(story, 1).reason).toBe('limit');
  });
});
