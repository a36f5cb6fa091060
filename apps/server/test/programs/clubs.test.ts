import { afterEach, describe, expect, test } from 'vitest';
import { eventually, type Story, tell } from './support/story.ts';

let story: Story;
afterEach(() => story?.[Symbol.asyncDispose]());

describe('the paid membership with a partner card', () => {
  test('5 % with it, 3 % without, 2 % on fuel and meals, 1 % elsewhere; the rate changes the instant it lapses', async () => {
    story = await tell('paid-membership', '2026-03-02T08:00:00Z');
    await story.join('ben');
    const lines = [{ unitPrice: 10_000 }];
    expect((await story.order('ben', 'o1', lines)).entry.awards).toMatchObject([{ rule: 'purchase', points: 300 }]);
    await story.event('membership.started', 'ben', { plan: 'club' });
    expect((await story.member('ben')).tier.id).toBe('club');
    expect((await story.order('ben', 'o2', lines)).entry.awards).toMatchObject([
      { rule: 'club-purchase', points: 500 },
    ]);

    const pay = (transactionId: string, category: string) =>
      story.event('partner.purchased', 'ben', { transactionId, amount: 5_000, currency: 'EUR', category });
    expect((await pay('t1', '5541')).entry.awards).toMatchObject([{ rule: 'card-fuel-and-meals', points: 100 }]);
    expect((await pay('t2', '5999')).entry.awards).toMatchObject([{ rule: 'card', points: 50 }]);

    // The card paid in the shop itself: the order has earned, and the feed says the same purchase once more.
    const own = { transactionId: 't3', amount: 10_000, currency: 'EUR', category: '5812', own: true };
    const told = await story.ask('POST', '/v1/preview', {
      event: { type: 'partner.purchased', member: 'ben', data: own },
    });
    expect(told.awards).toEqual([]);
    expect((await story.event('partner.purchased', 'ben', own)).entry.awards).toEqual([]);
    const back = { transactionId: 't3', refundId: 'b3', amount: 10_000 };
    expect((await story.event('partner.refunded', 'ben', back)).entry.reversed).toBe(0);

    // A refund is judged as its order was.
    await story.later({ days: 1 });
    await story.event('membership.lapsed', 'ben');
    expect((await story.member('ben')).tier.id).toBe(null);
    expect((await story.order('ben', 'o3', lines)).entry.awards).toMatchObject([{ rule: 'purchase', points: 300 }]);
    expect((await story.refund('o2', { amount: 5_000 })).entry.reversed).toBe(250);

    // What happened while it held and is told only now still has its rate, to the second.
    const late = (orderId: string, occurredAt: string) =>
      story.ask('POST', '/v1/events', {
        type: 'order.paid',
        key: orderId,
        member: 'ben',
        occurredAt,
        data: { orderId, currency: 'EUR', total: 100, subtotal: 100 },
      });
    expect((await late('l1', '2026-03-03T07:59:59Z')).entry.awards).toMatchObject([
      { rule: 'club-purchase', points: 5 },
    ]);
    expect((await late('l2', '2026-03-03T08:00:00Z')).entry.awards).toMatchObject([{ rule: 'purchase', points: 3 }]);

    // 100 points are 1.00 at the checkout.
    await story.later({ days: 15 });
    expect((await story.member('ben')).points).toMatchObject({ available: 300 + 250 + 300 + 150 + 8 });
    const hold = await story.ask('POST', '/v1/holds', { key: 'h1', member: 'ben', points: 700, goods: 4_000 });
    expect(hold).toMatchObject({ points: 700, amount: 700 });
    await story.order('ben', 'o4', [{ unitPrice: 4_000 }], {
      paidWith: [{ kind: 'points', hold: hold.id, amount: 700 }],
    });
    expect((await story.member('ben')).points.available).toBe(308);
    const all = { key: 'h2', member: 'ben', points: 308, goods: 4_000 };
    expect(await story.refusal('POST', '/v1/holds', all)).toBe('hold_out_of_bounds');

    // A membership that nobody renews is over after its year, whether or not anybody says so.
    await story.event('membership.renewed', 'ben');
    const ends = story.now() + 365 * 86_400_000;
    await story.until(new Date(ends - 1_000).toISOString());
    expect((await story.order('ben', 'o5', lines)).entry.awards).toMatchObject([{ points: 500 }]);
    await story.until(new Date(ends).toISOString());
    expect((await story.order('ben', 'o6', lines)).entry.awards).toMatchObject([{ rule: 'purchase', points: 300 }]);
    expect((await story.member('ben')).tier.id).toBe(null);
    // Points end with the second year after the one in which they came.
    await story.until('2028-12-31T22:59:59Z');
    expect(await story.balance('ben')).toBe(308 + 120 + 800);
    await story.until('2028-12-31T23:00:00Z');
    expect(await story.balance('ben')).toBe(800);
    await story.until('2029-12-31T23:00:00Z');
    expect(await story.balance('ben')).toBe(0);
  });
});

describe('the airline', () => {
  const fly = (orderId: string, category: string, unitPrice: number, quantity = 1) =>
    story.order('dara', orderId, [{ sku: 'CDG-AMS', category, unitPrice, quantity }]);

  test('miles by fare and status, a status beside them that lands softly, partners, and a flight claimed later', async () => {
    story = await tell('airline-miles', '2026-03-02T08:00:00Z');
    await story.join('dara');
    const status = async () =>
      (await story.member('dara')).counters.find(({ id }: { id: string }) => id === 'status').n;
    expect((await fly('f1', 'light', 10_000)).entry.awards).toMatchObject([
      { rule: 'light', points: 200 },
      { rule: 'status-economy', points: 5, counter: 'status' },
    ]);
    await fly('f2', 'business', 90_000, 7);
    expect((await story.member('dara')).tier.id).toBe('silver');
    // Miles are multiplied, the status is not.
    expect((await fly('f3', 'classic', 10_000)).entry.awards).toMatchObject([
      { rule: 'classic', points: 600 },
      { rule: 'status-economy', points: 5 },
    ]);
    const stay = { transactionId: 't1', amount: 10_000, currency: 'EUR', category: '7011' };
    const partner = await story.event('partner.purchased', 'dara', stay);
    expect(partner.entry.awards).toMatchObject([{ rule: 'partners', points: 50 }]);

    // A flight given back takes miles and status with it; the tier stays until it is looked at again.
    const before = await story.balance('dara');
    expect((await story.refund('f3', { amount: 10_000 })).entry.reversed).toBe(600);
    expect(await story.balance('dara')).toBe(before - 600);
    expect(await status()).toBe(5 + 7 * 15);

    // A flight that went missing: asked for by its number, decided by the airline.
    const claim = await story.as('dara', 'claim', { key: 'claim-0001', orderId: 'old-1', date: '2026-02-20' });
    expect(claim.state).toBe('waiting');
    const { rows } = await story.ask('GET', '/v1/claims?state=waiting');
    await story.ask('POST', `/v1/claims/${rows[0].id}/approve`, {
      by: 'ops',
      order: {
        orderId: 'old-1',
        currency: 'EUR',
        total: 10_000,
        subtotal: 10_000,
        lines: [{ sku: 'CDG-LIS', category: 'light', quantity: 1, unitPrice: 10_000 }],
        occurredAt: '2026-02-20T08:00:00Z',
      },
    });
    expect(await status()).toBe(115);
    expect(await story.balance('dara')).toBe(before - 600 + 200);

    // The status year, and the one after it; then one step down.
    await story.until('2028-02-25T08:00:00Z');
    expect((await story.member('dara')).tier.id).toBe('silver');
    await story.until('2028-03-05T08:00:00Z');
    expect((await story.member('dara')).tier.id).toBe(null);
    // Two years without a flight or a partner, to the end of the month.
    await story.until('2028-04-02T08:00:00Z');
    expect(await story.balance('dara')).toBe(0);
  });
});

describe('the airline’s status', () => {
  test('lands softly: one step down a year, however little was flown; a lounge is for who has risen', async () => {
    story = await tell('airline-miles', '2026-03-02T08:00:00Z');
    await story.join('dara');
    const tier = async () => (await story.member('dara')).tier;
    const wish = { key: 'early', member: 'dara', reward: 'lounge' };
    expect(await story.refusal('POST', '/v1/redemptions', wish)).toBe('tier_too_low');
    const fly = (orderId: string, quantity: number) =>
      story.order('dara', orderId, [{ sku: 'CDG-JFK', category: 'business', unitPrice: 100_000, quantity }]);
    expect((await fly('f1', 20)).entry.awards).toMatchObject([
      { rule: 'flex', points: 120_000 },
      { rule: 'status-business', points: 300, counter: 'status' },
    ]);
    expect((await tier()).id).toBe('platinum');
    await story.redeem('dara', 'lounge');
    // Twice the miles in platinum, and no more status for it.
    expect((await fly('f2', 1)).entry.awards).toMatchObject([{ points: 12_000 }, { points: 15 }]);
    // The year of membership and the one after it, from joining on.
    const held = async (instant: string) => {
      await story.until(instant);
      return (await tier()).id;
    };
    expect(await held('2028-03-01T22:59:59Z')).toBe('platinum');
    expect(await held('2028-03-01T23:00:00Z')).toBe('gold');
    expect((await tier()).keep.missing).toBe(180);
    expect(await held('2029-03-01T22:59:59Z')).toBe('gold');
    expect(await held('2029-03-01T23:00:00Z')).toBe('silver');
    expect(await held('2030-03-01T23:00:00Z')).toBe(null);
  });
});

describe('the beauty club', () => {
  const buy = (orderId: string, unitPrice: number, category = 'make-up') =>
    story.order('lea', orderId, [{ unitPrice, category }]);
  const tier = async () => (await story.member('lea')).tier.id;

  test('levels by what a calendar year spends, kept through the next; nothing on tax, delivery and gift cards', async () => {
    story = await tell('beauty-club', '2026-03-02T08:00:00Z');
    await story.join('lea', { birthday: '1990-06-01' });
    expect(await tier()).toBe('club');
    const lines = [
      { unitPrice: 10_000, category: 'skin' },
      { unitPrice: 5_000, category: 'gift-card' },
    ];
    const first = await story.order('lea', 'o1', lines, { shipping: 490, tax: 3_000, total: 18_490 });
    expect(first.entry.awards).toMatchObject([{ rule: 'purchase', points: 100 }]);
    // Nor does tax, delivery or a gift card lead to a level: 349.99 of goods are not 350.
    await buy('o2', 24_999);
    await buy('g1', 90_000, 'gift-card');
    expect((await story.member('lea')).tier).toMatchObject({ id: 'club', next: { id: 'silver', missing: 1 } });
    await buy('o2b', 1);
    expect(await tier()).toBe('silver');
    expect((await buy('o3', 10_000)).entry.awards).toMatchObject([{ points: 125 }]);
    expect((await story.member('lea')).tier.benefits).toEqual([
      { id: 'free-delivery-from', value: 0 },
      { id: 'early-access-hours', value: 24 },
    ]);

    // Goods that come back take their points with them, as they were multiplied.
    expect((await story.refund('o3', { amount: 10_000 })).entry.reversed).toBe(125);

    // On her birthday one of three gifts is hers to choose: nobody can buy them, and she has one.
    type Coupon = { code: string; reward: string; state: string; choices?: { id: string }[] };
    const gifts = async (reward: string): Promise<Coupon[]> =>
      (await story.member('lea')).coupons.filter((coupon: Coupon) => coupon.reward === reward);
    await story.until('2026-06-01T06:00:00Z');
    const [gift] = await eventually(
      () => gifts('birthday-gift'),
      ({ length }) => length === 1,
    );
    expect(gift?.choices?.map(({ id }) => id)).toEqual(['minis-skin', 'minis-lips', 'minis-scent']);
    const till = { key: 'till-1' };
    expect(await story.refusal('POST', `/v1/coupons/${gift?.code}/uses`, till)).toBe('coupon_to_choose');
    const choose = (reward: string, key: string) => ({ key, reward, choice: gift?.code });
    const chosen = await story.as('lea', 'redeem', choose('minis-lips', 'choose-lips'));
    expect(chosen).toMatchObject({ reward: 'minis-lips', cost: 0, coupon: { give: { product: 'BIRTHDAY-LIPS' } } });
    const more = { ...choose('minis-skin', 'choose-skin'), member: 'lea' };
    expect(await story.refusal('POST', '/v1/redemptions', more)).toBe('coupon_used');
    expect((await story.member('lea')).rewards.map(({ id }: { id: string }) => id)).not.toContain('minis-skin');
    // Given back, the choice is open again.
    await story.ask('POST', `/v1/redemptions/${chosen.id}/cancel`);
    await story.ask('POST', '/v1/redemptions', { ...more, key: 'choose-again' });
    expect((await gifts('minis-lips'))[0]?.state).toBe('cancelled');
    expect((await gifts('minis-skin'))[0]?.state).toBe('open');

    // What is bought in 2026 keeps the level to the end of 2027.
    await story.until('2027-12-31T22:00:00Z');
    expect(await tier()).toBe('silver');
    await story.until('2027-12-31T23:00:00Z');
    expect(await tier()).toBe('club');
    // A year and a half without a purchase.
    expect(await story.balance('lea')).toBe(0);
  });

  test('500 points are 10.00; a limited drop is for those who have risen, and each has one', async () => {
    story = await tell('beauty-club', '2026-03-02T08:00:00Z');
    await story.join('lea');
    await buy('o1', 100_000);
    expect(await tier()).toBe('gold');
    // The gift of rising, and points that wait for the return window.
    expect((await story.member('lea')).points).toMatchObject({ available: 250, pending: 1_000 });
    expect((await buy('o2', 10_000)).entry.awards).toMatchObject([{ points: 150 }]);
    await story.refund('o2', { amount: 10_000 });
    await story.later({ days: 15 });
    expect(await story.balance('lea')).toBe(1_250);
    expect(await story.redeem('lea', 'drop')).toMatchObject({ cost: 750, coupon: { give: { product: 'PALETTE' } } });
    expect((await story.member('lea')).rewards.find(({ id }: { id: string }) => id === 'drop').left).toBe(99);
    expect(await story.refusal('POST', '/v1/redemptions', { key: 'again', member: 'lea', reward: 'drop' })).toBe(
      'limit',
    );
    const { coupon, cost } = await story.redeem('lea', 'ten-off');
    expect({ cost, ...coupon.discount }).toEqual({ cost: 500, amount: 1_000 });
    await story.join('mia');
    const refusal = await story.refusal('POST', '/v1/redemptions', { key: 'm', member: 'mia', reward: 'drop' });
    expect(refusal).toBe('tier_too_low');
  });

  test('new things are there two days early for gold, one for silver, and then for all', async () => {
    story = await tell('beauty-club', '2026-08-20T08:00:00Z');
    for (const [member, amount] of [
      ['lea', 100_000],
      ['mia', 35_000],
      ['noa', 100],
    ] as const) {
      await story.join(member);
      await story.order(member, member, [{ unitPrice: amount, category: 'skin' }]);
    }
    const inside = async (instant: string) => {
      await story.until(instant);
      const asked = ['lea', 'mia', 'noa'].map((member) =>
        story.ask('GET', `/v1/members/${member}/entitlements/new-things`),
      );
      return (await Promise.all(asked)).map(({ entitled }) => entitled);
    };
    expect(await inside('2026-09-01T07:59:59Z')).toEqual([false, false, false]);
    expect(await inside('2026-09-01T08:00:00Z')).toEqual([true, false, false]);
    expect(await inside('2026-09-02T08:00:00Z')).toEqual([true, true, false]);
    expect(await inside('2026-09-03T08:00:00Z')).toEqual([true, true, true]);
    expect(await inside('2026-09-30T22:00:00Z')).toEqual([false, false, false]);
  });
});

describe('the clothing brand’s recommendation', () => {
  const coupons = async (
    member: string,
  ): Promise<{ state: string; discount: object; minimum: number; code: string }[]> =>
    (await story.member(member)).coupons;

  test('a coupon for the friend’s first order, one for the advocate after the return window, none for what goes back', async () => {
    story = await tell('clothing-referral', '2026-03-02T08:00:00Z');
    await story.join('ola');
    const { code } = (await story.member('ola')).referral;
    await story.join('pia', { referralCode: code });
    const [welcome] = await coupons('pia');
    expect(welcome).toMatchObject({ discount: { percent: 15 }, minimum: 5_000, state: 'open' });
    await story.order('pia', 'p1', [{ unitPrice: 8_000 }], { coupons: [welcome?.code] });
    expect(await coupons('ola')).toEqual([]);
    await story.later({ days: 15 });
    const [thanks] = await eventually(
      () => coupons('ola'),
      (found) => found.length === 1,
    );
    expect(thanks).toMatchObject({ discount: { amount: 1_500 }, minimum: 5_000, state: 'open' });

    // Whoever has bought before is no new friend; nor is a coupon good for a basket below its minimum.
    await story.join('sue');
    await story.order('sue', 's0', [{ unitPrice: 9_000 }]);
    await story.join('sue', { referralCode: code });
    await story.order('sue', 's1', [{ unitPrice: 9_000 }]);
    expect(await coupons('sue')).toEqual([]);
    const basket = (amount: number) => story.ask('GET', `/v1/coupons/${thanks?.code}?member=ola&amount=${amount}`);
    expect(await basket(4_999)).toMatchObject({ usable: false, reason: 'below_minimum' });
    expect(await basket(5_000)).toMatchObject({ usable: true });

    // A basket below the minimum, and one that goes back before the window is over, bring nothing.
    await story.join('quin', { referralCode: code });
    await story.order('quin', 'q1', [{ unitPrice: 3_000 }]);
    expect((await coupons('quin')).map(({ state }) => state)).toEqual(['cancelled']);
    await story.join('tess', { referralCode: code });
    await story.join('rae', { referralCode: code });
    await story.order('rae', 'r1', [{ unitPrice: 9_000 }]);
    await story.later({ days: 3 });
    await story.refund('r1', { amount: 9_000 });
    await story.later({ days: 20 });
    await story.order('ola', 'o1', [{ unitPrice: 6_000 }], { coupons: [thanks?.code] });
    expect((await coupons('ola')).map(({ state }) => state)).toEqual(['used']);

    // A period's end: the month's board begins anew; and a welcome that nobody used is over.
    await story.until('2026-05-02T08:00:00Z');
    const [late] = await coupons('tess');
    expect(late?.state).toBe('expired');
    await story.until('2027-06-01T08:00:00Z');
    expect(await story.balance('pia')).toBe(0);
  });
});
