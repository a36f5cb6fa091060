import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { rebuildProjections } from '../../src/project/rebuild.ts';
import { retryLetters } from '../../src/use/letters/retry.ts';
import { eventually, type House, openHouse } from '../doors/support/house.ts';

const DAY = 86_400_000;

interface Call {
  headers: IncomingHttpHeaders;
  raw: string;
  // biome-ignore lint/suspicious/noExplicitAny: what is told has many shapes
  body: any;
}

/** A shop's own server, which answers as it is told. */
async function openShop() {
  const calls: Call[] = [];
  let answer: number | 'hang up' = 204;
  const server = createServer(async (request, response) => {
    const raw = await text(request);
    calls.push({ headers: request.headers, raw, body: JSON.parse(raw) });
    if (answer === 'hang up') response.destroy();
    else response.writeHead(answer, answer === 302 ? { location: 'http://169.254.169.254/' } : {}).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    calls,
    says(next: number | 'hang up') {
      answer = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

let house: House;
let shop: Awaited<ReturnType<typeof openShop>>;
let now = Date.now();
beforeAll(async () => {
  shop = await openShop();
  house = await openHouse(
    {
      budget: { points: 1_000 },
      claims: {},
      points: { expiry: { days: 30 }, warn: { days: 5 } },
      rewards: [{ id: 'five-off', cost: 100, give: { discount: { amount: 500 } } }],
    },
    {},
    { now: () => now, deliveryDelays: [20, 20] },
  );
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await shop.close();
});
beforeEach(async () => {
  shop.calls.length = 0;
  shop.says(204);
  for (const { id } of (await house.rest('GET', '/v1/webhooks')).body) await house.rest('DELETE', `/v1/webhooks/${id}`);
});

const hook = async (body: object = {}) => (await house.rest('POST', '/v1/webhooks', { url: shop.url, ...body })).body;
const calls = async (query = '') => (await house.rest('GET', `/v1/webhook-calls?limit=100${query}`)).body.rows;
const come = (n: number) =>
  eventually(
    async () => shop.calls,
    (all) => all.length >= n,
  );
const types = () => shop.calls.map(({ body }) => body.type).toSorted();

test('a call is signed, says when and of whom by the shop’s own id, and carries an id of its own', async () => {
  const { id, secret, url, events } = await hook({ events: ['reward.redeemed'], name: 'crm' });
  expect([url, events]).toEqual([shop.url, ['reward.redeemed']]);
  await house.rest('POST', '/v1/adjustments', { key: 'w1', member: 'wanda', points: 200, by: 'z', why: 'start' });
  await house.rest('PUT', '/v1/members/wanda', {});
  await house.rest('POST', '/v1/adjustments', { key: 'w2', member: 'wanda', points: 200, by: 'z', why: 'start' });
  const bought = await house.rest('POST', '/v1/redemptions', { key: 'w3', member: 'wanda', reward: 'five-off' });
  const [call] = await come(1);
  expect(call?.body).toEqual({
    type: 'reward.redeemed',
    timestamp: new Date(now).toISOString(),
    data: { member: 'wanda', redemption: bought.body.id, reward: 'five-off', cost: 100 },
  });
  const headers = call?.headers as Record<string, string>;
  expect(new Webhook(secret).verify(call?.raw ?? '', headers)).toEqual(call?.body);
  const [told] = await eventually(calls, ([first]) => first?.state === 'done');
  expect(told).toMatchObject({ id: headers['webhook-id'], webhook: id, attempts: 1, error: null, nextAt: null });
  expect(JSON.stringify((await house.rest('GET', '/v1/webhooks')).body)).not.toContain('whsec_');
  expect(types()).toEqual(['reward.redeemed']);
});

test('a new secret signs beside the old one', async () => {
  const first = await hook({ events: ['webhook.test'] });
  const second = (await house.rest('POST', `/v1/webhooks/${first.id}/rotate`)).body;
  expect(second.secret).not.toBe(first.secret);
  await house.rest('POST', `/v1/webhooks/${first.id}/test`);
  const [call] = await come(1);
  for (const { secret } of [first, second])
    expect(new Webhook(secret).verify(call?.raw ?? '', call?.headers as Record<string, string>)).toMatchObject({
      type: 'webhook.test',
    });
});

test('what fails comes again under the same id; in the end it is set aside, and is sent when somebody says so', async () => {
  const { id } = await hook({ events: ['webhook.test'] });
  shop.says('hang up');
  await house.rest('POST', `/v1/webhooks/${id}/test`);
  const [failed] = await eventually(
    () => calls(`&webhook=${id}&state=failed`),
    (rows) => rows.length === 1,
  );
  expect(failed).toMatchObject({ attempts: 3, nextAt: null });
  expect(failed.error).toMatch(/^the shop could not be reached: /);
  expect(new Set(shop.calls.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([failed.id]));
  expect(shop.calls).toHaveLength(3);
  const letters = () => house.laurel.store.letters.find({ kind: 'webhook' }).lean();
  expect(await letters()).toMatchObject([{ entry: failed.id, reason: failed.error, again: null }]);
  shop.says(200);
  expect((await house.rest('POST', `/v1/webhook-calls/${failed.id}/retry`)).body).toEqual({ sent: true });
  await eventually(
    () => calls(`&webhook=${id}&state=done`),
    (rows) => rows.length === 1,
  );
  expect(await letters()).toEqual([]);
  // The operator's command does the same.
  shop.says(500);
  await house.rest('POST', `/v1/webhooks/${id}/test`);
  await eventually(letters, (all) => all.length === 1);
  shop.says(200);
  expect(await retryLetters(house.laurel)).toEqual({ done: 1, failed: 0 });
  await eventually(
    () => calls(`&webhook=${id}&state=done`),
    (rows) => rows.length === 2,
  );
});

test('nobody is followed elsewhere, 410 ends it at once, and nothing in a private network is called', async () => {
  const { id } = await hook({ events: ['webhook.test'] });
  shop.says(302);
  await house.rest('POST', `/v1/webhooks/${id}/test`);
  const [moved] = await eventually(
    () => calls(`&webhook=${id}&state=failed`),
    (rows) => rows.length === 1,
  );
  expect(moved.error).toBe('the shop answered 302');
  shop.says(410);
  await house.rest('POST', `/v1/webhooks/${id}/test`);
  const rows = await eventually(
    () => calls(`&webhook=${id}&state=failed`),
    (all) => all.length === 2,
  );
  expect(rows.map(({ attempts }: { attempts: number }) => attempts).toSorted()).toEqual([1, 3]);
  for (const url of ['https://10.1.2.3/', 'https://169.254.169.254/latest', 'https://[fd00::1]/']) {
    const inside = await hook({ url, events: ['webhook.test'] });
    await house.rest('POST', `/v1/webhooks/${inside.id}/test`);
    const [refused] = await eventually(
      () => calls(`&webhook=${inside.id}&state=failed`),
      (all) => all.length === 1,
    );
    expect(refused.error).toContain('private network');
  }
  const plain = await house.rest('POST', '/v1/webhooks', { url: 'http://shop.example/' });
  expect([plain.status, plain.body.code]).toEqual([400, 'bad_request']);
});

test('budgets, claims, expiry and levels are told once, and what was before the webhook is no news', async () => {
  const order = (n: number, total: number) =>
    house.rest('POST', '/v1/events', {
      type: 'order.paid',
      key: `b${n}`,
      member: 'bo',
      data: { orderId: `B${n}`, currency: 'EUR', total },
    });
  await order(1, 10_000);
  await hook();
  await order(2, 50_000);
  await house.storefront('claim', { orderId: 'MISSING' }, await house.token('bo'));
  now += 26 * DAY;
  const upcoming = await house.rest('POST', '/v1/events', { type: 'site.visited', key: 'b3', member: 'bo', data: {} });
  expect(upcoming.status).toBe(201);
  await come(3);
  const told = (type: string) => shop.calls.filter(({ body }) => body.type === type).map(({ body }) => body.data);
  await eventually(
    async () => types(),
    (all) => ['budget.reached', 'claim.made'].every((type) => all.includes(type)),
  );
  await eventually(
    async () => shop.calls,
    (all) => all.some(({ body }) => body.type === 'points.expiring' && body.data.member === 'bo'),
  );
  expect(told('budget.reached')).toMatchObject([{ percent: 50, total: 1_000, used: 600 }]);
  expect(told('claim.made')).toMatchObject([{ member: 'bo', orderId: 'MISSING' }]);
  expect(told('points.expiring')).toContainEqual(expect.objectContaining({ member: 'bo', points: 600 }));
  expect(told('member.joined')).toEqual([]);
  // A rebuild moves nothing, and nobody is told twice.
  const before = shop.calls.length;
  await rebuildProjections(house.laurel);
  const { id } = await hook({ events: ['webhook.test'] });
  await house.rest('POST', `/v1/webhooks/${id}/test`);
  await come(before + 1);
  // The month ended meanwhile, and other members' points are about to expire too.
  const once = shop.calls
    .filter(({ body }) => [undefined, 'bo'].includes(body.data.member))
    .map(({ body }) => body.type)
    .filter((type) => !['webhook.test', 'board.period_closed'].includes(type))
    .toSorted();
  expect(once).toEqual(['budget.reached', 'claim.made', 'points.expiring']);
});
