import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, type House, openHouse, order } from '../doors/support/house.ts';

const DAY = 86_400_000;
let house: House;
let now = Date.parse('2026-03-02T12:00:00Z');
beforeAll(async () => {
  house = await openHouse(
    {
      badges: [{ id: 'friend' }, { id: 'critic' }],
      challenges: [
        { id: 'review', steps: [{ on: 'review.published', times: 1 }], grant: { points: 5, badge: 'critic' } },
      ],
      tiers: [
        {
          id: 'gold',
          from: { spend: 10_000, within: { days: 30 } },
          warn: { days: 10 },
          grace: { days: 5 },
        },
      ],
      streaks: [{ id: 'daily', on: ['review.published'], milestones: [{ at: 1, grant: { points: 1 } }] }],
      draws: [
        {
          id: 'spin',
          on: 'order.paid',
          total: 1,
          prizes: [{ id: 'ten', odds: 1, grant: { points: 10 } }],
          consolation: 'ten',
        },
      ],
    },
    {},
    { now: () => now },
  );
  await house.rest('PUT', '/v1/members/ada', {});
  await house.rest('POST', '/v1/webhooks', { url: 'https://shop.example/hook' });
});
afterAll(() => house[Symbol.asyncDispose]());

interface Told extends Record<string, unknown> {
  type: string;
}

const told = async (): Promise<Told[]> =>
  (await house.laurel.store.outbox.find({}).sort({ at: 1 }).lean()).map(({ type, data }) => ({ ...data, type }));

test('levels that are about to lapse, milestones, luck and badges are told, by hand too', async () => {
  const review = { type: 'review.published', key: 'r', member: 'ada', data: {} };
  await house.rest('POST', '/v1/events', review);
  const paid = order('ada', 100);
  await house.rest('POST', '/v1/events', paid);
  const { orderId, total: amount } = paid.data;
  await house.rest('POST', '/v1/events', order('ada', 100));
  const refund = { type: 'order.refunded', key: 'b', member: 'ada', data: { orderId, refundId: 'b', amount } };
  await house.rest('POST', '/v1/events', refund);
  const hand = { member: 'ada', by: 'Zoé', why: 'a talk' };
  await house.rest('POST', '/v1/badges/friend/grants', { key: 'g', ...hand });
  await house.rest('POST', '/v1/badges/friend/withdrawals', { key: 'w', ...hand });
  for (const days of [21, 9, 6]) {
    now += days * DAY;
    await house.rest('POST', '/v1/events', { type: 'site.visited', key: `v${days}`, member: 'ada', data: {} });
  }
  const all = await eventually(told, (rows) => rows.some(({ type, to }) => type === 'tier.changed' && to === null));
  const of = (type: string) => all.filter((one) => one.type === type);
  expect(of('challenge.completed')).toMatchObject([{ challenge: 'review', points: 5 }]);
  expect(of('streak.reached')).toMatchObject([{ streak: 'daily', length: 1, points: 1 }]);
  expect(of('draw.landed')).toMatchObject([{ draw: 'spin', prize: 'ten', points: 10 }, { prize: 'ten' }]);
  expect(of('draw.undone')).toMatchObject([{ draw: 'spin', prize: 'ten', points: 10 }]);
  expect(of('badge.granted')).toMatchObject([
    { badge: 'critic', by: null },
    { badge: 'friend', by: 'Zoé' },
  ]);
  expect(of('badge.withdrawn')).toMatchObject([{ badge: 'friend', by: 'Zoé' }]);
  const lapses = '2026-04-01T11:00:00.000Z';
  const later = '2026-04-06T11:00:00.000Z';
  // Once for each date.
  expect(of('tier.warned')).toMatchObject([
    { tier: 'gold', until: lapses, missing: 10_000 },
    { tier: 'gold', until: later },
  ]);
  expect(of('tier.grace')).toMatchObject([{ tier: 'gold', until: later }]);
  expect(of('tier.changed')).toMatchObject([
    { from: null, to: 'gold', until: lapses },
    { from: 'gold', to: null },
  ]);
});
