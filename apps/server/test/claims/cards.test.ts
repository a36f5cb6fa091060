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
  // What the till took comes back too: of an order that names the card, and of one that says nothing of it.
  await send('order.cancelled', { key: 'c2', data: { orderId: 'C2' } });
  await becomes(1_000);
  await house.rest('POST', `/v1/coupons/${code}/uses`, { key: 'till-5', amount: 250, orderId: 'C5' });
  await send('order.paid', {
    key: 'C5',
    member: 'friend',
    data: { orderId: 'C5', currency: 'EUR', total: 5_000 },
  });
  expect(await left()).toBe(750);
  await send('order.refunded', { key: 'r5', data: { refundId: 'r5', orderId: 'C5', amount: 5_000 } });
  await becomes(1_000);
  // A chargeback gives it back, and once the shop has won, the card has paid again.
  await house.rest('POST', `/v1/coupons/${code}/uses`, { key: 'till-6', amount: 300, orderId: 'C6' });
  await pay('friend', 'C6', code, 300);
  await send('order.charged_back', { key: 'b6', data: { chargebackId: 'b6', orderId: 'C6' } });
  await becomes(1_000);
  await send('order.chargeback_won', { key: 'w6', data: { chargebackId: 'b6', orderId: 'C6' } });
  await becomes(700);
  expect((await audit(house.laurel)).faults).toEqual([]);
});

test('a card pays for a visitor’s order too, also when that becomes an account’s, and gets it back', async () => {
  await house.rest('POST', '/v1/adjustments', { key: 'a2', member: 'giver', points: 100, by: 'z', why: 'start' });
  const bought = await house.rest('POST', '/v1/redemptions', { key: 'r2', member: 'giver', reward: 'card' });
  const { code } = bought.body.coupon;
  const left = async () => (await house.rest('GET', `/v1/coupons/${code}`)).body.coupon.left;
  const visit = (orderId: string) =>
    send('order.paid', {
      key: orderId,
      guest: 'cookie-9',
      data: { orderId, currency: 'EUR', total: 5_000, paidWith: [{ kind: 'gift_card', code, amount: 200 }] },
    });
  await visit('G0');
  await eventually(left, (now) => now === 800);
  await send('order.cancelled', { key: 'cG0', data: { orderId: 'G0' } });
  await eventually(left, (now) => now === 1_000);
  await house.rest('POST', `/v1/coupons/${code}/uses`, { key: 'till-g', amount: 200, orderId: 'G1' });
  await visit('G1');
  await house.rest('PUT', '/v1/members/late', {});
  await house.rest('POST', '/v1/merges', { key: 'm1', from: { guest: 'cookie-9' }, into: 'late' });
  await house.laurel.effects.idle();
  expect(await left()).toBe(800);
  await send('order.cancelled', { key: 'cG', data: { orderId: 'G1' } });
  await eventually(left, (now) => now === 1_000);
  expect((await audit(house.laurel)).faults).toEqual([]);
});
