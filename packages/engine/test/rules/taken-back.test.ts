import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import {
  type Change,
  type Command,
  type Context,
  type Entry,
  emptyState,
  entryView,
  evolve,
  memberView,
  rightOf,
  type State,
} from '../../src/index.ts';
import { at, changesOf, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-11-02T12:00:00Z');
let made = 0;

class Server extends Story {
  luck = 0;
  protected override extra(): Partial<Context> {
    return { past: this.log('m'), luck: new Map([['d', this.luck]]) };
  }
  ask(asked: { kind: Command['kind'] } & Record<string, unknown>, when = NOW): Entry {
    return this.submit('m', { key: `k${++made}`, body: '', ...asked } as Command, when);
  }
  /** Carries out what entries mean for the member's own log. */
  follow(when = NOW): Entry[] {
    return this.effects
      .splice(0)
      .flatMap((effect) =>
        effect.kind === 'react' && effect.to === 'm'
          ? [this.submit('m', { kind: 'react', reaction: effect.reaction, key: effect.id, body: '' }, when)]
          : [],
      );
  }
}
const begun = (input: Partial<ProgramInput> = {}) =>
  new Server(programOf({ rules: [], ...input })).member('m', NOW) as Server;
const cancel = (story: Story, when = NOW, orderId = 'o') =>
  story.fact('m', 'order.cancelled', { orderId }, { at: when });
const once = [{ on: 'order.paid', times: 1 }];

describe('what a challenge gave', () => {
  const challenge = (grant: object, more: object = {}) =>
    [{ id: 'c', steps: once, grant, onRefund: 'undo', ...more }] as never;
  const points = { expiry: { days: 10 } };

  test('is taken back, but nobody owes what ran out unused', () => {
    const done = (when: number, spend = 0) => {
      const rewards = [{ id: 'tea', cost: spend || 1, give: { product: 'tea' } }];
      const story = begun({ points, rewards, challenges: challenge({ points: 30 }) });
      story.order('m', 'o', { total: 1_000 }, { at: NOW });
      if (spend > 0) story.ask({ kind: 'redeem', redemption: 'r', reward: 'tea' });
      const entry = cancel(story, when);
      expect(changesOf(entry, 'tallied').map(({ metric, n }) => [metric, n])).toEqual([
        ['spend', -1_000],
        ['orders', -1],
        ['challenges.completed', -1],
        ['points.earned', -30],
      ]);
      return [entry.postings, story.points('m', when).owed];
    };
    expect(done(NOW + DAY)).toEqual([[{ from: 'available', to: 'issued', points: 30 }], 0]);
    expect(done(NOW + 10 * DAY)).toEqual([
      [
        { from: 'available', to: 'expired', points: 30 },
        { from: 'expired', to: 'issued', points: 30 },
      ],
      0,
    ]);
    expect(done(NOW + DAY, 20)).toEqual([
      [
        { from: 'available', to: 'issued', points: 10 },
        { from: 'owed', to: 'issued', points: 20 },
      ],
      20,
    ]);
    // Ten of it ran out, and twenty were spent.
    expect(done(NOW + 10 * DAY, 20)[1]).toBe(20);
  });

  test('as a badge, a counter and a reward goes back with it, but not a code that was used', () => {
    const more = {
      counters: [{ id: 'stars' }],
      badges: [{ id: 'b' }],
      rewards: [{ id: 'mug', giftOnly: true as const, give: { product: 'mug' } }],
    };
    const story = begun({
      ...more,
      challenges: challenge({ badge: 'b', counter: { id: 'stars', n: 3 }, reward: 'mug' }),
    });
    const bring = (orderId: string) => {
      story.order('m', orderId, { total: 1_000 }, { at: NOW });
      return story.follow().flatMap((entry) => changesOf(entry, 'coupon.issued').map(({ coupon }) => coupon.code));
    };
    const [code] = bring('o');
    expect([story.at('m', NOW).counters, story.at('m', NOW).badges]).toEqual([{ stars: 3 }, { b: NOW }]);
    cancel(story);
    expect(story.at('m', NOW)).toMatchObject({
      counters: { stars: 0 },
      badges: {},
      coupons: { [code ?? '']: { cancelledAt: NOW } },
    });
    const [again] = bring('p');
    expect(again).not.toBe(code);
    story.ask({ kind: 'use', use: 'u', code: again, amount: null, subject: null });
    cancel(story, NOW, 'p');
    expect(story.at('m', NOW)).toMatchObject({
      counters: { stars: 0 },
      badges: {},
      coupons: { [again ?? '']: { cancelledAt: null } },
    });
    // Whoever has used it has had it.
    expect(bring('q')).toEqual([]);
    expect(story.at('m', NOW)).toMatchObject({ counters: { stars: 3 }, badges: { b: NOW } });
    story.audit();
  });

  test('as a reward that is still on its way is not given', () => {
    const rewards = [{ id: 'mug', giftOnly: true as const, give: { product: 'mug' } }];
    const story = begun({ rewards, challenges: challenge({ reward: 'mug' }) });
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    expect(changesOf(cancel(story), 'gift.voided').length).toBe(1);
    expect(story.follow()).toMatchObject([{ outcome: 'refused', reason: 'voided' }]);
    expect(story.at('m', NOW).coupons).toEqual({});
    story.audit();
  });

  test('stays where the challenge says so', () => {
    const story = begun({ challenges: challenge({ points: 30 }, { onRefund: 'keep' }) });
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    expect(changesOf(cancel(story), 'challenge.progressed')).toEqual([]);
    expect(story.points('m', NOW).available).toBe(30);
  });
});

describe('what a streak gave', () => {
  const streaks = (grant: object) =>
    [{ id: 's', on: ['order.paid'], milestones: [{ at: 1, grant }], onRefund: 'undo' }] as never;
  const rewards = [{ id: 'mug', giftOnly: true as const, give: { product: 'mug' } }];

  test('as a reward comes by an entry of its own, and goes back with the day that it was for', () => {
    const story = begun({ rewards, streaks: streaks({ reward: 'mug' }) });
    const [reached] = changesOf(story.order('m', 'o', { total: 1_000 }, { at: NOW }), 'streak.reached');
    expect(reached).toMatchObject({ length: 1, points: 0, redemption: expect.stringMatching(/^gift-m-/) });
    expect(story.follow()).toMatchObject([{ outcome: 'applied' }]);
    expect(changesOf(cancel(story), 'streak.undone')).toMatchObject([{ streak: 's', length: 1 }]);
    expect(Object.values(story.at('m', NOW).coupons)).toMatchObject([{ cancelledAt: NOW }]);
  });

  test('as a counter and a badge is told with what it was for, and goes back', () => {
    const more = { counters: [{ id: 'stars' }], badges: [{ id: 'b' }] };
    const story = begun({ ...more, streaks: streaks({ counter: { id: 'stars', n: 2 }, badge: 'b' }) });
    const entry = story.order('m', 'o', { total: 1_000 }, { at: NOW });
    expect(changesOf(entry, 'streak.reached')).toEqual([
      expect.objectContaining({ counter: { id: 'stars', n: 2 }, badge: 'b', lot: null, points: 0 }),
    ]);
    expect([story.at('m', NOW).counters, story.at('m', NOW).badges]).toEqual([{ stars: 2 }, { b: NOW }]);
    cancel(story);
    expect([story.at('m', NOW).counters, story.at('m', NOW).badges]).toEqual([{ stars: 0 }, {}]);
  });

  test('as points stays once any of them was spent', () => {
    const tea = { id: 'tea', cost: 1, give: { product: 'tea' } };
    const story = begun({ rewards: [tea], streaks: streaks({ points: 10 }) });
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    story.ask({ kind: 'redeem', redemption: 'r', reward: 'tea' });
    const entry = cancel(story);
    expect([changesOf(entry, 'streak.lost').length, changesOf(entry, 'streak.undone').length]).toEqual([1, 0]);
    expect(story.points('m', NOW)).toMatchObject({ available: 9, owed: 0 });
  });
});

describe('what a draw gave', () => {
  const draws = (more: object = {}) =>
    [
      {
        id: 'd',
        on: 'order.paid',
        total: 2,
        consolation: 'no',
        limit: { times: 2, per: 'day' },
        prizes: [
          { id: 'win', odds: 1, grant: { points: 9 }, stock: 5, budget: 90 },
          { id: 'no', odds: 1 },
        ],
        ...more,
      },
    ] as never;
  const tries = (story: Story) => Object.values(story.at('m', NOW).windows).map(({ times }) => times);

  test('goes back to the others with the try, unless it was spent or the draw says that it stays', () => {
    const story = begun({ draws: draws() });
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    expect([story.points('m', NOW).available, [...story.left.values()], tries(story)]).toEqual([9, [4, 81], [1]]);
    const back = cancel(story);
    expect(changesOf(back, 'pool.freed').map(({ n }) => n)).toEqual([1, 9]);
    expect([story.points('m', NOW).available, [...story.left.values()], tries(story)]).toEqual([0, [5, 90], [0]]);
    story.luck = 1;
    story.order('m', 'p', { total: 1_000 }, { at: NOW });
    expect(changesOf(cancel(story, NOW, 'p'), 'pool.freed')).toEqual([]);
    expect(tries(story)).toEqual([0]);
    const keeps = begun({ draws: draws({ onRefund: 'keep' }) });
    keeps.order('m', 'o', { total: 1_000 }, { at: NOW });
    cancel(keeps);
    expect([keeps.points('m', NOW).available, tries(keeps)]).toEqual([9, [1]]);
    const tea = { id: 'tea', cost: 1, give: { product: 'tea' } };
    const spent = begun({ draws: draws(), rewards: [tea] });
    spent.order('m', 'o', { total: 1_000 }, { at: NOW });
    spent.ask({ kind: 'redeem', redemption: 'r', reward: 'tea' });
    cancel(spent);
    expect([spent.points('m', NOW).available, [...spent.left.values()], tries(spent)]).toEqual([8, [4, 81], [1]]);
  });

  test('falls to the consolation without stock or budget; a third try of the day draws nothing', () => {
    const story = begun({ draws: draws() });
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    for (const pool of story.left.keys()) story.left.set(pool, pool.endsWith('budget') ? 8 : 5);
    const entry = story.order('m', 'p', { total: 1_000 }, { at: NOW });
    expect(changesOf(entry, 'drawn')).toMatchObject([{ number: 0, drawn: 'win', prize: 'no', points: 0, lot: null }]);
    expect(changesOf(entry, 'pool.used')).toEqual([]);
    expect(changesOf(story.order('m', 'q', { total: 1_000 }, { at: NOW }), 'drawn')).toEqual([]);
    expect(changesOf(story.order('m', 'r', { total: 1_000 }, { at: NOW + DAY }), 'drawn')).toMatchObject([
      { prize: 'no' },
    ]);
  });

  test('is won again by the same number when the order stands again, where there is such a draw', () => {
    const told = (program: object | null) => {
      const story = begun({ draws: draws() });
      story.luck = 0;
      story.order('m', 'o', { total: 1_000 }, { at: NOW });
      story.fact('m', 'order.charged_back', { orderId: 'o', chargebackId: 'c' }, { at: NOW });
      if (program) story.publish(programOf({ rules: [], ...program }));
      story.luck = 1;
      const won = story.fact('m', 'order.chargeback_won', { orderId: 'o', chargebackId: 'c' }, { at: NOW });
      return changesOf(won, 'drawn').map(({ number, prize }) => [number, prize]);
    };
    expect([told(null), told({ draws: [] })]).toEqual([[[0, 'win']], []]);
    const none = { total: 1, prizes: [{ id: 'no', odds: 1 }] };
    expect(told({ draws: draws(none) })).toEqual([[0, 'no']]);
  });
});

describe('points of recommendations that ran out', () => {
  const entry = (state: State, ...changes: Change[]) =>
    evolve(state, { seq: state.seq + 1, occurredAt: NOW, recordedAt: NOW, changes });
  const got = { points: 25, lot: 'l', coupon: null, counter: null };
  const lot = (id: string, source: object): Change =>
    ({
      kind: 'lot.opened',
      lot: id,
      points: 25,
      source: { kind: 'referral', side: 'advocate', ...source },
      subject: null,
      at: NOW,
      activeAt: null,
      expiresAt: NOW,
      expiry: null,
    }) as Change;
  const expired = (id: string): Change => ({ kind: 'lot.expired', lot: id, points: 10, at: NOW, subject: null });

  test('are known where they came from: a friend’s first order, a further step, so many friends', () => {
    const state = emptyState();
    entry(
      state,
      {
        kind: 'friend.advanced',
        friend: 'f',
        stage: 'ordered',
        at: NOW,
        points: 25,
        reason: null,
        lot: 'a',
        effect: 'e',
      },
      { kind: 'friend.stepped', friend: 'f', step: 'order:2', at: NOW, effect: 'e2', dueAt: null, got },
      { kind: 'milestone.reached', friends: 2, at: NOW, effect: 'e3', dueAt: null, got },
      lot('a', { friend: 'f' }),
      lot('b', { friend: 'f', step: 'order:2' }),
      lot('c', { friend: '', step: '2' }),
      lot('d', { friend: 'f', side: 'friend' }),
      lot('e', { friend: 'gone' }),
      lot('f', { friend: 'f', step: 'order:3' }),
      lot('g', { friend: '', step: '9' }),
    );
    for (const id of ['a', 'a', 'b', 'c', 'c', 'd', 'e', 'f', 'g']) entry(state, expired(id));
    expect(state.friends).toMatchObject({ f: { expired: 20, steps: { 'order:2': { expired: 10 } } } });
    expect([Object.keys(state.friends), Object.keys(state.friends.f?.steps ?? {})]).toEqual([['f'], ['order:2']]);
    expect(state.milestones).toMatchObject({ 2: { expired: 20 } });
    expect(Object.keys(state.milestones)).toEqual(['2']);
  });
});

describe('rights', () => {
  test('of which several hold last from the first of them to the last', () => {
    const access = [
      { entitlement: 'door', from: '2026-11-01T00:00:00Z', until: '2026-11-20T00:00:00Z' },
      { entitlement: 'door', from: '2026-10-01T00:00:00Z', until: '2026-11-10T00:00:00Z' },
      { entitlement: 'door', when: { 'member.orders': { $gte: 1 } }, from: '2026-10-15T00:00:00Z' },
      { entitlement: 'gate', from: '2026-11-02T12:00:00.001Z' },
    ];
    const story = begun({ access });
    const right = (entitlement: string) => {
      const found = rightOf(
        { program: story.program, state: story.at('m', NOW), attributes: {}, at: NOW },
        entitlement,
      );
      return found && [found.at, found.until].map((one) => one && new Date(one).toISOString());
    };
    expect([right('door'), right('gate'), right('other')]).toEqual([
      ['2026-10-01T00:00:00.000Z', '2026-11-20T00:00:00.000Z'],
      null,
      null,
    ]);
    story.order('m', 'o', { total: 1 }, { at: NOW });
    expect(right('door')).toEqual(['2026-10-01T00:00:00.000Z', null]);
  });

  test('to a tier that is given for a while beside one for ever do not shorten it', () => {
    const tiers = [{ id: 'gold', from: { orders: 99 } }];
    const rewards = [
      { id: 'ever', cost: 1, give: { tier: 'gold' } },
      { id: 'while', giftOnly: true as const, give: { tier: 'gold', lasts: { days: 10 } } },
    ];
    const story = begun({ tiers, rewards, rules: [{ id: 'a', on: 'a.done', earn: 5 }] });
    story.fact('m', 'a.done', {}, { at: NOW });
    story.ask({ kind: 'redeem', redemption: 'r', reward: 'ever' });
    const reaction = { kind: 'gift.given', of: 'streak', id: 's', reward: 'while', redemption: 'g' };
    expect(changesOf(story.ask({ kind: 'react', reaction }), 'tier.granted')).toMatchObject([
      { until: NOW + 10 * DAY },
    ]);
    expect(story.at('m', NOW + 90 * DAY).tier).toMatchObject({ id: 'gold', until: null });
  });
});

describe('points that wait without an end', () => {
  test('have no day, as far as anybody sees', () => {
    const story = begun({ rules: [{ id: 'r', on: 'order.paid', earn: 5, pending: { event: 'order.delivered' } }] });
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    const extras = { externalId: 'm', alias: 'M', onBoards: true, stockLeft: {}, referralCode: null, attributes: {} };
    const view = memberView(story.program, story.at('m', NOW), extras as never, NOW, 'en');
    expect([
      story.points('m', NOW).pending,
      JSON.stringify(view).includes('8640000000000000'),
      JSON.stringify(view).includes('275760'),
    ]).toEqual([5, false, false]);
    expect(story.log('m').at(-1)?.due).toBe(at('2027-11-01T23:00:00Z'));
  });
});

describe('an order that was in dispute', () => {
  const rules = [{ id: 'p', on: 'order.paid', earn: { points: 1, per: 100 } }];
  const tell = (story: Story, type: string, data: object) =>
    story.fact('m', type, { orderId: 'o', currency: 'EUR', ...data }, { at: NOW });
  const lost = (more: Partial<ProgramInput>) => {
    const story = begun({ rules, ...more });
    story.member('n', NOW);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    tell(story, 'order.charged_back', { chargebackId: 'c', amount: 4_000 });
    return story;
  };

  test('gets back what the dispute took, though the member’s own later order has taken the room since', () => {
    const story = lost({ limit: { points: 110, per: 'ever' } });
    story.order('m', 'o2', { total: 9_000 }, { at: NOW });
    expect(story.points('m', NOW).available).toBe(110);
    tell(story, 'order.amended', { amendmentId: 'a', total: 20_000 });
    expect(story.points('m', NOW).available).toBe(110);
    tell(story, 'order.chargeback_won', { chargebackId: 'c' });
    expect(story.points('m', NOW)).toMatchObject({ available: 150, owed: 0 });
  });

  test.each([{ amended: true }, { amended: false }])(
    'gets it back of a budget as far as others have left some, and no more of it later (amended: $amended)',
    ({ amended }) => {
      const story = lost({ budget: 150 });
      story.order('n', 'n', { total: 8_500 }, { at: NOW });
      if (amended) tell(story, 'order.amended', { amendmentId: 'a', total: 10_400 });
      const entry = tell(story, 'order.chargeback_won', { chargebackId: 'c' });
      expect(entry.silent).toEqual([{ rule: 'p', reason: 'budget', part: true }]);
      const why = (lang: 'en' | 'fr') => entryView(entry, 'x', lang, story.program).why;
      expect(why('en')).toContain('“p”: only in part, because the budget is used up.');
      expect(why('fr')).toContain('«\u00a0p\u00a0»\u00a0: en partie seulement, car le budget est épuisé.');
      expect([...story.left.values(), story.points('m', NOW).balance]).toEqual([0, 65]);
      story.fact('n', 'order.cancelled', { orderId: 'n' }, { at: NOW });
      story.refund('m', 'o', { amount: 1_000 }, { at: NOW });
      expect([...story.left.values(), story.points('m', NOW).balance]).toEqual([85, 65]);
      story.refund('m', 'o', { amount: 5_000 }, { at: NOW });
      const left = amended ? 44 : 40;
      expect([...story.left.values(), story.points('m', NOW).balance]).toEqual([150 - left, left]);
      story.fact('m', 'order.cancelled', { orderId: 'o' }, { at: NOW });
      expect([...story.left.values(), story.points('m', NOW).balance]).toEqual([150, 0]);
      story.audit();
    },
  );
});
