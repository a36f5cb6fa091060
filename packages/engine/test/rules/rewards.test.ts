import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import type { Command, Context, Entry } from '../../src/index.ts';
import { at, changesOf, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-03-10T12:00:00Z');
const BY = { by: 'Zoé', why: 'a present' };
type RewardInput = NonNullable<ProgramInput['rewards']>[number];
type Asked = { kind: Command['kind']; key?: string } & Record<string, unknown>;
let made = 0;

/** A shop that knows whose cards come with an order. */
class Shop extends Story {
  cards = new Set<string>();
  luck = 0;
  protected override extra(): Partial<Context> {
    return { cards: this.cards, luck: new Map([['d', this.luck]]) };
  }
  ask(asked: Asked, when = NOW, who = 'm'): Entry {
    return this.submit(who, { key: `k${++made}`, body: '', ...asked } as Command, when);
  }
  buy(reward: string, when = NOW, more: object = {}): Entry {
    const redemption = `r${++made}`;
    return this.ask({ kind: 'redeem', redemption, reward, key: redemption, ...more }, when);
  }
  has(when = NOW): number {
    return this.points('m', when).available;
  }
}
const why = ({ outcome, reason }: Entry) => (outcome === 'refused' ? reason : outcome);
const codeOf = (entry: Entry) => changesOf(entry, 'coupon.issued')[0]?.coupon.code ?? '';
const idOf = (entry: Entry) => changesOf(entry, 'redeemed')[0]?.redemption ?? '';

const shop = (rewards: RewardInput[], more: Partial<ProgramInput> = {}) => {
  const story = new Shop(programOf({ rules: [{ id: 'start', on: 'a.done', earn: 1_000 }], rewards, ...more })).member(
    'm',
    NOW,
  ) as Shop;
  story.fact('m', 'a.done', {}, { at: NOW });
  return story;
};

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
    const send = (points: number) => why(story.ask({ kind: 'send', transfer: `t${++made}`, to: 'n', points }));
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
        reaction: { kind: 'gift.given', of: 'streak', id: 'daily', reward, redemption: `gift-${++made}` },
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

describe('cards', () => {
  const card = (amount = 1_000): RewardInput => ({
    id: 'card',
    cost: 10,
    give: { giftCard: amount },
    couponValid: { days: 30 },
  });
  const paid = (code: string, amount: number, more: object[] = []) => ({
    paidWith: [{ kind: 'gift_card', code, amount }, ...more],
  });
  const tell = (story: Shop, type: string, data: object, when = NOW) =>
    story.fact('m', type, { orderId: 'o', currency: 'EUR', ...data }, { at: when });
  const left = (story: Shop, code: string) => story.at('m', NOW).coupons[code]?.left;

  test('of others pay for whoever has not joined; they get it back with the order, and pay again when that stands again', () => {
    const story = new Shop(programOf({ enrol: 'explicit' })).member('m', NOW, { joined: false }) as Shop;
    story.cards.add('THEIRS');
    const order = story.order(
      'm',
      'o',
      { total: 2_000, ...paid('THEIRS', 600, [{ kind: 'points', hold: 'h' }]) },
      { at: NOW },
    );
    expect([order.kind, order.effects.map(({ kind }) => kind), order.silent]).toEqual(['fact.kept', ['charge'], []]);
    const back = tell(story, 'order.charged_back', { chargebackId: 'c' });
    expect(back.effects).toEqual([{ kind: 'uncharge', id: `uncharge:m:${back.seq}`, subject: 'order:o' }]);
    const won = tell(story, 'order.chargeback_won', { chargebackId: 'c' });
    expect(won.effects).toEqual([{ kind: 'recharge', id: `recharge:m:${won.seq}`, subject: 'order:o' }]);
    const partly = tell(story, 'order.refunded', { refundId: 'r', amount: 100 });
    expect([partly.kind, partly.effects]).toEqual(['fact.kept', []]);
    expect(tell(story, 'order.cancelled', {}).effects.map(({ kind }) => kind)).toEqual(['uncharge']);
    // One that was given back before it came is not paid with anything.
    story.fact('m', 'order.refunded', { refundId: 'r', orderId: 'p', amount: 500 }, { at: NOW });
    const late = story.order('m', 'p', { total: 500, ...paid('THEIRS', 500) }, { at: NOW });
    expect(late.effects.map(({ kind }) => kind)).toEqual(['charge', 'uncharge']);
  });

  test('that paid for somebody else’s order get it back and pay again, as far as there is anything left of them', () => {
    const story = shop([card()]);
    const code = codeOf(story.buy('card'));
    const back = (again: boolean, of = code, key?: string) =>
      story.ask({ kind: 'returnCard', code: of, subject: 'order:x', again, ...(key ? { key } : {}) });
    expect([why(back(false, 'OTHER')), why(back(true, 'OTHER'))]).toEqual(['coupon_not_yours', 'coupon_not_yours']);
    const use = (amount: number | null, subject: string | null = 'order:x', once = false) =>
      story.ask({ kind: 'use', use: `u${++made}`, code, amount, subject, ...(once ? { once: true } : {}) });
    use(700);
    const again = use(700, 'order:x', true);
    expect([why(again), again.changes]).toEqual(['applied', []]);
    expect(back(true).changes).toEqual([]);
    const returned = back(false, code, '\u0001uncharge:n:5:x');
    expect([changesOf(returned, 'coupon.returned'), left(story, code)]).toEqual([
      [{ kind: 'coupon.returned', code, amount: 700, subject: 'order:x' }],
      1_000,
    ]);
    expect(back(false).changes).toEqual([]);
    use(600, null);
    expect(changesOf(back(true), 'coupon.used').map(({ amount }) => amount)).toEqual([400]);
    expect([left(story, code), why(use(1, null)), back(true).changes]).toEqual([0, 'coupon_used', []]);
    expect(returned.subjects).toEqual(['order:x']);
  });

  test('that ran out, or were cancelled, meanwhile pay for nothing again', () => {
    const story = shop([card()]);
    const bought = story.buy('card');
    const code = codeOf(bought);
    story.order('m', 'o', { total: 5_000, ...paid(code, 400) }, { at: NOW });
    tell(story, 'order.charged_back', { chargebackId: 'c' });
    expect(left(story, code)).toBe(1_000);
    const won = tell(story, 'order.chargeback_won', { chargebackId: 'c' }, NOW + 30 * DAY);
    expect(changesOf(won, 'coupon.used')).toEqual([]);
    const other = shop([card()]);
    const ids = other.buy('card');
    const two = codeOf(ids);
    other.order('m', 'o', { total: 5_000, ...paid(two, 400) }, { at: NOW });
    expect(why(other.ask({ kind: 'cancel', redemption: idOf(ids) }))).toBe('coupon_used');
    tell(other, 'order.charged_back', { chargebackId: 'c' });
    expect(why(other.ask({ kind: 'cancel', redemption: idOf(ids) }))).toBe('applied');
    expect(changesOf(tell(other, 'order.chargeback_won', { chargebackId: 'c' }), 'coupon.used')).toEqual([]);
    const cancelled = tell(other, 'order.cancelled', {});
    expect(changesOf(cancelled, 'coupon.returned')).toEqual([]);
  });

  test('pay what an amended order says of them, beside points; not what they no longer have', () => {
    const story = shop([card()], { checkout: { points: 1, amount: 1, minimum: 1, step: 1 } });
    const code = codeOf(story.buy('card'));
    story.ask({ kind: 'hold', hold: 'h', points: 50, goods: 5_000 });
    const points = [{ kind: 'points', hold: 'h' }];
    story.order('m', 'o', { total: 5_000, ...paid(code, 400, points) }, { at: NOW });
    const amend = (data: object, when = NOW) =>
      tell(story, 'order.amended', { amendmentId: `a${++made}`, total: 5_000, ...data }, when);
    amend(paid(code, 300, points));
    expect(left(story, code)).toBe(700);
    const late = amend(paid(code, 500, points), NOW + 30 * DAY);
    expect([late.silent, left(story, code)]).toEqual([[{ rule: code, reason: 'coupon_expired', of: 'coupon' }], 700]);
    amend(paid(code, 100, points), NOW + 30 * DAY);
    expect(left(story, code)).toBe(1_000);
    story.audit();
  });
});

describe('a code', () => {
  const off: RewardInput = { id: 'off', cost: 10, give: { discount: { amount: 100 } }, couponValid: { days: 30 } };
  const begun = () => {
    const story = shop([off, { id: 'card', cost: 10, give: { storeCredit: 500 } }]);
    const bought = story.buy('off');
    return { story, id: idOf(bought), code: codeOf(bought) };
  };
  const use = (story: Shop, code: string, as: string, more: object = {}, when = NOW) =>
    story.ask({ kind: 'use', use: as, code, amount: null, subject: null, ...more }, when);
  const unuse = (story: Shop, as: string, subject: string | null = null) =>
    story.ask({ kind: 'unuse', use: as, subject });
  const amend = (story: Shop, data: object) =>
    story.fact(
      'm',
      'order.amended',
      { amendmentId: `a${++made}`, orderId: 'o', currency: 'EUR', total: 5_000, ...data },
      { at: NOW },
    );

  test('that the till used for an order stays used when an amendment no longer names it', () => {
    const { story, code } = begun();
    use(story, code, 'u', { subject: 'order:o' });
    story.order('m', 'o', { total: 5_000, coupons: [code, 'OTHER'] }, { at: NOW });
    expect(changesOf(amend(story, { coupons: [] }), 'coupon.returned')).toEqual([]);
    expect(story.at('m', NOW).coupons[code]?.usedOn).toBe('order:o');
  });

  test('of an order that an amendment drops comes back once, and not where it went to another order or was cancelled', () => {
    const { story, code, id } = begun();
    story.order('m', 'o', { total: 5_000, coupons: [code] }, { at: NOW });
    expect(changesOf(amend(story, { coupons: [] }), 'coupon.returned')).toEqual([
      { kind: 'coupon.returned', code, subject: 'order:o' },
    ]);
    story.order('m', 'p', { total: 5_000, coupons: [code] }, { at: NOW });
    amend(story, { coupons: [code] });
    expect(changesOf(amend(story, { coupons: [] }), 'coupon.returned')).toEqual([]);
    expect(story.at('m', NOW).coupons[code]?.usedOn).toBe('order:p');
    story.fact('m', 'order.cancelled', { orderId: 'p' }, { at: NOW });
    expect(story.at('m', NOW).coupons[code]?.cancelledAt).toBe(NOW);
    expect(why(story.ask({ kind: 'cancel', redemption: id }))).toBe('already_cancelled');
    expect(why(use(story, code, 'v'))).toBe('already_cancelled');
  });

  test('is not given back to be used once what it was bought with was', () => {
    const { story, code } = begun();
    use(story, code, 'u', { subject: 'order:o' });
    story.order('m', 'o', { total: 5_000, coupons: [code] }, { at: NOW });
    expect(why(unuse(story, 'u', 'order:o'))).toBe('order_stands');
    story.fact('m', 'order.cancelled', { orderId: 'o' }, { at: NOW });
    expect(why(unuse(story, 'u', 'order:o'))).toBe('already_cancelled');
    expect(story.has()).toBe(1_000);
  });

  test('of credit that was touched is not cancelled, whatever of it', () => {
    const { story } = begun();
    const bought = story.buy('card');
    const cancel = () => why(story.ask({ kind: 'cancel', redemption: idOf(bought) }));
    use(story, codeOf(bought), 'u', { amount: 1 });
    expect(cancel()).toBe('coupon_used');
    expect(why(use(story, codeOf(bought), 'v', { amount: 500 }))).toBe('coupon_too_little');
    expect(why(use(story, codeOf(bought), 'v', { amount: 499 }))).toBe('applied');
    expect([why(unuse(story, 'v')), why(unuse(story, 'u')), cancel()]).toEqual(['applied', 'applied', 'applied']);
  });
});

describe('points at the checkout', () => {
  test('of which several are worth a cent are as many as the worth takes, and no more', () => {
    const story = shop([], { checkout: { points: 3, amount: 1, minimum: 1, step: 1, percent: 50 } });
    const hold = (points: number, goods: number) => why(story.ask({ kind: 'hold', hold: `h${++made}`, points, goods }));
    // Half of 0.10 is 0.05, which fifteen points are worth: nobody puts down two more that are worth nothing.
    expect([hold(16, 10), hold(15, 10), hold(14, 10)]).toEqual(['hold_out_of_bounds', 'applied', 'applied']);
    const held = story.log('m').flatMap((entry) => changesOf(entry, 'held'));
    expect(held.map(({ points, amount }) => [points, amount])).toEqual([
      [15, 5],
      [14, 4],
    ]);
  });

  test('that paid for goods which cost nothing else come back by the piece; without lines, with the last of it', () => {
    const paidWith = [{ kind: 'points', hold: 'h' }];
    const story = shop([], { checkout: { points: 1, amount: 1, minimum: 1, step: 1 } });
    story.ask({ kind: 'hold', hold: 'h', points: 100, goods: 100 });
    const lines = [
      { sku: 'a', quantity: 3, unitPrice: 25, discount: 75 },
      { sku: 'b', quantity: 1, unitPrice: 25, discount: 25 },
    ];
    story.order('m', 'o', { total: 0, lines, paidWith }, { at: NOW });
    expect(story.has()).toBe(900);
    const back = (sku: string, quantity: number) => {
      story.refund('m', 'o', { amount: 0, lines: [{ sku, quantity }] }, { at: NOW });
      return story.has();
    };
    expect([back('a', 1), back('b', 1), back('a', 1), back('a', 1)]).toEqual([925, 950, 975, 1_000]);
    story.ask({ kind: 'hold', hold: 'i', points: 100, goods: 100 });
    story.order('m', 'p', { total: 0, paidWith: [{ kind: 'points', hold: 'i' }] }, { at: NOW });
    story.refund('m', 'p', { amount: 0 }, { at: NOW });
    expect(story.has()).toBe(900);
    story.fact('m', 'order.cancelled', { orderId: 'p' }, { at: NOW });
    expect(story.has()).toBe(1_000);
  });

  test('of two holds pay again, each its own, when a chargeback is won; and come back once more', () => {
    const story = shop([], { checkout: { points: 1, amount: 1, minimum: 1, step: 1 } });
    for (const [hold, points] of [
      ['h', 100],
      ['i', 50],
    ] as const)
      story.ask({ kind: 'hold', hold, points, goods: 1_000 });
    const paidWith = ['h', 'i'].map((hold) => ({ kind: 'points', hold }));
    story.order('m', 'o', { total: 1_000, paidWith }, { at: NOW });
    const tell = (type: string, data: object) => {
      story.fact('m', type, { orderId: 'o', ...data }, { at: NOW });
      return story.has();
    };
    expect(story.has()).toBe(850);
    expect(tell('order.refunded', { refundId: 'r', amount: 500, points: 60 })).toBe(910);
    expect(tell('order.charged_back', { chargebackId: 'c' })).toBe(1_000);
    expect(tell('order.chargeback_won', { chargebackId: 'c' })).toBe(910);
    expect(tell('order.refunded', { refundId: 's', amount: 100, points: 20 })).toBe(930);
    expect(tell('order.refunded', { refundId: 't', amount: 100, points: 999 })).toBe(1_000);
    expect(tell('order.cancelled', {})).toBe(1_000);
    story.audit();
  });

  test('of a log that was merged come back to the lot that they became', () => {
    const story = shop([], {
      checkout: { points: 1, amount: 1, minimum: 1, step: 1 },
      points: { expiry: { days: 90 } },
    });
    story.member('n', NOW);
    story.fact('n', 'a.done', {}, { at: NOW - DAY });
    story.ask({ kind: 'hold', hold: 'h', points: 100, goods: 1_000 }, NOW, 'n');
    story.order('n', 'o', { total: 1_000, paidWith: [{ kind: 'points', hold: 'h' }] }, { at: NOW });
    story.merge('n', 'm', NOW);
    expect(story.has()).toBe(1_900);
    const back = story.fact('m', 'order.refunded', { refundId: 'r', orderId: 'o', amount: 500 }, { at: NOW });
    const [returned] = changesOf(back, 'lot.returned');
    expect([returned?.points, story.at('m', NOW).lots.find(({ id }) => id === returned?.into)?.points]).toEqual([
      50, 950,
    ]);
    story.fact('m', 'order.cancelled', { orderId: 'o' }, { at: NOW });
    expect([story.has(), story.at('m', NOW).lots.map(({ points }) => points)]).toEqual([2_000, [1_000, 1_000]]);
    story.audit();
  });
});

describe('two limits of one window', () => {
  const limit = [
    { points: 25, per: 'day' as const },
    { times: 2, per: 'day' as const },
    { points: 30, times: 9, per: 'day' as const },
  ];

  test('count what is used of it once, and the tighter one holds', () => {
    const story = new Shop(
      programOf({
        limit: [
          { points: 25, per: 'day' },
          { points: 40, per: 'day' },
        ],
        rules: [
          { id: 'ten', on: 'a.done', earn: 10, limit },
          { id: 'shop', on: 'order.paid', earn: { points: 1, per: 100 }, limit },
          { id: 'all', on: 'b.done', earn: 1, limit: limit.map((one) => ({ ...one, shared: true })) },
        ],
      }),
    ).member('m', NOW) as Shop;
    const done = (type: string) => story.fact('m', type, {}, { at: NOW }).awards[0]?.points;
    expect(['a.done', 'a.done', 'a.done'].map(done)).toEqual([10, 10, 0]);
    expect(story.at('m', NOW).windows[`rule:ten:day:${at('2026-03-09T23:00:00Z')}`]).toMatchObject({
      times: 2,
      points: 20,
    });
    // Of the program's own 25 a day there are 5.
    expect(story.order('m', 'o', { total: 900 }, { at: NOW }).awards[0]?.points).toBe(5);
    expect(story.order('m', 'p', { total: 3_000 }, { at: NOW + DAY }).awards[0]?.points).toBe(25);
    expect(story.refund('m', 'p', { amount: 2_000 }, { at: NOW + DAY }).postings).toMatchObject([{ points: 15 }]);
    expect(story.order('m', 'q', { total: 3_000 }, { at: NOW + DAY }).awards[0]?.points).toBe(15);
    expect(['b.done', 'b.done', 'b.done'].map(done)).toEqual([0, 0, 0]);
    const free = new Shop(
      programOf({
        rules: [{ id: 'all', on: 'b.done', earn: 1, limit: limit.map((one) => ({ ...one, shared: true })) }],
      }),
    );
    free.member('m', NOW);
    expect([1, 2, 3].map(() => free.fact('m', 'b.done', {}, { at: NOW }).awards[0]?.points)).toEqual([1, 1, 0]);
    expect([...free.left.values()]).toEqual([23, 0]);
  });
});
