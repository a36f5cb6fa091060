import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../../src/use/audit/audit.ts';
import { type House, openHouse } from '../doors/support/house.ts';
import { startProcess } from '../live/support/process.ts';

const TRANSFERS = {
  transfers: {
    least: 10,
    limit: [
      { points: 60, per: 'month' as const },
      { times: 3, per: 'month' as const },
    ],
  },
  rules: [
    { id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 }, pending: { days: 14 } },
    { id: 'review', on: 'review.published', earn: 50 },
  ],
};

let house: House;
beforeAll(async () => {
  house = await openHouse({ ...TRANSFERS, points: { expiry: { days: 90 } } });
});
afterAll(() => house[Symbol.asyncDispose]());

let made = 0;
const names = () => {
  made += 1;
  return [`from-${made}`, `to-${made}`] as const;
};

/** Somebody who has joined, with so many points to spend. */
async function member(id: string, points: number): Promise<void> {
  await house.rest('PUT', `/v1/members/${id}`, { join: true });
  if (points > 0)
    await house.rest('POST', '/v1/adjustments', { key: `begin-${id}`, member: id, points, by: 'z', why: 'start' });
}
const points = async (id: string) => (await house.rest('GET', `/v1/members/${id}`)).body.points;

/** Both doors of the shop: what one says, the other says. */
const DOORS: [
  name: string,
  send: (input: object) => Promise<{ status: number; code?: string; reason?: string; view: Record<string, unknown> }>,
][] = [
  [
    'REST',
    async (input) => {
      const { status, body } = await house.rest('POST', '/v1/transfers', input);
      // By REST what is made is 201, and the same again 200.
      return { status: status === 201 ? 200 : status, code: body.code, reason: body.details?.reason, view: body };
    },
  ],
  [
    'tRPC',
    async (input) => {
      const { status, body } = await house.rest('POST', '/trpc/shop.transfers.create', input);
      const fault = body.error?.data?.laurel ?? body.error?.data;
      return { status, code: fault?.code, reason: fault?.details?.reason, view: body.result?.data };
    },
  ],
];

describe.each(DOORS)('points sent from one member to another, by %s', (_, send) => {
  test('leave the one and arrive at the other, once for a key, with the dates that they had', async () => {
    const [from, to] = names();
    await member(from, 100);
    await member(to, 0);
    const before = (await points(from)).nextExpiry;
    const sent = await send({ key: `k-${from}`, from, to, points: 25 });
    expect(sent).toMatchObject({
      status: 200,
      view: { from, to, points: 25, replayed: false, left: { available: 75 } },
    });
    const again = await send({ key: `k-${from}`, from, to, points: 25 });
    expect(again).toMatchObject({ status: 200, view: { id: sent.view.id, replayed: true } });
    expect([(await points(from)).available, (await points(to)).available]).toEqual([75, 25]);
    expect((await points(to)).nextExpiry).toEqual({ ...before, points: 25 });
    expect(await send({ key: `k-${from}`, from, to, points: 26 })).toMatchObject({
      status: 409,
      code: 'idempotency_conflict',
    });
  });

  test('are refused where they are none, too few, too many, or for nobody, and nothing moves', async () => {
    const [from, to] = names();
    await member(from, 200);
    await member(to, 0);
    let tries = 0;
    const refusal = async (points: unknown, more: object = {}) => {
      tries += 1;
      const { status, code, reason } = await send({ key: `k-${from}-${tries}`, from, to, points, ...more });
      return [status, code, reason];
    };
    for (const none of [0, -5, 2.5, '10', 1e10])
      expect((await refusal(none)).slice(0, 2)).toEqual([400, 'bad_request']);
    expect(await refusal(9)).toEqual([422, 'refused', 'transfer_not_allowed']);
    expect(await refusal(61)).toEqual([422, 'refused', 'limit']);
    expect((await refusal(10, { to: from })).slice(0, 2)).toEqual([400, 'bad_request']);
    expect((await refusal(10, { to: 'nobody' })).slice(0, 2)).toEqual([404, 'member_not_found']);
    expect((await refusal(10, { from: 'nobody' })).slice(0, 2)).toEqual([404, 'member_not_found']);
    expect([(await points(from)).available, (await points(to)).available]).toEqual([200, 0]);
    // Exactly the most is sent; then there is no room for a single one more.
    expect(await refusal(60)).toEqual([200, undefined, undefined]);
    expect(await refusal(10)).toEqual([422, 'refused', 'limit']);
    expect((await refusal(10, { from: to, to: from })).slice(0, 1)).toEqual([200]);
  });

  test('are only those that can be spent: what waits, is held or owed is not', async () => {
    const [from, to] = names();
    await member(from, 30);
    await member(to, 0);
    await house.rest('POST', '/v1/events', {
      key: `e-${from}`,
      type: 'order.paid',
      member: from,
      data: { orderId: `o-${from}`, currency: 'EUR', total: 10_000 },
    });
    expect(await points(from)).toMatchObject({ available: 30, pending: 100 });
    expect(await send({ key: `w-${from}`, from, to, points: 31 })).toMatchObject({
      status: 422,
      reason: 'not_enough_points',
    });
    expect(await send({ key: `x-${from}`, from, to, points: 30 })).toMatchObject({ status: 200 });
    await house.rest('POST', '/v1/adjustments', { key: `o-${to}`, member: to, points: -30, by: 'z', why: 'a fault' });
    expect(await send({ key: `y-${from}`, from: to, to: from, points: 10 })).toMatchObject({
      status: 422,
      reason: 'not_enough_points',
    });
  });

  test('neither come from nor go to who has not joined, or was erased', async () => {
    const [from, to] = names();
    await member(from, 50);
    await house.rest('PUT', `/v1/members/${to}`, { join: false });
    const guest = `guest-${made}`;
    await house.rest('POST', '/v1/events', { key: `g-${made}`, type: 'review.published', guest, data: {} });
    expect((await send({ key: `a-${from}`, from, to: guest, points: 10 })).status).toBe(404);
    await house.rest('DELETE', `/v1/members/${to}`);
    expect(await send({ key: `b-${from}`, from, to, points: 10 })).toMatchObject({
      status: 410,
      code: 'member_closed',
    });
    expect(await send({ key: `c-${from}`, from: to, to: from, points: 10 })).toMatchObject({ status: 410 });
    expect((await points(from)).available).toBe(50);
  });
});

test('a refund of the order falls on who sent, and what arrived stays (RULES 27)', async () => {
  await using plain = await openHouse({ transfers: {} });
  for (const id of ['ada', 'bob']) await plain.rest('PUT', `/v1/members/${id}`, { join: true });
  const order = { orderId: 'o', currency: 'EUR', total: 5_000 };
  await plain.rest('POST', '/v1/events', { key: 'o', type: 'order.paid', member: 'ada', data: order });
  await plain.rest('POST', '/v1/transfers', { key: 't', from: 'ada', to: 'bob', points: 50 });
  const refund = { refundId: 'r', orderId: 'o', amount: 5_000 };
  await plain.rest('POST', '/v1/events', { key: 'r', type: 'order.refunded', data: refund });
  const of = async (id: string) => (await plain.rest('GET', `/v1/members/${id}`)).body.points;
  expect(await of('ada')).toMatchObject({ available: 0, owed: 50, balance: -50 });
  expect(await of('bob')).toMatchObject({ available: 50, owed: 0 });
  // Who owes sends nothing, whatever there was.
  const { status, body } = await plain.rest('POST', '/v1/transfers', { key: 'u', from: 'ada', to: 'bob', points: 1 });
  expect([status, body.details.reason]).toEqual([422, 'owes_points']);
});

test('two servers that send the same points at once send them once', async () => {
  const { store, secret } = house;
  const servers = await Promise.all([startProcess(store.uri), startProcess(store.uri)]);
  try {
    await member('both', 50);
    for (const to of ['left', 'right']) await member(to, 0);
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
    const send = async (n: number, to: string): Promise<number> => {
      const body = JSON.stringify({ key: `race-${n}`, from: 'both', to, points: 20 });
      const answer = await fetch(`${servers[n % 2]?.url}/v1/transfers`, { method: 'POST', headers, body });
      if (answer.status !== 503) return answer.status;
      await setTimeout(200);
      return send(n, to);
    };
    const statuses = await Promise.all(Array.from({ length: 8 }, (_, n) => send(n, n % 3 ? 'left' : 'right')));
    // 20 and 20 of the 50; the third has too little.
    expect(statuses.sort()).toEqual([201, 201, 422, 422, 422, 422, 422, 422]);
    const [both, left, right] = await Promise.all(['both', 'left', 'right'].map(points));
    expect([both.available, left.available + right.available]).toEqual([10, 40]);
    expect((await audit(house.laurel)).faults).toEqual([]);
  } finally {
    await Promise.all(servers.map((each) => each.stop()));
  }
}, 120_000);
