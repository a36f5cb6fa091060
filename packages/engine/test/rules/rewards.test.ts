import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/index.ts';
import { changesOf, DAY, programOf } from '../story.ts';
import { BY, codeOf, fresh, idOf, NOW, type RewardInput, type Shop, shop, why } from './shop.ts';

describe('a limit of one purchase', () => {
  const per = 'order' as const;

  test('of a reward lets through what costs no more, however often', () => {
    const story = shop([
      { id: 'dear', cost: 11, give: { product: 'x' }, limit: { points: 10, per } },
      {
        id: 'cheap',
        cost: 10,
        give: { product: 'x' },
        limit: [
          { points: 10, per },
          { times: 1, per },
        ],
      },
    ]);
    expect([why(story.buy('dear')), why(story.buy('cheap')), why(story.buy('cheap'))]).toEqual([
      'limit',
      'applied',
      'applied',
    ]);
    expect(story.log('m').flatMap((entry) => changesOf(entry, 'window.used'))).toEqual([]);
    story.ask({ kind: 'cancel', redemption: idOf(story.log('m').at(-1) as Entry) });
    expect(story.log('m').flatMap((entry) => changesOf(entry, 'window.used'))).toEqual([]);
  });

  test('of adjustments, transfers and draws lets through what is no more, however often', () => {
    const story = shop([], {
      adjustments: { limit: { points: 10, per } },
      transfers: { least: 1, limit: { points: 10, per } },
      draws: [
        { id: 'd', cost: 10, total: 1, consolation: 'no', prizes: [{ id: 'no', odds: 1 }], limit: { points: 10, per } },
      ],
    });
    const adjust = (points: number) => why(story.ask({ kind: 'adjust', points, ...BY }));
    const send = (points: number) => why(story.ask({ kind: 'send', transfer: fresh('t'), to: 'n', points }));
    expect([adjust(11), adjust(-11), adjust(10), adjust(-10), adjust(10)]).toEqual([
      'limit',
      'limit',
      'applied',
      'applied',
      'applied',
    ]);
    expect([send(11), send(10), send(10)]).toEqual(['limit', 'applied', 'applied']);
    expect([1, 2].map(() => why(story.ask({ kind: 'draw', draw: 'd' })))).toEqual(['applied', 'applied']);
    expect(story.log('m').flatMap((entry) => changesOf(entry, 'window.used'))).toEqual([]);
    const dear = shop([], {
      draws: [
        { id: 'd', cost: 11, total: 1, consolation: 'no', prizes: [{ id: 'no', odds: 1 }], limit: { points: 10, per } },
      ],
    });
    expect(why(dear.ask({ kind: 'draw', draw: 'd' }))).toBe('limit');
  });
});

describe('a limit in points', () => {
  test('of a day lets a reward and a draw through as long as what they cost fits', () => {
    const limit = { points: 25, per: 'day' as const };
    const story = shop([{ id: 'tea', cost: 10, give: { product: 'tea' }, limit }], {
      draws: [
        {
          id: 'd',
          cost: 10,
          total: 1,
          consolation: 'no',
          prizes: [{ id: 'no', odds: 1 }],
          limit: [limit, { times: 5, per: 'day' }],
        },
      ],
      adjustments: { limit: { points: 25, per: 'day' } },
    });
    const three = (doing: () => Entry) => [1, 2, 3].map(() => why(doing()));
    expect(three(() => story.buy('tea'))).toEqual(['applied', 'applied', 'limit']);
    expect(three(() => story.ask({ kind: 'draw', draw: 'd' }))).toEqual(['applied', 'applied', 'limit']);
    expect(three(() => story.ask({ kind: 'adjust', points: 10, ...BY }))).toEqual(['applied', 'applied', 'limit']);
    expect(why(story.ask({ kind: 'adjust', points: -5, ...BY }))).toBe('applied');
    expect(why(story.ask({ kind: 'adjust', points: 1, ...BY }))).toBe('limit');
    // What is cancelled makes room again.
    story.ask({
      kind: 'cancel',
      redemption: idOf(story.log('m').find(({ kind }) => kind === 'redemption.made') as Entry),
    });
    expect(three(() => story.buy('tea')).slice(0, 2)).toEqual(['applied', 'limit']);
    expect(three(() => story.buy('tea', NOW + DAY))).toEqual(['applied', 'applied', 'limit']);
  });
});

describe('a right, a tier or a badge that is bought', () => {
  const tiers = [
    { id: 'gold', from: { orders: 99 } },
    { id: 'high', from: { orders: 100 } },
  ];
  const rewards: RewardInput[] = [
    { id: 'ever', cost: 10, give: { tier: 'gold' } },
    { id: 'while', cost: 10, give: { tier: 'gold', lasts: { days: 10 } } },
    { id: 'lounge', cost: 10, give: { access: 'lounge' } },
    { id: 'week', cost: 10, give: { access: 'lounge', lasts: { days: 7 } } },
    { id: 'mark', cost: 10, give: { badge: 'b' } },
  ];
  const begun = () => shop(rewards, { tiers, badges: [{ id: 'b' }] });

  test('for ever is not bought again', () => {
    const story = begun();
    const twice = (id: string) => [why(story.buy(id)), why(story.buy(id))];
    expect(['ever', 'lounge', 'mark'].map(twice)).toEqual([
      ['applied', 'already_yours'],
      ['applied', 'already_yours'],
      ['applied', 'already_yours'],
    ]);
    expect([why(story.buy('while')), why(story.buy('week'))]).toEqual(['already_yours', 'already_yours']);
    expect(story.at('m', NOW + 900 * DAY)).toMatchObject({ tier: { id: 'gold', until: null }, badges: { b: NOW } });
  });

  test('for a while goes on from its end when it is bought again before it, and from now after it', () => {
    const story = begun();
    const until = (id: string, when: number) => {
      const entry = story.buy(id, when);
      const ends = [...changesOf(entry, 'tier.granted'), ...changesOf(entry, 'entitled')].map((one) => one.until);
      return ends.map((end) => end && (end - NOW) / DAY);
    };
    const both = (when: number) => [until('while', when), until('week', when)];
    expect([both(NOW), both(NOW + 4 * DAY), both(NOW + 50 * DAY)]).toEqual([
      [[10], [7]],
      // The clocks go forward on the nineteenth day.
      [[20 - 1 / 24], [14]],
      [[60], [57]],
    ]);
    expect([until('ever', NOW + 52 * DAY), until('lounge', NOW + 52 * DAY)]).toEqual([[null], [null]]);
    expect(['while', 'week'].map((id) => why(story.buy(id, NOW + 53 * DAY)))).toEqual([
      'already_yours',
      'already_yours',
    ]);
  });

  test('is given back with what it cost', () => {
    const story = begun();
    const ids = rewards
      .slice(1, 2)
      .concat(rewards.slice(3))
      .map(({ id }) => idOf(story.buy(id)));
    expect(story.has()).toBe(970);
    for (const redemption of ids) expect(why(story.ask({ kind: 'cancel', redemption }))).toBe('applied');
    expect(story.at('m', NOW)).toMatchObject({ available: 1_000, tier: { id: null }, badges: {}, entitlements: {} });
    expect(why(story.ask({ kind: 'cancel', redemption: ids[0] }))).toBe('already_cancelled');
    expect(why(story.ask({ kind: 'cancel', redemption: 'other' }))).toBe('reward_unavailable');
  });
});

describe('a code that the shop is asked for', () => {
  const asked: RewardInput = {
    id: 'asked',
    cost: 10,
    give: { product: 'cup' },
    codes: { webhook: 'https://shop.example/code' },
    couponValid: { days: 3 },
  };
  const deliver = (story: Shop, redemption: string, expiresAt: number | null = null, when = NOW) =>
    story.ask({ kind: 'deliver', redemption, expiresAt }, when);

  test('is delivered once, and not after it was given up or was never asked for', () => {
    const story = shop([asked]);
    const bought = story.buy('asked');
    const id = idOf(bought);
    expect(bought.effects).toMatchObject([
      { kind: 'code', id: `code:${id}`, redemption: id, reward: 'asked', url: 'https://shop.example/code' },
    ]);
    expect(changesOf(bought, 'coupon.issued')).toEqual([]);
    expect(changesOf(deliver(story, id), 'coupon.issued')).toMatchObject([
      { coupon: { redemption: id, reward: 'asked', expiresAt: NOW + 3 * DAY } },
    ]);
    expect(why(deliver(story, id))).toBe('already_yours');
    expect(why(deliver(story, 'other'))).toBe('reward_unavailable');
    // It came just before it was given up.
    expect(why(story.ask({ kind: 'cancel', redemption: id, undelivered: true }))).toBe('already_yours');
    const lost = idOf(story.buy('asked'));
    const given = story.ask({ kind: 'cancel', redemption: lost, undelivered: true });
    expect([given.outcome, given.reason]).toEqual(['applied', 'code_not_delivered']);
    expect(why(deliver(story, lost))).toBe('already_cancelled');
    expect(
      changesOf(deliver(story, idOf(story.buy('asked')), NOW + 9 * DAY), 'coupon.issued')[0]?.coupon.expiresAt,
    ).toBe(NOW + 9 * DAY);
    expect(story.has()).toBe(980);
  });

  test('is of the reward as it was bought; as it is now where that is not known; of none that is gone', () => {
    const story = shop([asked]);
    const ids = [1, 2, 3].map(() => idOf(story.buy('asked')));
    story.publish(programOf({ rewards: [{ ...asked, couponValid: { days: 5 }, give: { product: 'mug' } }] }));
    const coupon = (id: string | undefined) => changesOf(deliver(story, id ?? ''), 'coupon.issued')[0]?.coupon;
    expect(coupon(ids[0])).toMatchObject({ give: { product: 'cup' }, expiresAt: NOW + 3 * DAY });
    story.versions.delete(1);
    expect(coupon(ids[1])).toMatchObject({ give: { product: 'mug' }, expiresAt: NOW + 5 * DAY });
    story.publish(programOf({ rewards: [] }));
    expect(why(deliver(story, ids[2] ?? ''))).toBe('reward_unavailable');
  });
});

describe('a coupon that lets one choose', () => {
  const rewards: RewardInput[] = [
    { id: 'choice', cost: 10, give: { choice: ['tea', 'cup'] }, couponValid: { days: 9 } },
    { id: 'tea', cost: 99, give: { product: 'tea' }, limit: { times: 1, per: 'ever' } },
    { id: 'cup', cost: 99, give: { product: 'cup' } },
    { id: 'mug', cost: 99, give: { product: 'mug' } },
  ];

  test('lets one choose one of its own, while there is any, once, and again when that is given back', () => {
    const story = shop(rewards);
    const code = codeOf(story.buy('choice'));
    const choose = (reward: string, when = NOW) => story.buy(reward, when, { choice: code });
    expect(['mug', 'choice', 'nothing'].map((id) => why(choose(id)))).toEqual(Array(3).fill('reward_unavailable'));
    expect(why(story.buy('tea', NOW, { choice: 'NOBODYS' }))).toBe('coupon_not_yours');
    story.reservation = 'none_left';
    expect(why(choose('tea'))).toBe('out_of_stock');
    story.reservation = { id: 'rsv-1' };
    const none = choose('mug');
    expect([why(none), none.keys.slice(1), changesOf(none, 'reservation.released')]).toEqual([
      'reward_unavailable',
      ['rsv-1'],
      [{ kind: 'reservation.released', reservation: 'rsv-1' }],
    ]);
    story.reservation = { id: 'rsv-2' };
    const chosen = choose('tea');
    expect(changesOf(chosen, 'redeemed')).toMatchObject([{ reward: 'tea', cost: 0, reservation: 'rsv-2' }]);
    expect([changesOf(chosen, 'window.used'), changesOf(chosen, 'lot.spent')]).toEqual([[], []]);
    story.reservation = null;
    expect(why(choose('cup'))).toBe('coupon_used');
    const back = story.ask({ kind: 'cancel', redemption: idOf(chosen) });
    expect(changesOf(back, 'coupon.returned')).toEqual([
      { kind: 'coupon.returned', code, subject: `redemption:${idOf(chosen)}` },
    ]);
    expect(back.effects).toMatchObject([
      { kind: 'unreserve', id: 'unreserve:rsv-2', reward: 'tea', reservation: 'rsv-2' },
    ]);
    expect(why(choose('cup'))).toBe('applied');
    expect(story.has()).toBe(990);
    const late = codeOf(story.buy('choice'));
    expect(why(story.buy('tea', NOW + 9 * DAY, { choice: late }))).toBe('coupon_expired');
  });
});

describe('a reward that is given', () => {
  const given = (story: Shop, reward: string, when = NOW) =>
    story.ask(
      {
        kind: 'react',
        reaction: { kind: 'gift.given', of: 'streak', id: 'daily', reward, redemption: fresh('gift-') },
      },
      when,
    );
  const rewards: RewardInput[] = [
    { id: 'tea', giftOnly: true, give: { product: 'tea' }, stock: 3 },
    { id: 'mark', giftOnly: true, give: { badge: 'b' } },
  ];

  test('is there, or is not: then what was reserved for it is free again', () => {
    const story = shop(rewards, { badges: [{ id: 'b' }] });
    story.reservation = { id: 'rsv-1' };
    const tea = given(story, 'tea');
    expect([why(tea), changesOf(tea, 'redeemed')]).toEqual([
      'applied',
      [expect.objectContaining({ reward: 'tea', cost: 0, reservation: 'rsv-1' })],
    ]);
    story.reservation = { id: 'rsv-2' };
    const gone = given(story, 'nothing');
    expect([why(gone), gone.changes]).toEqual([
      'reward_unavailable',
      [{ kind: 'reservation.released', reservation: 'rsv-2' }],
    ]);
    story.reservation = 'none_left';
    expect([why(given(story, 'tea')), why(given(story, 'nothing'))]).toEqual(['out_of_stock', 'out_of_stock']);
    story.reservation = null;
    expect(changesOf(given(story, 'mark'), 'badge.granted')).toMatchObject([{ badge: 'b' }]);
    expect(changesOf(given(story, 'mark'), 'badge.granted')).toEqual([]);
    expect(why(story.buy('tea'))).toBe('reward_unavailable');
  });
});
