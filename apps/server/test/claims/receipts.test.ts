import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../doors/support/house.ts';

const now = Date.parse('2026-10-20T12:00:00Z');
const DAY = 86_400_000;
let house: House;
beforeAll(async () => {
  house = await openHouse(
    { challenges: [], claims: { within: { days: 60 } }, points: { pending: { days: 7 } }, referral: undefined },
    {},
    { now: () => now },
  );
  for (const member of ['ada', 'bea', 'cat', 'dan']) await house.rest('PUT', `/v1/members/${member}`, {});
});
afterAll(() => house[Symbol.asyncDispose]());

const claim = async (who: string, input: object) => {
  const token = await house.token(who);
  const { body } = await house.storefront('claim', input, token);
  return body.result?.data ?? body.error.data.laurel ?? body.error.data;
};
const approve = (id: string, order: object) => house.rest('POST', `/v1/claims/${id}/approve`, { by: 'Zoé', order });
const event = (type: string, key: string, who: object, data: object) =>
  house.rest('POST', '/v1/events', { type, key, ...who, occurredAt: new Date(now).toISOString(), data });
const pending = async (member: string) => (await house.rest('GET', `/v1/members/${member}`)).body.points.pending;

test('what no receipt says is refused by the field, and leaves no claim', async () => {
  const odd: [object, string][] = [
    [{ orderId: ' A1 ' }, 'orderId'],
    [{ orderId: '' }, 'orderId'],
    [{ orderId: 42 }, 'orderId'],
    [{ orderId: 'A1', total: -1 }, 'total'],
    [{ orderId: 'A1', total: 1.5 }, 'total'],
    [{ orderId: 'A1', date: '2026-02-30' }, 'date'],
    [{ orderId: 'A1', date: '20.10.2026' }, 'date'],
    [{ orderId: 'A1', date: '2027-01-01' }, 'date'],
  ];
  for (const [input, path] of odd) {
    const refused = await claim('ada', input);
    expect([refused.code, refused.details?.[0]?.path]).toEqual(['bad_request', path]);
  }
  expect((await house.rest('GET', '/v1/claims?state=waiting&member=ada')).body.rows).toEqual([]);
  // Where the member lives it may be tomorrow.
  expect(await claim('ada', { orderId: 'A1', date: '2026-10-21' })).toMatchObject({ state: 'waiting' });
});

test('an approval in a currency that the program does not take is refused, and can be put right', async () => {
  const { id } = await claim('bea', { orderId: 'B1' });
  const order = { occurredAt: new Date(now - DAY).toISOString(), currency: 'EUR', total: 4_000 };
  const wrong = await approve(id, { ...order, currency: 'USD' });
  expect([wrong.status, wrong.body.code]).toEqual([422, 'currency_mismatch']);
  expect((await approve(id, order)).body).toMatchObject({ state: 'settled', points: 40 });
  expect(await pending('bea')).toBe(40);
});

test('what was given back before the order came is off what the member reads and gets', async () => {
  await event('order.refunded', 'c1-r', { member: 'cat' }, { orderId: 'C1', refundId: 'r', amount: 1_500 });
  const { id } = await claim('cat', { orderId: 'C1' });
  const order = { occurredAt: new Date(now - DAY).toISOString(), currency: 'EUR', total: 5_000 };
  expect((await approve(id, order)).body).toMatchObject({ state: 'settled', points: 35 });
  expect(await claim('cat', { orderId: 'C1' })).toMatchObject({
    state: 'settled',
    points: 35,
    text: 'Order C1 is in your account now: it earned 35 points.',
  });
  expect(await pending('cat')).toBe(35);
});

test('who merges takes their claims along: the order settles them, and nobody else’s', async () => {
  await house.rest('PUT', '/v1/members/old', {});
  const asked = await claim('old', { orderId: 'D1' });
  await house.rest('POST', '/v1/merges', { member: 'old', into: 'dan' });
  for (const who of ['dan', 'old']) expect((await claim(who, { orderId: 'D1' })).id).toBe(asked.id);
  expect((await claim('ada', { orderId: 'D1' })).details.reason).toBe('claim_mismatch');
  await event('order.paid', 'd1', { member: 'dan' }, { orderId: 'D1', currency: 'EUR', total: 900 });
  expect(await claim('dan', { orderId: 'D1' })).toMatchObject({ id: asked.id, state: 'settled', points: 9 });
  expect(await pending('dan')).toBe(9);
});
