import { Program } from '@laurel/contract';
import { TEMPLATES } from '@laurel/programs';
import { afterEach, describe, expect, test } from 'vitest';
import { eventually, type Story, tell } from './support/story.ts';

let story: Story;
afterEach(() => story?.[Symbol.asyncDispose]());

describe.each(TEMPLATES)('$id', ({ document, about }) => {
  test('is a document that can be published, and speaks English and French wherever it speaks', () => {
    const program = Program.parse(document);
    expect(Object.keys(about).sort()).toEqual(['en', 'fr']);
    const texts: unknown[] = [];
    const look = (node: unknown): void => {
      if (node === null || typeof node !== 'object') return;
      for (const [key, inner] of Object.entries(node)) {
        if ((key === 'name' || key === 'description' || key === 'text') && node !== program) texts.push(inner);
        look(inner);
      }
    };
    look(program);
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) expect(text).toMatchObject({ en: expect.anything(), fr: expect.anything() });
  });
});

describe('the café’s stamp card', () => {
  test('the first stamp is given, staff and members scan, the eleventh drink is free and the card begins anew', async () => {
    story = await tell('cafe-stamp-card', '2026-03-02T08:00:00Z');
    await story.join('ana');
    expect(await story.balance('ana')).toBe(1);

    const scan = async () => {
      const { code } = await story.ask('GET', '/v1/places/counter/code');
      return story.as('ana', 'visit', { place: 'counter', code });
    };
    await scan();
    expect(await story.balance('ana')).toBe(2);
    // The same code counts once, and no other before half an hour is over.
    expect(await scan()).toMatchObject({ replayed: true });
    story.later({ minutes: 2 });
    await expect(scan()).rejects.toThrow(/cooldown/);
    expect(await story.balance('ana')).toBe(2);

    // Three drinks at once: staff scan the card and say how many.
    story.later({ hours: 1 });
    const { card } = await story.as('ana', 'card');
    await story.ask('POST', '/v1/visits', { place: 'counter', card, data: { stamps: 3 } });
    expect(await story.balance('ana')).toBe(5);

    // A day's end: what one day does not give, the next one does.
    const drinks = (n: number) => [{ category: 'drinks', quantity: n, unitPrice: 350 }];
    const large = await story.order('ana', 'o1', drinks(9));
    expect(large.entry.awards).toMatchObject([{ rule: 'drinks', points: 8, clippedBy: 'limit' }]);
    expect(await story.balance('ana')).toBe(13);

    // A drink that was paid back takes its stamp with it, as far as the cap had let it in.
    await story.refund('o1', { amount: 700, lines: [{ sku: 'S0', quantity: 2 }] });
    expect(await story.balance('ana')).toBe(12);

    const { coupon } = await story.redeem('ana', 'free-drink');
    expect(await story.balance('ana')).toBe(2);
    const used = await story.ask('POST', `/v1/coupons/${coupon.code}/uses`, { key: 'till-1' });
    expect(used).toMatchObject({ state: 'used', coupon: { state: 'used' } });
    expect(await story.refusal('POST', `/v1/coupons/${coupon.code}/uses`, { key: 'till-2' })).toBe('coupon_used');

    // Whoever stays away for half a year begins a new card.
    story.later({ days: 190 });
    expect(await story.balance('ana')).toBe(0);
  });
});

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

    // A refund is judged as its order was.
    story.later({ days: 1 });
    await story.event('membership.lapsed', 'ben');
    expect((await story.member('ben')).tier.id).toBe(null);
    expect((await story.order('ben', 'o3', lines)).entry.awards).toMatchObject([{ rule: 'purchase', points: 300 }]);
    expect((await story.refund('o2', { amount: 5_000 })).entry.reversed).toBe(250);

    // 100 points are 1.00 at the checkout.
    story.later({ days: 15 });
    expect((await story.member('ben')).points).toMatchObject({ available: 300 + 250 + 300 + 150 });
    const hold = await story.ask('POST', '/v1/holds', { key: 'h1', member: 'ben', points: 700, goods: 4_000 });
    expect(hold).toMatchObject({ points: 700, amount: 700 });
    await story.order('ben', 'o4', [{ unitPrice: 4_000 }], {
      paidWith: [{ kind: 'points', hold: hold.id, amount: 700 }],
    });
    expect((await story.member('ben')).points.available).toBe(300);

    // A membership that nobody renews is over after its year, whether or not anybody says so.
    await story.event('membership.renewed', 'ben');
    story.later({ days: 366 });
    expect((await story.member('ben')).tier.id).toBe(null);
    // Points end with the second year after the one in which they came.
    story.until('2028-12-31T22:00:00Z');
    expect(await story.balance('ben')).toBeGreaterThan(0);
    story.until('2029-01-01T00:00:00Z');
    expect(await story.balance('ben')).toBe(0);
  });
});

describe('the cosmetics brand that pays for reviews', () => {
  test('reviews count once they are approved and of something bought; photos and looks too, up to a point', async () => {
    story = await tell('cosmetics-reviews', '2026-03-02T08:00:00Z');
    await story.join('cleo');
    const review = (sku: string, more: object = {}) =>
      story.event('review.approved', 'cleo', { sku, verified: true, ...more });
    expect((await review('lip', { photos: 2 })).points).toMatchObject({ available: 50 });
    // One a day.
    expect((await review('eye')).entry.awards).toMatchObject([{ points: 0, clippedBy: 'limit' }]);
    story.later({ days: 1 });
    expect((await story.event('review.approved', 'cleo', { sku: 'nail', verified: false })).entry.awards).toEqual([]);
    expect(
      await story.refusal('POST', '/v1/events', {
        type: 'review.approved',
        key: 'x',
        member: 'cleo',
        data: { sku: 'x' },
      }),
    ).toBe('bad_request');
    for (let day = 0; day < 5; day += 1) {
      await review(`s${day}`);
      story.later({ days: 1 });
    }
    // Five a month; the fifth of those that count brought the badge.
    const cleo = await story.member('cleo');
    expect(cleo.badges.find(({ id }: { id: string }) => id === 'critic').earnedAt).not.toBe(null);
    expect(cleo.points.available).toBe(50 + 4 * 30 + 100);

    await story.order('cleo', 'o1', [{ unitPrice: 8_000 }]);
    await story.refund('o1', { amount: 8_000 });
    expect((await story.member('cleo')).points.pending).toBe(0);

    // The month's board closes, and the three first are given their prize.
    await story.event('photo.shared', 'cleo', { sku: 'lip' });
    await eventually(
      () => story.ask('GET', '/v1/leaderboards/looks'),
      ({ members }) => members === 1,
    );
    story.until('2026-04-02T08:00:00Z');
    await eventually(
      () => story.balance('cleo'),
      (balance) => balance === 50 + 4 * 30 + 100 + 15 + 200,
    );
    story.later({ days: 400 });
    expect(await story.balance('cleo')).toBe(0);
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
    await story.event('partner.purchased', 'dara', {
      transactionId: 't1',
      amount: 10_000,
      currency: 'EUR',
      category: '7011',
    });

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

    // The status year, and the one after it; then one step down.
    story.until('2028-02-25T08:00:00Z');
    expect((await story.member('dara')).tier.id).toBe('silver');
    story.until('2028-03-05T08:00:00Z');
    expect((await story.member('dara')).tier.id).toBe(null);
    // Two years without a flight or a partner, to the end of the month.
    story.until('2028-04-02T08:00:00Z');
    expect(await story.balance('dara')).toBe(0);
  });
});

describe('the programme for good causes', () => {
  test('points become trees and donations, whose total everybody sees, with a receipt', async () => {
    story = await tell('eco-causes', '2026-03-02T08:00:00Z');
    await story.join('eli');
    await story.order('eli', 'o1', [
      { unitPrice: 20_000, category: 'new' },
      { unitPrice: 5_000, category: 'second-hand' },
    ]);
    expect((await story.member('eli')).points.pending).toBe(300);
    await story.refund('o1', { amount: 5_000, lines: [{ sku: 'S1', quantity: 1 }] });
    expect((await story.member('eli')).points.pending).toBe(200);
    await story.event('packaging.returned', 'eli', { items: 12 });
    expect((await story.member('eli')).points.available).toBe(100);
    story.later({ days: 15 });
    const tree = await story.redeem('eli', 'tree');
    expect(tree).toMatchObject({ cost: 120 });
    await story.redeem('eli', 'tree');
    const totals = await eventually(
      () => story.ask('GET', '/v1/causes'),
      ([forest]) => forest.trees === 2,
    );
    expect(totals).toMatchObject([
      { id: 'forest', trees: 2 },
      { id: 'sea', donated: 0 },
    ]);
    const { rows } = await story.ask('GET', '/v1/members/eli/entries?limit=1');
    expect(rows[0].text).toContain('tree');

    // A month's end: packaging counts again.
    story.until('2026-04-01T08:00:00Z');
    expect((await story.event('packaging.returned', 'eli', { items: 2 })).points.available).toBe(60 + 20);
    story.until('2027-05-01T08:00:00Z');
    expect(await story.balance('eli')).toBe(0);
  });
});

describe('the gift-card programme', () => {
  test('points become cards that anybody uses in parts; a card earns nothing when it pays', async () => {
    story = await tell('gift-cards', '2026-03-02T08:00:00Z');
    await story.join('fay');
    await story.join('gus');
    const bought = await story.order('fay', 'o1', [
      { unitPrice: 100_000, category: 'shoes' },
      { unitPrice: 5_000, category: 'gift-card' },
    ]);
    expect(bought.entry.awards).toMatchObject([
      { rule: 'purchase', points: 1_000 },
      { rule: 'giver', points: 25 },
    ]);
    story.later({ days: 15 });
    const { coupon } = await story.redeem('fay', 'card-25');
    await story.ask('POST', `/v1/coupons/${coupon.code}/uses`, { key: 'u1', amount: 1_000 });
    expect(await story.ask('GET', `/v1/coupons/${coupon.code}`)).toMatchObject({
      usable: true,
      coupon: { left: 1_500 },
    });
    // Somebody else holds the card, and pays a part of an order with it.
    const paid = await story.order('gus', 'o2', [{ unitPrice: 4_000, category: 'shoes' }], {
      paidWith: [{ kind: 'gift_card', code: coupon.code, amount: 1_500 }],
    });
    expect(paid.entry.awards).toMatchObject([{ rule: 'purchase', points: 25 }]);
    // The month ended meanwhile: giving counts again; what was earned is taken back with the goods.
    story.until('2026-04-03T08:00:00Z');
    await story.order('fay', 'o3', [{ unitPrice: 5_000, category: 'gift-card' }]);
    expect((await story.member('fay')).points.pending).toBe(25);
    await story.refund('o3', { amount: 5_000 });
    expect((await story.member('fay')).points.pending).toBe(0);
    story.until('2028-01-01T08:00:00Z');
    expect(await story.balance('fay')).toBe(0);
  });
});

describe('the shop with one product and its refills', () => {
  test('every sixth refill is free; drops wait for the delivery, and a late one is made good', async () => {
    story = await tell('refills', '2026-03-02T08:00:00Z');
    await story.join('hana');
    await story.order('hana', 'o1', [{ sku: 'BOTTLE', category: 'bottle', unitPrice: 3_900 }], {
      promisedAt: '2026-03-04T18:00:00Z',
    });
    expect((await story.member('hana')).points).toMatchObject({ pending: 2, available: 0 });
    story.later({ days: 4 });
    await story.event('order.delivered', 'hana', { orderId: 'o1' });
    expect((await story.member('hana')).points).toMatchObject({ pending: 0, available: 4 });

    await story.order('hana', 'o2', [{ sku: 'REFILL', category: 'refill', unitPrice: 1_200, quantity: 4 }], {
      attributes: { weeksSinceLast: 6 },
    });
    expect((await story.member('hana')).points.pending).toBe(5);
    await story.refund('o2', { amount: 2_400, lines: [{ sku: 'REFILL', quantity: 2 }] });
    expect((await story.member('hana')).points.pending).toBe(3);
    // Nobody told of the delivery: after three weeks they are there all the same.
    story.later({ days: 22 });
    await story.redeem('hana', 'free-refill');
    expect(await story.balance('hana')).toBe(1);
    // A month's end for the pouches.
    expect((await story.event('packaging.returned', 'hana', { items: 6 })).points.balance).toBe(5);
    story.until('2026-05-02T08:00:00Z');
    expect((await story.event('packaging.returned', 'hana', { items: 1 })).points.balance).toBe(6);
    story.later({ days: 290 });
    expect(await story.balance('hana')).toBe(0);
  });
});

describe('the game season', () => {
  test('the best score counts, leagues run by the week, and the season ends with prizes that ties share', async () => {
    story = await tell('game-season', '2027-03-20T08:00:00Z');
    for (const member of ['ida', 'jon', 'kim']) await story.join(member);
    const win = (member: string, score: number) => story.event('match.won', member, { score });
    await win('ida', 900);
    await win('ida', 400);
    await win('jon', 900);
    await win('kim', 100);
    const { rows } = await eventually(
      () => story.ask('GET', '/v1/leaderboards/season'),
      ({ members }) => members === 3,
    );
    expect(rows.map(({ place, score }: { place: number; score: number }) => [place, score])).toEqual([
      [1, 900],
      [1, 900],
      [3, 100],
    ]);
    // Fifty gems a day at most; those of the shop go back with the goods.
    for (let n = 0; n < 9; n += 1) await win('kim', 50);
    expect((await win('kim', 50)).entry.awards).toMatchObject([{ points: 0, clippedBy: 'limit' }]);
    await story.order('kim', 'o1', [{ unitPrice: 1_000 }]);
    expect(await story.balance('kim')).toBe(50 + 100);
    await story.refund('o1', { amount: 1_000 });
    expect(await story.balance('kim')).toBe(50);

    // On 31 March gems end that are older than a month; these are not.
    story.until('2027-04-01T12:00:00Z');
    const prize = (n: number) => (balance: number) => balance === n;
    await eventually(() => story.balance('ida'), prize(10 + 750));
    await eventually(() => story.balance('jon'), prize(5 + 750));
    await eventually(() => story.balance('kim'), prize(50 + 500));
    story.until('2027-10-01T12:00:00Z');
    expect(await story.balance('kim')).toBe(0);
  });
});
