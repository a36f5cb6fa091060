import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedLaurel } from '../../src/start/laurel.ts';
import { extendPoints } from '../../src/use/members/extend.ts';
import { getMember } from '../../src/use/members/get.ts';
import { putMember } from '../../src/use/members/put.ts';
import { upcomingOf } from '../../src/use/members/upcoming.ts';
import { celebrateBirthdays } from '../../src/use/occasions/birthdays.ts';
import { sweepDue } from '../../src/use/occasions/due.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { putProgram } from '../../src/use/programs/put.ts';
import { upcomingMonths } from '../../src/use/programs/upcoming.ts';
import { codeOf, order, pointsOf, refund, type Shop, send } from './support/events.ts';
import { PROGRAM, type TestStore, testStore } from './support/shop.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-01-10T12:00:00Z');
let store: TestStore;
let laurel: OpenedLaurel;
let now = START;
beforeAll(async () => {
  store = await testStore();
  laurel = await store.open({ now: () => now });
});
afterAll(() => store[Symbol.asyncDispose]());

const shopOf = async (document: object): Promise<Shop> => {
  now = START;
  const { program } = await createProgram(laurel, { ...PROGRAM, ...document });
  return { laurel, program };
};
const logOf = async (shop: Shop, type?: string) => {
  const found = await laurel.store.entries.find({ program: shop.program.id }).sort({ seq: 1 }).lean();
  return type === undefined ? found : found.filter(({ fact }) => fact?.type === type);
};

describe('points wait and live', () => {
  test('until the delivery, whoever tells it and in whatever order it comes', async () => {
    const shop = await shopOf({ points: { pending: { event: 'order.delivered', latest: { days: 60 } } } });
    const delivered = (orderId: string, key = `d:${orderId}`) =>
      send(shop, { type: 'order.delivered', key, data: { orderId } });
    await send(shop, order({ member: 'ann' }, 'a', 100));
    expect(await pointsOf(shop, 'ann')).toMatchObject({ available: 0, pending: 100 });
    expect((await delivered('a')).member).toBe('ann');
    expect(await pointsOf(shop, 'ann')).toMatchObject({ available: 100, pending: 0 });
    expect((await delivered('a')).replayed).toBe(true);
    expect((await delivered('a', 'another')).entry).toMatchObject({ outcome: 'refused', reason: 'already_delivered' });
    await delivered('b');
    await send(shop, order({ member: 'ann' }, 'b', 50));
    expect(await pointsOf(shop, 'ann')).toMatchObject({ available: 150, pending: 0 });
    await send(shop, refund({}, 'b', 50));
    expect(await pointsOf(shop, 'ann')).toMatchObject({ available: 100, owed: 0 });
  });

  test('a delivery later than was promised is made good', async () => {
    const late = {
      id: 'late',
      on: 'order.delivered',
      when: { 'event.late': true, 'event.lateHours': { $gte: 24 } },
      earn: 200,
    };
    const shop = await shopOf({ rules: [late] });
    const promisedAt = new Date(START - 2 * DAY).toISOString();
    await send(shop, order({ member: 'ann' }, 'a', 100, { data: { promisedAt } }));
    await send(shop, order({ member: 'ann' }, 'b', 100, { data: { promisedAt: new Date(START + DAY).toISOString() } }));
    for (const orderId of ['a', 'b'])
      await send(shop, { type: 'order.delivered', key: `d${orderId}`, data: { orderId } });
    expect(await pointsOf(shop, 'ann')).toMatchObject({ available: 200 });
  });

  test('what falls due is written down, and each lot is warned of once, by however many processes look', async () => {
    const shop = await shopOf({ points: { expiry: { days: 30 }, warn: { days: 10 } } });
    await send(shop, order({ member: 'ann' }, 'a', 100));
    now = START + 21 * DAY;
    expect((await getMember(laurel, shop.program, 'ann')).points.nextExpiry).toMatchObject({ points: 100, soon: true });
    expect(await logOf(shop)).toHaveLength(3);
    const other = await store.open({ now: () => now, follow: false });
    await Promise.all([sweepDue(laurel), sweepDue(other), sweepDue(laurel)]);
    now = START + 31 * DAY;
    await Promise.all([sweepDue(laurel), sweepDue(other)]);
    await sweepDue(laurel);
    await other.close();
    const kinds = (await logOf(shop)).slice(3).flatMap(({ changes }) => changes.map(({ kind }) => kind));
    expect(kinds).toEqual(['expiry.warned', 'lot.expired']);
  });

  test('extended through the API with who and why, once for each key, and listed ahead', async () => {
    const shop = await shopOf({ points: { pending: { days: 10 }, expiry: { after: { months: 2 }, endOf: 'month' } } });
    await send(shop, order({ member: 'ann' }, 'a', 100));
    await send(shop, order({ member: 'bob' }, 'b', 50));
    expect(await upcomingOf(laurel, shop.program, 'ann')).toEqual({
      maturities: [{ day: '2026-01-20', points: 100 }],
      expiries: [{ day: '2026-04-01', points: 100 }],
      waiting: [],
    });
    const extend = (key: string, more: object = {}) =>
      extendPoints(laurel, shop.program, 'ann', { key, by: 'ana', why: 'strike', add: { months: 1 }, ...more }, 'en');
    const first = await extend('x');
    expect(first).toMatchObject({
      replayed: false,
      entry: { text: '100 points valid until 1 May 2026, by ana: strike.' },
    });
    expect(await extend('x')).toMatchObject({ replayed: true, entry: { id: first.entry.id } });
    expect(await codeOf(extend('x', { why: 'else' }))).toBe('idempotency_conflict');
    expect(await codeOf(extend('y', { before: '2026-02-01T00:00:00Z' }))).toBe('refused');
    expect(await upcomingMonths(laurel, shop.program)).toMatchObject({
      maturities: [{ month: '2026-01', points: 150, members: 2 }],
      expiries: [
        { month: '2026-04', points: 50, members: 1 },
        { month: '2026-05', points: 100, members: 1 },
      ],
      waiting: 0,
    });
  });
});

describe('occasions', () => {
  const rules = [
    { id: 'birthday', on: 'birthday.reached', earn: 100 },
    { id: 'years', on: 'anniversary.reached', earn: 50 },
  ];
  const look = async (at: string) => {
    now = Date.parse(at);
    await celebrateBirthdays(laurel);
    await sweepDue(laurel);
  };

  test('a birthday is a fact once a year, where the member is, and the log has no date of birth', async () => {
    const shop = await shopOf({ rules });
    await putMember(laurel, shop.program, 'ann', { birthday: '1990-03-05', timeZone: 'Australia/Sydney' });
    await putMember(laurel, shop.program, 'bob', { birthday: '1990-03-05' });
    await putMember(laurel, shop.program, 'leap', { birthday: '1992-02-29' });
    await look('2026-02-27T22:59:00Z');
    expect(await logOf(shop, 'birthday.reached')).toHaveLength(0);
    await look('2026-02-28T01:00:00Z');
    expect(await pointsOf(shop, 'leap')).toMatchObject({ available: 100 });
    await look('2026-03-04T14:00:00Z');
    expect(await pointsOf(shop, 'ann')).toMatchObject({ available: 100 });
    expect(await pointsOf(shop, 'bob')).toMatchObject({ available: 0 });
    await Promise.all([look('2026-03-05T09:00:00Z'), celebrateBirthdays(laurel)]);
    await look('2026-03-06T09:00:00Z');
    expect(await pointsOf(shop, 'bob')).toMatchObject({ available: 100 });
    const facts = await logOf(shop, 'birthday.reached');
    expect(facts).toHaveLength(3);
    expect(JSON.stringify(facts)).not.toMatch(/1990-03|1992-02/);
  });

  test('a birthday that was changed right before is not celebrated, nor twice within a year', async () => {
    const shop = await shopOf({ rules });
    await putMember(laurel, shop.program, 'ann', { birthday: '1990-06-10' });
    await look('2026-06-10T12:00:00Z');
    await putMember(laurel, shop.program, 'ann', { birthday: '1990-06-20' });
    await look('2026-06-20T12:00:00Z');
    await putMember(laurel, shop.program, 'ann', { birthday: '1990-03-01' });
    await look('2027-03-01T12:00:00Z');
    expect(await pointsOf(shop, 'ann')).toMatchObject({ available: 100 });
    await look('2028-03-01T12:00:00Z');
    expect(await pointsOf(shop, 'ann')).toMatchObject({ available: 200 });
  });

  test('each year since joining is a fact, of 29 February on the 28th', async () => {
    const shop = await shopOf({ rules });
    now = Date.parse('2028-02-29T12:00:00Z');
    await putMember(laurel, shop.program, 'ann', {});
    await look('2029-02-27T20:00:00Z');
    expect(await pointsOf(shop, 'ann')).toMatchObject({ available: 0 });
    await look('2029-02-28T08:00:00Z');
    await look('2029-03-01T08:00:00Z');
    expect(await pointsOf(shop, 'ann')).toMatchObject({ available: 50 });
    expect(await logOf(shop, 'anniversary.reached')).toMatchObject([{ fact: { data: { years: 1 } } }]);
    await look('2030-03-01T08:00:00Z');
    expect(await pointsOf(shop, 'ann')).toMatchObject({ available: 100 });
  });

  test('a year that nobody celebrated hides none that a later version celebrates', async () => {
    const shop = await shopOf({ rules: [] });
    // Later than whatever the other stories looked at: the clock of a store goes forward.
    await look('2031-01-10T12:00:00Z');
    await putMember(laurel, shop.program, 'ann', {});
    await look('2032-01-10T12:00:00Z');
    await look('2032-01-11T12:00:00Z');
    expect(await logOf(shop, 'anniversary.reached')).toHaveLength(0);
    await putProgram(laurel, shop.program.id, { ...PROGRAM, rules });
    await look('2033-01-10T12:00:00Z');
    expect(await logOf(shop, 'anniversary.reached')).toMatchObject([{ fact: { data: { years: 2 } } }]);
    expect(await pointsOf(shop, 'ann')).toMatchObject({ available: 50 });
  });
});

describe('a partner’s purchases', () => {
  const purchase = (key: string, amount: number, more: object = {}) => ({
    type: 'partner.purchased',
    key,
    member: 'ann',
    data: { transactionId: 't1', amount, currency: 'EUR', category: '5812', ...more },
  });

  test('earn by amount, once for each transaction, and are no orders of this shop', async () => {
    const rules = [
      {
        id: 'dining',
        on: 'partner.purchased',
        when: { 'event.category': '5812' },
        earn: { points: 2, per: 100, of: 'total' as const },
      },
    ];
    const shop = await shopOf({ rules });
    expect((await send(shop, purchase('p1', 5_000))).entry.awards).toMatchObject([{ rule: 'dining', points: 100 }]);
    expect((await send(shop, purchase('p1-again', 5_000))).replayed).toBe(true);
    expect(await codeOf(send(shop, purchase('p1-other', 6_000)))).toBe('order_conflict');
    expect((await send(shop, purchase('p2', 100, { transactionId: 't2', currency: 'USD' }))).entry.reason).toBe(
      'currency_mismatch',
    );
    const back = { type: 'partner.refunded', key: 'b', data: { transactionId: 't1', refundId: 'r', amount: 2_000 } };
    await send(shop, back);
    expect((await send(shop, { ...back, key: 'b2' })).replayed).toBe(true);
    expect(await pointsOf(shop, 'ann')).toMatchObject({ available: 60 });
    const { orders, spent, firstOrderAt } = await laurel.log.state(
      shop.program.id,
      (await logOf(shop))[0]?.member ?? '',
    );
    expect({ orders, spent, firstOrderAt }).toEqual({ orders: 0, spent: 0, firstOrderAt: null });
  });
});

test('what only Laurel makes is taken from nobody', async () => {
  const shop = await shopOf({});
  for (const type of ['birthday.reached', 'anniversary.reached', 'share.visited'])
    expect(await codeOf(send(shop, { type, key: type, member: 'ann', data: {} }))).toBe('bad_request');
});
