import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putProgram } from '../../src/use/programs/put.ts';
import { type House, openHouse, PROGRAM } from '../doors/support/house.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-03-01T12:00:00Z');
let now = START;
let house: House;

const document = {
  points: { pending: { days: 14 }, expiry: { months: 3 } },
  tiers: [{ id: 'gold', name: 'Gold', from: { points: 100 } }],
  challenges: [],
};
const day = (n: number) => new Date(START + n * DAY).toISOString();
const paid = (member: string, orderId: string, euros: number, happened: number) => ({
  type: 'order.paid',
  key: orderId,
  member,
  occurredAt: day(happened),
  data: { orderId, currency: 'EUR', total: euros * 100 },
});
const send = async (n: number, event: object) => {
  now = START + n * DAY;
  expect((await house.rest('POST', '/v1/events', event)).status).toBe(201);
};

beforeAll(async () => {
  house = await openHouse(document, {}, { now: () => now });
  await send(0, paid('ada', 'A1', 150, 0));
  await send(1, paid('bob', 'B1', 80, 1));
  // Day 20: an order of day 5 comes late. Day 22: part of the first is given back.
  await send(20, paid('bob', 'B2', 40, 5));
  await send(22, {
    type: 'order.refunded',
    key: 'R1',
    member: 'ada',
    data: { refundId: 'R1', orderId: 'A1', amount: 3_000 },
  });
  now = START + 30 * DAY;
});
afterAll(() => house[Symbol.asyncDispose]());

const member = (id: string, question: Record<string, string>) =>
  house.rest('GET', `/v1/members/${id}?${new URLSearchParams(question)}`);
const liability = async (question: Record<string, string> = {}) =>
  (await house.rest('GET', `/v1/program/liability?${new URLSearchParams(question)}`)).body;

describe('a member', () => {
  test('as known then, and as it happened', async () => {
    expect((await member('bob', { knownAt: day(6) })).body.points).toMatchObject({ pending: 80, available: 0 });
    expect((await member('bob', { asOf: day(6) })).body.points).toMatchObject({ pending: 120, available: 0 });
    expect((await member('bob', { asOf: day(6), knownAt: day(19) })).body.points.pending).toBe(80);
    expect((await member('ada', { asOf: day(16) })).body).toMatchObject({
      points: { available: 150 },
      tier: { id: 'gold' },
    });
    expect((await member('ada', { asOf: day(10) })).body).toMatchObject({
      points: { pending: 150 },
      tier: { id: null },
    });
    expect((await member('ada', { asOf: day(23) })).body.points.available).toBe(120);
  });

  test('is the same as now, where now is asked for', async () => {
    const { body } = await member('ada', { asOf: new Date(now).toISOString() });
    expect(body).toEqual((await member('ada', {})).body);
  });

  test('was not there before; the future is not known', async () => {
    expect((await member('bob', { asOf: day(0) })).body.code).toBe('member_not_found');
    expect((await member('bob', { asOf: day(31) })).body.code).toBe('bad_request');
    expect((await member('bob', { knownAt: day(31) })).body.code).toBe('bad_request');
  });

  test('through tRPC too', async () => {
    const input = encodeURIComponent(JSON.stringify({ externalId: 'bob', knownAt: day(6) }));
    const { body } = await house.fetch(`/trpc/shop.members.get?input=${input}`, {
      headers: { authorization: `Bearer ${house.secret}` },
    });
    expect(body.result.data.points.pending).toBe(80);
  });
});

describe('what the program owes', () => {
  test('as known then, and as it happened, in points and money', async () => {
    expect(await liability({ knownAt: day(6) })).toMatchObject({
      asOf: day(6),
      knownAt: day(6),
      members: 2,
      holders: 2,
      points: { pending: 230, available: 0, held: 0, owed: 0, outstanding: 230 },
      // 100 points buy 5 €.
      money: { currency: 'EUR', outstanding: 1_150 },
      worth: { amount: 500, points: 100, reward: 'five-off' },
    });
    expect((await liability({ asOf: day(6) })).points.pending).toBe(270);
    expect(await liability({ asOf: day(23) })).toMatchObject({
      points: { pending: 0, available: 240, outstanding: 240 },
      tiers: [
        { id: null, members: 0 },
        { id: 'gold', name: 'Gold', members: 2 },
      ],
      expiring: [{ month: '2026-06', points: 240 }],
      neverExpiring: 0,
    });
  });

  test('is the sum of its members', async () => {
    for (const question of [{}, { asOf: day(6) }, { asOf: day(21), knownAt: day(21) }]) {
      const all = await liability(question);
      const each = await Promise.all(['ada', 'bob'].map(async (id) => (await member(id, question)).body.points));
      for (const account of ['pending', 'available', 'owed'])
        expect(all.points[account]).toBe(each.reduce((sum, points) => sum + points[account], 0));
    }
  });

  test('by the version that was in force', async () => {
    await putProgram(house.laurel, house.program.id, {
      ...PROGRAM,
      ...document,
      points: { ...document.points, worth: { amount: 1, points: 1 } },
    });
    now += DAY;
    expect(await liability()).toMatchObject({ programVersion: 2, money: { outstanding: 240 } });
    expect(await liability({ asOf: day(23) })).toMatchObject({ programVersion: 1, money: { outstanding: 1_200 } });
  });

  test('expires without anybody writing it down', async () => {
    now = START + 200 * DAY;
    expect((await liability()).points).toMatchObject({ available: 0, outstanding: 0 });
    expect((await liability({ asOf: day(31) })).points.available).toBe(240);
  });
});

test('the programme in plain sentences, by the shop’s door and for anybody', async () => {
  const { body } = await house.rest('GET', '/v1/program/explanation?locale=fr');
  const earning = body.sections.find(({ id }: { id: string }) => id === 'earning');
  expect(earning).toMatchObject({ title: 'Comment gagner' });
  expect(earning.lines[0]).toContain('1 point par tranche de 1,00\u00a0€');
  const guest = await house.storefront('explanation', { locale: 'fr' });
  expect(guest.body.result.data).toEqual(body);
});
