import { afterEach, describe, expect, test } from 'vitest';
import { eventually, type Story, tell } from './support/story.ts';

let story: Story;
afterEach(() => story?.[Symbol.asyncDispose]());

describe('the café’s stamp card', () => {
  test('the first stamp is given, staff and members scan, ten make a drink free and the card begins anew', async () => {
    story = await tell('cafe-stamp-card', '2026-03-02T08:00:00Z');
    await story.join('ana');
    expect(await story.balance('ana')).toBe(1);
    await story.join('ana', { alias: 'Ana' });
    expect(await story.balance('ana')).toBe(1);

    const scan = async () => {
      const { code } = await story.ask('GET', '/v1/places/counter/code');
      return story.as('ana', 'visit', { place: 'counter', code });
    };
    await scan();
    expect(await story.balance('ana')).toBe(2);
    // The same code counts once, and no other before half an hour is over.
    expect(await scan()).toMatchObject({ replayed: true });
    await story.later({ minutes: 2 });
    await expect(scan()).rejects.toThrow(/cooldown/);
    expect(await story.balance('ana')).toBe(2);

    // Three drinks at once: staff scan the card and say how many.
    await story.later({ hours: 1 });
    const { card } = await story.as('ana', 'card');
    await story.ask('POST', '/v1/visits', { place: 'counter', card, data: { stamps: 3 } });
    expect(await story.balance('ana')).toBe(5);
    const early = { key: 'early', member: 'ana', reward: 'free-drink' };
    expect(await story.refusal('POST', '/v1/redemptions', early)).toBe('not_enough_points');

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

    // The next day gives anew; a drink that costs nothing is the card's, and stamps none.
    await story.later({ days: 1 });
    await story.order('ana', 'o2', [...drinks(2), { category: 'drinks', unitPrice: 0 }]);
    expect(await story.balance('ana')).toBe(4);

    // Whoever stays away for half a year begins a new card, at the hour at which they were last there; the first is not given twice.
    await story.until('2026-09-03T08:01:00Z');
    expect(await story.balance('ana')).toBe(4);
    await story.until('2026-09-03T08:02:00Z');
    expect(await story.balance('ana')).toBe(0);
    await scan();
    expect(await story.balance('ana')).toBe(1);
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
    await story.later({ days: 15 });
    const tree = await story.redeem('eli', 'tree');
    expect(tree).toMatchObject({ cost: 120 });
    const receipt = { unit: 'trees', n: 1, unitPrice: 120, amount: 120, currency: 'EUR', points: 120 };
    const name = 'Trees for the hedgerows';
    expect(tree.receipt).toMatchObject({ number: tree.id, cause: 'forest', name, ...receipt, cancelled: false });
    // One that is taken back is no tree; its receipt says so.
    const second = await story.redeem('eli', 'tree');
    await story.ask('POST', `/v1/redemptions/${second.id}/cancel`);
    expect((await story.ask('GET', `/v1/redemptions/${second.id}`)).receipt).toMatchObject({ cancelled: true });
    await story.event('packaging.returned', 'eli', { items: 1 });
    const causes = (done: (forest: { trees: number }, sea: { donated: number }) => boolean) =>
      eventually(
        () => story.ask('GET', '/v1/causes'),
        ([forest, sea]) => done(forest, sea),
      );
    expect(await causes(({ trees }) => trees === 1)).toMatchObject([
      { id: 'forest', trees: 1, unitPrice: 120, amount: 120 },
      { id: 'sea', donated: 0, unitPrice: null, amount: 0 },
    ]);
    await story.redeem('eli', 'tree');
    expect(await causes(({ trees }) => trees === 2)).toMatchObject([{ trees: 2, amount: 240 }, {}]);
    const { rows } = await story.ask('GET', '/v1/members/eli/entries?limit=1');
    expect(rows[0].text).toContain('tree');

    // A month's end: packaging counts again.
    await story.until('2026-04-01T08:00:00Z');
    expect((await story.event('packaging.returned', 'eli', { items: 2 })).points.available).toBe(60 + 20);
    const more = await story.order('eli', 'o2', [{ unitPrice: 15_000, category: 'new' }]);
    expect(more.entry.awards).toMatchObject([{ rule: 'purchase', points: 150 }]);
    await story.later({ days: 15 });
    const coast = await story.redeem('eli', 'coast');
    expect(coast.receipt).toMatchObject({ cause: 'sea', unit: 'money', n: 250, unitPrice: null, amount: 250 });
    expect(await causes((_, { donated }) => donated === 250)).toMatchObject([{ amount: 240 }, { amount: 250 }]);
    // A year on, to the end of that month.
    await story.until('2027-04-30T21:59:59Z');
    expect(await story.balance('eli')).toBe(30);
    await story.until('2027-04-30T22:00:00Z');
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
    await story.later({ days: 15 });
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
    // What was paid for is sent back: the card has its money again.
    await story.refund('o2', { amount: 4_000 });
    const left = async () => (await story.ask('GET', `/v1/coupons/${coupon.code}`)).coupon.left;
    await eventually(left, (n) => n === 1_500);
    // The month ended meanwhile: giving counts again; what was earned is taken back with the goods.
    await story.until('2026-04-03T08:00:00Z');
    await story.order('fay', 'o3', [{ unitPrice: 5_000, category: 'gift-card' }]);
    expect((await story.member('fay')).points.pending).toBe(25);
    await story.refund('o3', { amount: 5_000 });
    expect((await story.member('fay')).points.pending).toBe(0);
    await story.until('2028-01-01T08:00:00Z');
    expect(await story.balance('fay')).toBe(0);
    // A card has an end of its own.
    await story.until('2028-03-17T07:59:00Z');
    expect((await story.ask('GET', `/v1/coupons/${coupon.code}`)).usable).toBe(true);
    await story.until('2028-03-17T08:01:00Z');
    expect((await story.ask('GET', `/v1/coupons/${coupon.code}`)).usable).toBe(false);
  });
});

describe('the shop with one product and its refills', () => {
  const bottle = { sku: 'BOTTLE', category: 'bottle', unitPrice: 3_900 };
  const refills = (quantity: number, more: object = {}) => [
    { sku: 'REFILL', category: 'refill', unitPrice: 1_200, quantity, ...more },
  ];
  const points = async () => (await story.member('hana')).points;
  const rules = ({ entry }: { entry: { awards: { rule: string; points: number }[] } }) =>
    entry.awards.map(({ rule, points: n }) => [rule, n]);

  test('a drop for each refill, once the parcel is there; six are a refill, which brings none; a late parcel is made good', async () => {
    story = await tell('refills', '2026-03-02T08:00:00Z');
    await story.join('hana');
    const first = await story.order('hana', 'o1', [bottle], { promisedAt: '2026-03-04T18:00:00Z' });
    expect(rules(first)).toEqual([['start', 2]]);
    expect(await points()).toMatchObject({ pending: 2, available: 0 });
    await story.later({ days: 4 });
    await story.event('order.delivered', 'hana', { orderId: 'o1' });
    expect(await points()).toMatchObject({ pending: 0, available: 4 });
    // Told twice, it arrived once.
    const again = { type: 'order.delivered', key: 'again', data: { orderId: 'o1' } };
    await story.house.rest('POST', '/v1/events', again);
    expect(await points()).toMatchObject({ available: 4 });

    // Six days after the bottle is no refill that was used up; seven and more are, up to ten weeks.
    await story.until('2026-03-09T07:59:59Z');
    expect(rules(await story.order('hana', 'r1', refills(1)))).toEqual([['refill', 1]]);
    await story.later({ days: 70 });
    expect(rules(await story.order('hana', 'r2', refills(4)))).toEqual([
      ['refill', 4],
      ['in-time', 1],
    ]);
    // Half of it comes back before it was even delivered.
    await story.refund('r2', { amount: 2_400, lines: [{ sku: 'REFILL', quantity: 2 }] });
    expect((await points()).pending).toBe(3);
    await story.refund('r2', { amount: 2_400 });
    expect((await points()).pending).toBe(0);
    // What was sent back was no refill: the ten weeks run from the one before.
    await story.later({ days: 1 });
    expect(rules(await story.order('hana', 'r3', refills(1)))).toEqual([['refill', 1]]);

    // Nobody told of the delivery: after three weeks they are there all the same, and not a second sooner.
    await story.until('2026-06-09T07:59:58Z');
    expect(await points()).toMatchObject({ pending: 1, available: 5 });
    await story.until('2026-06-09T07:59:59Z');
    expect(await points()).toMatchObject({ pending: 0, available: 6 });
    const { coupon } = await story.redeem('hana', 'free-refill');
    expect(coupon).toMatchObject({ give: { product: 'REFILL' }, state: 'open' });
    expect(await story.balance('hana')).toBe(0);
    // What was free brings no drop, alone or beside what is paid for.
    const free = await story.order('hana', 'f1', [...refills(1, { discount: 1_200 }), ...refills(2)], {
      subtotal: 2_400,
      total: 2_400,
      coupons: [coupon.code],
    });
    expect(rules(free)).toEqual([
      ['refill', 2],
      ['in-time', 1],
    ]);
    expect((await story.ask('GET', `/v1/coupons/${coupon.code}`)).coupon.state).toBe('used');
    // The whole parcel goes back: the refill that it was used on, too, and its six drops with it.
    await story.refund('f1', { amount: 2_400 });
    await eventually(
      () => story.balance('hana'),
      (n) => n === 6,
    );
    expect((await points()).pending).toBe(0);
  });

  test('pouches count up to four a month; all of it ends nine months after the last order, and a free refill after four', async () => {
    story = await tell('refills', '2026-03-31T20:00:00Z');
    await story.join('hana');
    await story.order('hana', 'o1', [bottle]);
    const back = async (items: number) => (await story.event('packaging.returned', 'hana', { items })).points.balance;
    expect(await back(6)).toBe(4);
    // The month is that of the shop: it is still March at 21:59 UTC.
    await story.until('2026-03-31T21:59:59Z');
    expect(await back(1)).toBe(4);
    await story.until('2026-03-31T22:00:00Z');
    expect(await back(1)).toBe(5);
    await story.until('2026-04-21T20:00:00Z');
    expect(await story.balance('hana')).toBe(7);
    const { coupon } = await story.redeem('hana', 'free-refill');
    const usable = async () => (await story.ask('GET', `/v1/coupons/${coupon.code}`)).usable;
    await story.until('2026-08-21T19:59:59Z');
    expect(await usable()).toBe(true);
    await story.until('2026-08-21T20:00:00Z');
    expect(await usable()).toBe(false);
    const till = { key: 'late' };
    expect(await story.refusal('POST', `/v1/coupons/${coupon.code}/uses`, till)).toBe('coupon_expired');
    // Pouches keep nobody: what counts is an order. At 22:00 in Paris, where it is winter by then.
    await back(1);
    await story.until('2026-12-31T20:59:59Z');
    expect(await story.balance('hana')).toBe(2);
    await story.until('2026-12-31T21:00:00Z');
    expect(await story.balance('hana')).toBe(0);
    // Who comes back after that is welcome, but has a first bottle no more.
    expect(rules(await story.order('hana', 'o2', [bottle]))).toEqual([]);
  });
});

describe('the coffee chain', () => {
  const buy = (orderId: string, unitPrice: number, attributes: object = {}) =>
    story.order('nia', orderId, [{ unitPrice }], { attributes });

  test('stars by what is spent, two with the card, double on the first, three this week, a cup of one’s own', async () => {
    // A Monday.
    story = await tell('coffee-chain', '2026-03-02T08:00:00Z');
    await story.join('nia', { birthday: '1995-05-20' });
    expect((await buy('o1', 1_000)).entry.awards).toMatchObject([{ rule: 'purchase', points: 10 }]);
    expect((await buy('o2', 1_000, { paidBy: 'preloaded-card', ownCup: true })).entry.awards).toMatchObject([
      { rule: 'card', points: 20 },
      { rule: 'own-cup', points: 10 },
    ]);
    await buy('o3', 500);
    expect(await story.balance('nia')).toBe(10 + 30 + 5 + 25);
    // One that comes back was not the third.
    await story.refund('o3', { amount: 500 });
    expect(await story.balance('nia')).toBe(40);
    // A week's end: it begins anew.
    await story.later({ days: 7 });
    for (const id of ['o4', 'o5', 'o6']) await buy(id, 500);
    expect(await story.balance('nia')).toBe(40 + 15 + 25);
    await story.until('2026-04-01T08:00:00Z');
    expect((await buy('o7', 1_500, { paidBy: 'preloaded-card' })).entry.awards).toMatchObject([
      { rule: 'card', points: 60 },
    ]);
    await story.redeem('nia', 'coffee');
    expect(await story.balance('nia')).toBe(40);
    // A drink for her birthday, since she has bought something; none for who never did, or gave it back.
    for (const member of ['tom', 'uma']) await story.join(member, { birthday: '1990-05-20' });
    await story.order('uma', 'u1', [{ unitPrice: 400 }]);
    await story.refund('u1', { amount: 400 });
    await story.refund('o1', { amount: 1_000 });
    expect(await story.balance('nia')).toBe(30);
    await story.until('2026-05-20T06:00:00Z');
    const drinks = async (member: string) =>
      (await story.member(member)).coupons.filter(({ reward }: { reward: string }) => reward === 'drink').length;
    await eventually(
      () => drinks('nia'),
      (n) => n === 1,
    );
    const born = ({ rows }: { rows: { type: string | null }[] }) =>
      rows.some(({ type }) => type === 'birthday.reached');
    for (const member of ['tom', 'uma']) {
      await eventually(() => story.ask('GET', `/v1/members/${member}/entries`), born);
      expect(await drinks(member)).toBe(0);
    }
    // Each star ends six months after it was earned, to the hour.
    await buy('o8', 700);
    await story.until('2026-10-01T07:59:00Z');
    expect(await story.balance('nia')).toBe(37);
    await story.until('2026-10-01T08:00:00Z');
    expect(await story.balance('nia')).toBe(7);
    await story.until('2026-11-20T08:00:00Z');
    expect(await story.balance('nia')).toBe(0);
  });

  test('a ladder of rewards: each step is there for its stars, and for no fewer', async () => {
    story = await tell('coffee-chain', '2026-03-02T08:00:00Z');
    await story.join('nia');
    for (const [at, [reward, cost]] of (
      [
        ['extra', 25],
        ['coffee', 100],
        ['drink', 200],
        ['lunch', 300],
        ['beans', 400],
      ] as const
    ).entries()) {
      await buy(`a${at}`, (cost - 1) * 100);
      // Three purchases in a week bring stars of their own; a week later each step begins alone.
      expect(await story.balance('nia')).toBe(cost - 1);
      const wish = { key: `early-${reward}`, member: 'nia', reward };
      expect(await story.refusal('POST', '/v1/redemptions', wish)).toBe('not_enough_points');
      await buy(`b${at}`, 100);
      expect(await story.redeem('nia', reward)).toMatchObject({ cost });
      expect(await story.balance('nia')).toBe(0);
      await story.later({ days: 7 });
    }
  });

  test('a cup of one’s own three times a day; the card and double stars on the day where the shop is', async () => {
    story = await tell('coffee-chain', '2026-03-31T20:00:00Z');
    await story.join('nia');
    for (const id of ['a', 'b', 'c', 'd']) await buy(id, 100, { ownCup: true });
    // Four stars, three cups, and the third purchase of the week.
    expect(await story.balance('nia')).toBe(4 + 30 + 25);
    // In Paris it is still March at 21:59 UTC, and April one minute later.
    await story.until('2026-03-31T21:59:59Z');
    expect((await buy('e', 1_000)).entry.awards[0].points).toBe(10);
    await story.until('2026-03-31T22:00:00Z');
    const doubled = await buy('f', 1_000, { paidBy: 'preloaded-card', ownCup: true });
    expect(doubled.entry.awards).toMatchObject([
      { rule: 'card', points: 40 },
      { rule: 'own-cup', points: 10 },
    ]);
    // A refund of half takes half of what was doubled.
    expect((await story.refund('f', { amount: 500 })).entry.reversed).toBe(20);
  });
});
