import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, type House, openHouse } from './support/house.ts';

const DAY = 86_400_000;
let house: House;
let now = Date.now();
beforeAll(async () => {
  house = await openHouse(
    {
      rewards: [{ id: 'latte', cost: 500, give: { product: 'latte' }, stock: 1 }],
      tiers: [
        {
          id: 'gold',
          from: { spend: 10_000 },
          gift: { points: 5, reward: 'latte' },
          perks: [{ id: 'wrap', value: true }],
        },
        { id: 'club', membership: {} },
      ],
    },
    {},
    { now: () => now },
  );
});
afterAll(() => house[Symbol.asyncDispose]());

const pay = (member: string, orderId: string, total: number) =>
  house.rest('POST', '/v1/events', {
    type: 'order.paid',
    key: `paid:${orderId}`,
    member,
    data: { orderId, currency: 'EUR', total },
  });
const seen = async (member: string) => (await house.rest('GET', `/v1/members/${member}`)).body;

test('entering a tier gives its gift once, and its reward as long as there are any', async () => {
  await pay('ada', 'o1', 10_000);
  await pay('bob', 'o2', 10_000);
  expect((await seen('ada')).tier).toMatchObject({
    id: 'gold',
    benefits: [{ id: 'wrap', value: true }],
    granted: null,
  });
  const refused = await eventually(
    async () => {
      const logs = await Promise.all(['ada', 'bob'].map((id) => house.rest('GET', `/v1/members/${id}/entries`)));
      return logs.flatMap(({ body }) => body.rows).filter(({ reason }) => reason === 'out_of_stock');
    },
    (rows) => rows.length > 0,
  );
  expect(refused).toHaveLength(1);
  const given = [...(await seen('ada')).coupons, ...(await seen('bob')).coupons];
  expect(given).toMatchObject([{ reward: 'latte', kind: 'product', state: 'open' }]);
});

test('a tier is granted by hand for a time, and ended; a membership’s goes the moment it lapses', async () => {
  await pay('eve', 'o3', 100);
  const said = {
    key: 'grant-1',
    member: 'eve',
    tier: 'gold',
    by: 'Zoé',
    why: 'press',
    until: new Date(now + DAY).toISOString(),
  };
  const granted = await house.rest('POST', '/v1/tier-grants', said);
  expect([granted.status, granted.body.tier]).toMatchObject([200, { id: 'gold', granted: { earned: null } }]);
  expect((await house.rest('POST', '/v1/tier-grants', said)).status).toBe(200);
  expect((await house.rest('POST', '/v1/tier-grants', { ...said, why: 'other' })).body.code).toBe(
    'idempotency_conflict',
  );
  expect((await house.rest('POST', '/v1/tier-grants', { ...said, key: 'x', tier: 'none' })).body.details.reason).toBe(
    'unknown_tier',
  );
  now += DAY;
  expect((await seen('eve')).tier.id).toBe(null);
  const fact = (type: string) => house.rest('POST', '/v1/events', { type, key: type, member: 'eve', data: {} });
  await fact('membership.started');
  expect((await seen('eve')).tier.id).toBe('club');
  await fact('membership.lapsed');
  expect((await seen('eve')).tier.id).toBe(null);
});
