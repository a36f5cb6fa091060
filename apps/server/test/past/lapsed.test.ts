import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../doors/support/house.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-03-01T12:00:00Z');
let now = START;
let house: House;
const day = (n: number) => new Date(START + n * DAY).toISOString();
const send = async (n: number, type: string, key: string, happened: number, data: object = {}) => {
  now = START + n * DAY;
  const { status } = await house.rest('POST', '/v1/events', {
    type,
    key,
    member: 'ada',
    occurredAt: day(happened),
    data,
  });
  expect(status).toBe(201);
};
const paid = (n: number, orderId: string, euros: number, happened = n) =>
  send(n, 'order.paid', orderId, happened, { orderId, currency: 'EUR', total: euros * 100 });

beforeAll(async () => {
  house = await openHouse(
    {
      challenges: [],
      referral: undefined,
      points: {
        expiry: { inactive: { days: 60 }, activities: ['order.paid', 'review.published'] },
        worth: { amount: 1, points: 1 },
      },
      rules: [
        { id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 } },
        { id: 'review', on: 'review.published', earn: 1 },
        { id: 'visit', on: 'store.visited', earn: 1 },
      ],
      tiers: [{ id: 'gold', name: 'Gold', from: { points: 100, within: { months: 1 } } }],
    },
    {},
    { now: () => now },
  );
  await paid(0, 'A1', 150);
  // On day 40 an order of day 20 comes, which the till had kept.
  await paid(40, 'A2', 120, 20);
  // What is named keeps points alive; what is not does not.
  await send(70, 'review.published', 'rev', 70);
  await send(90, 'store.visited', 'visit', 90);
  now = START + 200 * DAY;
});
afterAll(() => house[Symbol.asyncDispose]());

const member = async (question: Record<string, string> = {}) =>
  (await house.rest('GET', `/v1/members/ada?${new URLSearchParams(question)}`)).body;
const liability = async (question: Record<string, string> = {}) =>
  (await house.rest('GET', `/v1/program/liability?${new URLSearchParams(question)}`)).body;
const tier = async (question: Record<string, string>) => (await member(question)).tier.id;

test('a tier that lapsed is there on the days on which it was, and the answer says what was known', async () => {
  const rows: [Record<string, string>, string | null][] = [
    [{ asOf: day(1) }, 'gold'],
    [{ asOf: day(30.9), knownAt: day(30.9) }, 'gold'],
    [{ asOf: day(35), knownAt: day(35) }, null],
    // The late order had happened by then: as it happened, gold went on.
    [{ asOf: day(35) }, 'gold'],
    [{ asOf: day(35), knownAt: day(41) }, 'gold'],
    [{ knownAt: day(35) }, null],
    [{ knownAt: day(41) }, 'gold'],
    [{ asOf: day(50) }, 'gold'],
    [{ asOf: day(71) }, null],
    [{ asOf: day(100) }, null],
  ];
  for (const [question, expected] of rows) expect([question, await tier(question)]).toEqual([question, expected]);
});

test('points end together so long after the last thing that was named, whatever else was done, and are there on any day before', async () => {
  const available = async (question: Record<string, string>) => (await member(question)).points.available;
  // As it happened, as known then.
  expect([await available({ asOf: day(35) }), await available({ knownAt: day(35) })]).toEqual([270, 150]);
  // Sixty days after the order of day 20, were it not for the review.
  for (const [n, points] of [
    [81, 271],
    [95, 272],
    [129, 272],
    [131, 0],
    [151, 0],
  ] as const)
    expect([n, await available({ asOf: day(n) }), await available({ knownAt: day(n) })]).toEqual([n, points, points]);
});

test('what the program owes, in points, money and by tier, is what its member has, then as now', async () => {
  for (const question of [{ asOf: day(35) }, { knownAt: day(35) }, { asOf: day(71) }, { asOf: day(131) }, {}]) {
    const [all, one] = [await liability(question), await member(question)];
    expect(all.points).toMatchObject({ available: one.points.available, outstanding: one.points.available });
    expect(all.money.outstanding).toBe(one.points.available);
    expect(all.tiers.find(({ members }: { members: number }) => members === 1).id).toBe(one.tier.id);
  }
});
