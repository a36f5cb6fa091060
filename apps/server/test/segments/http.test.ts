import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, type House, openHouse } from '../doors/support/house.ts';

const DAY = 86_400_000;
let house: House;
let now = Date.parse('2026-03-02T09:00:00Z');
let serial = 0;

beforeAll(async () => {
  house = await openHouse(
    {
      timeZone: 'Europe/Paris',
      segments: [
        { id: 'best', when: { 'member.top.spent': { $lte: 10 } } },
        { id: 'never', when: { 'member.orders': 0 } },
        { id: 'sleeping', when: { 'member.orders': { $gte: 1 }, 'member.last.60.orders': 0 } },
        { id: 'a-month', when: { 'member.daysSinceOrder': { $gte: 30 } } },
        { id: 'beans', when: { 'member.last.30.codes': 'BEANS' } },
        { id: 'tea', when: { 'member.last.30.categories': 'tea' } },
        { id: 'acme', when: { 'member.last.20.brands': 'Acme', 'member.bought.codes': { $ne: 'FILTERS' } } },
        { id: 'loyal', when: { 'member.last.90.orders': { $gte: 2 } } },
      ],
    },
    {},
    { now: () => now, clockTick: 300 },
  );
  await house.rest('POST', '/v1/webhooks', {
    url: 'https://shop.example/hook',
    events: ['segment.entered', 'segment.left'],
  });
});
afterAll(() => house[Symbol.asyncDispose]());

const ask = async (method: string, path: string, body?: object) => {
  const answer = await house.rest(method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
};
const buy = async (member: string, total: number, line: object = {}) => {
  serial += 1;
  const orderId = `o${serial}`;
  const lines = [{ sku: 'CUP', quantity: 1, unitPrice: total, ...line }];
  const data = { orderId, currency: 'EUR', total, lines };
  await ask('POST', '/v1/events', { type: 'order.paid', key: orderId, member, data });
  return orderId;
};
const back = async (orderId: string, amount: number) => {
  serial += 1;
  const refundId = `r${serial}`;
  await ask('POST', '/v1/events', { type: 'order.refunded', key: refundId, data: { orderId, refundId, amount } });
};
const members = async (segment: string): Promise<string[]> =>
  (await ask('GET', `/v1/segments/${segment}/members?limit=50`)).rows
    .map(({ externalId }: { externalId: string }) => externalId)
    .sort();
const becomes = (segment: string, who: string[]) =>
  eventually(
    () => members(segment),
    (found) => JSON.stringify(found) === JSON.stringify(who),
  );
const of = async (member: string): Promise<string[]> =>
  (await ask('GET', `/v1/members/${member}`)).segments.map(({ id }: { id: string }) => id).sort();

test('of few members the first is the best tenth, of equal ones all are; who never ordered is in none but their own', async () => {
  await ask('PUT', '/v1/members/idle', {});
  await becomes('never', ['idle']);
  for (const member of ['m1', 'm2', 'm3']) await buy(member, member === 'm2' ? 5_000 : 1_000);
  now += DAY;
  await becomes('best', ['m2']);
  for (let n = 4; n <= 9; n += 1) await buy(`m${n}`, 1_000);
  // As much as the best, and one who is let in by nobody's being counted: the tenth of ten is one, and both have as much.
  await buy('m10', 5_000);
  now += DAY;
  await becomes('best', ['m10', 'm2']);
  expect(await of('idle')).toEqual(['never']);
  // What is given back makes nobody the best, from that moment on.
  const more = await buy('m1', 9_000);
  await back(more, 9_000);
  now += DAY;
  await becomes('best', ['m10', 'm2']);
});

test('what was bought, by code, category and brand, for so many days; a refund undoes the purchase', async () => {
  const beans = await buy('ann', 1_200, { sku: 'BEANS', category: 'coffee', brand: 'Acme' });
  await buy('ann', 800, { sku: 'GREEN', category: 'tea', brand: 'Leaf' });
  await becomes('beans', ['ann']);
  expect(await of('ann')).toEqual(['acme', 'beans', 'loyal', 'tea']);
  const filters = await buy('ann', 300, { sku: 'FILTERS', category: 'filters' });
  expect(await of('ann')).toEqual(['beans', 'loyal', 'tea']);
  await back(filters, 300);
  expect(await of('ann')).toContain('acme');
  // Half of it given back is still a purchase; the rest is none.
  await back(beans, 600);
  expect(await of('ann')).toContain('beans');
  await back(beans, 600);
  await becomes('beans', []);
  expect(await of('ann')).toEqual(['tea']);
});

test('time alone moves members, to the second, and the shop is told each time once', async () => {
  await buy('bob', 2_000, { sku: 'BEANS', category: 'coffee', brand: 'Acme' });
  const bought = now;
  await becomes('acme', ['bob']);
  now = bought + 20 * DAY - 1_000;
  expect(await of('bob')).toContain('acme');
  now += 1_000;
  expect(await of('bob')).not.toContain('acme');
  await becomes('acme', []);
  // Thirty days of Paris, where the clocks go forward within them.
  now = bought + 30 * DAY - 3_600_000 - 1_000;
  expect(await of('bob')).toEqual(['beans']);
  now += 1_000;
  expect(await of('bob')).toEqual(['a-month']);
  await eventually(
    () => members('a-month'),
    (found) => found.includes('bob'),
  );
  now = bought + 60 * DAY;
  await eventually(
    () => members('sleeping'),
    (found) => found.includes('bob'),
  );
  await buy('bob', 500);
  expect(await of('bob')).not.toContain('sleeping');
  const { _id } = (await house.laurel.store.members.findOne({ externalId: 'bob' }).lean()) as { _id: string };
  const told = async () =>
    (await house.laurel.store.outbox.find({ member: _id }).sort({ at: 1 }).lean()).map(
      ({ type, data }) => `${type.slice('segment.'.length)} ${(data as { segment: string }).segment}`,
    );
  const all = await eventually(told, (found) => found.includes('left sleeping'));
  for (const segment of ['acme', 'beans', 'sleeping']) {
    expect(all.filter((each) => each === `entered ${segment}`)).toHaveLength(1);
    expect(all.filter((each) => each === `left ${segment}`)).toHaveLength(1);
  }
});

test('the loyal are counted by what they keep: what is sent back is no spending of theirs', async () => {
  const report = async () => {
    const { orders, spend, ofAll, members: n, share } = await ask('GET', '/v1/segments/loyal/report');
    return { orders, spend, all: ofAll.spend, n, share };
  };
  const loyal = await eventually(
    () => members('loyal'),
    (found) => found.includes('bob'),
  );
  const before = await eventually(report, ({ n }) => n === loyal.length);
  await buy('eve', 1_000);
  await buy('eve', 1_000);
  const third = await buy('eve', 10_000);
  await eventually(report, ({ spend, n }) => spend === before.spend + 10_000 && n === before.n + 1);
  await back(third, 4_000);
  const less = await eventually(report, ({ spend }) => spend === before.spend + 6_000);
  expect(less).toMatchObject({ orders: before.orders + 1, all: before.all + 8_000 });
  await back(third, 6_000);
  expect(await eventually(report, ({ spend }) => spend === before.spend)).toMatchObject({
    orders: before.orders,
    all: before.all + 2_000,
  });
});
