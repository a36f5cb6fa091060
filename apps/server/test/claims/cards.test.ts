import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../../src/use/audit/audit.ts';
import { eventually, type House, openHouse } from '../doors/support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ rewards: [{ id: 'card', cost: 10, give: { giftCard: 1_000 } }] });
});
afterAll(() => house[Symbol.asyncDispose]());

const send = (type: string, body: object) => house.rest('POST', '/v1/events', { type, ...body });
const pay = (member: string, orderId: string, code: string, amount: number) =>
  send('order.paid', {
    key: orderId,
    member,
    data: { orderId, currency: 'EUR', total: 5_000, paidWith: [{ kind: 'gift_card', code, amount }] },
  });

test('a gift card pays for whoever holds it, once, and gets it back when nothing of the order remains', async () => {
  for (const member of ['giver', 'friend']) await house.rest('PUT', `/v1/members/${member}`, {});
  await house.rest('POST', '/v1/adjustments', { key: 'a', member: 'giver', points: 100, by: 'z', why: 'start' });
  const bought = await house.rest('POST', '/v1/redemptions', { key: 'r', member: 'giver', reward: 'card' });
  const { code } = bought.body.coupon;
  const left = async () => (await house.rest('GET', `/v1/coupons/${code}`)).body.coupon.left;
  const becomes = (n: number) => eventually(left, (now) => now === n);
  const paid = await pay('friend', 'C1', code, 400);
  expect(paid.body.entry.silent).toEqual([]);
  await becomes(600);
  await pay('friend', 'C1', code, 400);
  // The till has taken it already: it is not taken again when the order comes.
  await house.rest('POST', `/v1/coupons/${code}/uses`, { key: 'till', amount: 100, orderId: 'C2' });
  await pay('friend', 'C2', code, 100);
  await house.laurel.effects.idle();
  expect(await left()).toBe(500);
  await send('order.refunded', { key: 'r1', data: { refundId: 'r1', orderId: 'C1', amount: 1_000 } });
  await house.laurel.effects.idle();
  expect(await left()).toBe(500);
  await send('order.cancelled', { key: 'c1', data: { orderId: 'C1' } });
  await becomes(900);
  await pay('friend', 'C3', code, 5_000);
  await house.laurel.effects.idle();
  expect(await left()).toBe(900);
  const unknown = await pay('friend', 'C4', 'NOBODYS', 100);
  expect(unknown.body.entry.silent).toMatchObject([{ reason: 'coupon_not_yours' }]);
  expect((await audit(house.laurel)).faults).toEqual([]);
});
