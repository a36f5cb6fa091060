import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse, order } from '../doors/support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({
    points: { pending: { days: 14 }, expiry: { months: 12 }, name: { en: { one: 'star', other: 'stars' } } },
    rules: [
      { id: 'purchase', name: { en: 'Purchase', fr: 'Achat' }, on: 'order.paid', earn: { points: 1, per: 100 } },
      {
        id: 'shoes',
        on: 'order.paid',
        lines: { category: 'shoes' },
        earn: { points: 2, per: 100, of: 'lines' },
        limit: { points: 100, per: 'day' },
      },
      { id: 'big', on: 'order.paid', when: { 'event.total': { $gte: 100_000 } }, earn: 500 },
      { id: 'review', on: 'review.published', earn: 50, pending: false },
    ],
    events: [
      {
        type: 'run.finished',
        schema: {
          type: 'object',
          properties: { kilometres: { type: 'number', minimum: 0 } },
          required: ['kilometres'],
        },
      },
    ],
    currencies: [{ code: 'USD', rate: 0.5 }],
    challenges: [{ id: 'two-orders', steps: [{ on: 'order.paid', times: 2 }], grant: { points: 25, badge: 'critic' } }],
    tiers: [{ id: 'gold', from: { points: 200 }, earn: { times: 1.5 } }],
  });
  await house.rest('POST', '/v1/events', order('ada', 120));
  await house.rest('POST', '/v1/events', order('zoe', 5, { orderId: 'taken' }));
});
afterAll(() => house[Symbol.asyncDispose]());

const basket = (euros: number, category = 'books') => ({
  lines: [{ sku: 'a', quantity: 1, unitPrice: euros * 100, category }],
});
const ask = async (body: object) => {
  const answer = await house.rest('POST', '/v1/preview', body);
  expect(answer.status).toBe(200);
  return answer.body;
};

/** How many documents of each kind the store has. */
async function traces(): Promise<Record<string, number>> {
  const { connection: _, ...models } = house.laurel.store;
  const counts = await Promise.all(
    Object.entries(models)
      // What follows the log by itself may still be on its way.
      .filter(([name]) => !['leases', 'positions', 'batches', 'scores', 'sums'].includes(name))
      .map(async ([name, model]) => [name, await model.collection.countDocuments({})] as const),
  );
  return Object.fromEntries(counts);
}

describe('what a basket would earn', () => {
  test('goes by its own currency, as the order would', async () => {
    const told = async (currency: string) => {
      const { points, silent } = await ask({ basket: { ...basket(90), currency } });
      return [points, silent.find(({ of }: { of: string }) => of === 'purchase')?.reason];
    };
    expect(await told('EUR')).toEqual([90, undefined]);
    expect(await told('USD')).toEqual([45, undefined]);
    expect(await told('CHF')).toEqual([0, 'currency_mismatch']);
  });

  test('an event asked about as it will be sent is of whom it names', async () => {
    const event = { type: 'order.paid', data: { orderId: 'soon', currency: 'EUR', total: 9_000 } };
    const beside = await ask({ member: 'ada', event });
    const within = await ask({ event: { ...event, member: 'ada', key: 'soon' } });
    // Asked a moment later, and the same.
    const { points, balance, ifJoined } = beside;
    expect(within).toMatchObject({ points, balance, ifJoined });
    expect([ifJoined, balance > points]).toEqual([false, false]);
    expect((await ask({ event })).ifJoined).toBe(true);
    const two = { member: 'ada', event: { ...event, member: 'zoe' } };
    expect((await house.rest('POST', '/v1/preview', two)).body.code).toBe('bad_request');
  });

  test('is what the same order then earns, and the question leaves no trace', async () => {
    const before = await traces();
    const told = await ask({ member: 'ada', basket: basket(90, 'shoes') });
    await ask({ member: 'nobody-yet', basket: basket(90) });
    await ask({ guest: 'visitor', basket: basket(90) });
    await house.storefront('preview', { basket: basket(10), products: [{ sku: 'x', unitPrice: 4_200 }] });
    await house.storefront('myPreview', { basket: basket(10) }, await house.token('brand-new'));
    expect(await traces()).toEqual(before);
    expect((await house.rest('GET', '/v1/members/brand-new')).status).toBe(404);

    const { body } = await house.rest('POST', '/v1/events', {
      ...order('ada', 90),
      data: { orderId: 'A2', currency: 'EUR', total: 9_000, ...basket(90, 'shoes') },
    });
    // 90 for the purchase, 180 for shoes but no more than 100 a day, 25 for the second order.
    expect(told).toMatchObject({ points: 215, available: 0, pending: 215, outcome: 'applied', ifJoined: false });
    const timeless = (awards: object[]) => awards.map((award) => ({ ...award, activeAt: null, expiresAt: null }));
    expect(timeless(body.entry.awards)).toEqual(timeless(told.awards));
    expect(body.points.pending).toBe(120 + told.points);
    expect(told.awards[1]).toMatchObject({ rule: 'shoes', before: 180, points: 100, clippedBy: 'limit' });
    expect(told.challenges).toEqual([
      {
        id: 'two-orders',
        name: 'two-orders',
        steps: [{ name: null, before: 1, after: 2, target: 2 }],
        completed: true,
        points: 25,
        badge: 'critic',
      },
    ]);
    expect(told.tier).toEqual({ before: null, after: null, later: 'gold' });
  });

  test('tells of every rule that would not fire why it would not', async () => {
    const { silent } = await ask({ member: 'bob', basket: basket(50) });
    expect(silent.map(({ of, reason }: { of: string; reason: string }) => [of, reason])).toEqual([
      ['shoes', 'nothing_eligible'],
      ['big', 'condition'],
      ['review', 'other_event'],
    ]);
    const french = await ask({ member: 'bob', basket: basket(50), locale: 'fr' });
    expect(french.silent[1].text).toBe('la condition de la règle n’est pas remplie');
  });

  test('caps count as they stand now', async () => {
    const { awards } = await ask({ member: 'ada', basket: basket(10, 'shoes') });
    expect(awards.find(({ rule }: { rule: string }) => rule === 'shoes')).toMatchObject({ before: 20, points: 0 });
  });

  test('a visitor who would not join by it earns nothing, and hears why of every rule', async () => {
    const told = await ask({ guest: 'g', basket: basket(50) });
    expect(told).toMatchObject({ points: 0, outcome: 'kept', reason: 'not_joined', ifJoined: false });
    expect(told.silent).toHaveLength(4);
  });

  test('the arithmetic stands in words, line by line', async () => {
    const { why } = await ask({ basket: basket(87.5) });
    expect(why[0]).toMatch(
      /^“Purchase”: €87.50 at 1 star per €1.00 = 87.5, rounded down, comes to 87 stars, available from \d+ \w+ \d{4}, expires on \d+ \w+ \d{4}\.$/,
    );
    expect(why.at(-1)).toBe('Judged by version 1 of the programme.');
  });
});

describe('what an event would earn', () => {
  test('any kind, now or as of another time', async () => {
    const told = await ask({ member: 'ada', event: { type: 'review.published' } });
    expect(told).toMatchObject({ points: 50, available: 50, pending: 0 });
  });

  test('a refund says what it would take', async () => {
    await house.rest('POST', '/v1/events', {
      ...order('eve', 100),
      key: 'e1',
      data: { orderId: 'E1', currency: 'EUR', total: 10_000 },
    });
    const told = await ask({
      member: 'eve',
      event: { type: 'order.refunded', data: { refundId: 'r', orderId: 'E1', amount: 4_000 } },
    });
    expect(told).toMatchObject({ points: -40, reversed: 40 });
  });

  test('is refused where it is of no documented shape', async () => {
    const { status, body } = await house.rest('POST', '/v1/preview', { event: { type: 'order.paid', data: {} } });
    expect([status, body.code]).toEqual([400, 'bad_request']);
    expect((await house.rest('POST', '/v1/preview', {})).status).toBe(400);
  });

  const DAY = 86_400_000;
  const iso = (days: number) => new Date(Date.now() + days * DAY).toISOString();
  const ran = (kilometres: unknown) => ({ type: 'run.finished', data: { kilometres } });
  test.each([
    ['breaks the program’s own schema', ran(-1), 400, 'data.kilometres: it is at least 0'],
    ['leaves out what that asks for', ran(undefined), 400, 'data.kilometres: it is missing; it is a number'],
    ['has another kind of value', ran('ten'), 400, 'data.kilometres: it is a number'],
    ['is too long ago', { ...ran(1), occurredAt: iso(-31) }, 422, 'too_late'],
    ['lies ahead', { ...ran(1), occurredAt: iso(1) }, 422, 'too_early'],
    [
      'is somebody else’s order',
      { type: 'order.paid', data: { orderId: 'taken', currency: 'EUR', total: 500 } },
      409,
      'order_conflict',
    ],
    [
      'has an amount that is not in minor units',
      { type: 'order.paid', data: { orderId: 'x', currency: 'EUR', total: 5.5 } },
      400,
      'data.total: it is a whole number of minor units: 5.50 is 550',
    ],
  ])('what %s is refused as the event itself is', async (_, event, status, why) => {
    const sent = await house.rest('POST', '/v1/events', { ...event, key: `sent-${why}`, member: 'eve' });
    const asked = await house.rest('POST', '/v1/preview', { event, member: 'eve' });
    for (const { status: got, body } of [sent, asked]) {
      const faults = [body.code, ...[body.details].flat().map((fault) => `${fault?.path}: ${fault?.message}`)];
      expect([got, faults]).toEqual([status, expect.arrayContaining([why])]);
    }
  });
});

describe('products', () => {
  const products = [
    { sku: 'mug', unitPrice: 4_250 },
    { sku: 'boots', unitPrice: 5_000, category: 'shoes' },
    { sku: 'gift', unitPrice: 0 },
  ];

  test('each is told by itself, in one request', async () => {
    const { body } = await house.rest('POST', '/v1/preview/products', { products });
    expect(body).toEqual([
      { sku: 'mug', points: 42, text: 'Earn 42 stars with this product' },
      { sku: 'boots', points: 150, text: 'Earn 150 stars with this product' },
      { sku: 'gift', points: 0, text: 'This product earns nothing' },
    ]);
  });

  test('on top of a basket, what rounding and caps leave of it', async () => {
    const { body } = await house.rest('POST', '/v1/preview/products', { products, basket: basket(10.5, 'shoes') });
    // 10.50 + 42.50 = 53 instead of 10 + 42; the shoes have room for 100 − 21 of 100.
    expect(body.map(({ points }: { points: number }) => points)).toEqual([43, 50 + 79, 0]);
  });

  test('a page asks as a guest and as a member', async () => {
    const guest = await house.storefront('preview', { products, basket: basket(20), locale: 'fr' });
    expect(guest.body.result.data.basket).toMatchObject({ points: 20, ifJoined: true });
    expect(guest.body.result.data.products[0].text).toContain('Gagnez 42');
    const member = await house.storefront('myPreview', { products }, await house.token('ada'));
    expect(member.body.result.data.products[1].points).toBe(50);
  });
});
