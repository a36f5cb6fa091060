import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { releaseReservations } from '../../src/effects/reservations.ts';
import { createKey } from '../../src/use/keys/create.ts';
import { eventually, type House, openHouse } from '../doors/support/house.ts';
import { SPENDING, shopOf } from './support/program.ts';

let house: House;
let shop: ReturnType<typeof shopOf>;
let now = Date.now();
beforeAll(async () => {
  house = await openHouse(SPENDING, {}, { now: () => now });
  shop = shopOf(house);
});
afterAll(() => house[Symbol.asyncDispose]());

describe('a coupon at the till', () => {
  test('looks as the pattern says, is found however it is typed, is used once, and can be taken back', async () => {
    await shop.earn('ada', 30);
    const bought = await shop.redeem('ada', 'five-off');
    const { code } = bought.body.coupon;
    expect(code).toMatch(/^SUMMER-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
    const check = (rest = '') => house.rest('GET', `/v1/coupons/${code.toLowerCase()}${rest}`);
    expect((await check()).body).toMatchObject({
      usable: true,
      reason: null,
      member: 'ada',
      coupon: { kind: 'amount', code },
    });
    expect((await check('?member=bob')).body).toMatchObject({ usable: false, reason: 'coupon_not_yours' });
    const stolen = await shop.post(`/v1/coupons/${code}/uses`, { member: 'bob' });
    expect([stolen.status, stolen.body.details.reason]).toEqual([422, 'coupon_not_yours']);
    const used = await shop.post(`/v1/coupons/${code}/uses`, { key: 'till-1', orderId: 'T1' });
    expect([used.status, used.body]).toMatchObject([
      201,
      { amount: null, orderId: 'T1', state: 'used', member: 'ada' },
    ]);
    const again = await shop.post(`/v1/coupons/${code}/uses`, { key: 'till-1', orderId: 'T1' });
    expect([again.status, again.body.use, again.body.replayed]).toEqual([200, used.body.use, true]);
    expect((await shop.post(`/v1/coupons/${code}/uses`, { key: 'till-1', orderId: 'T2' })).body.code).toBe(
      'idempotency_conflict',
    );
    expect((await shop.post(`/v1/coupons/${code}/uses`, {})).body.details.reason).toBe('coupon_used');
    const back = await house.rest('POST', `/v1/coupons/uses/${used.body.use}/reverse`, {});
    expect(back.body).toMatchObject({ state: 'reversed', coupon: { state: 'open' } });
    expect((await check()).body.usable).toBe(true);
    expect((await house.rest('GET', '/v1/coupons/NOBODYS')).body.code).toBe('coupon_not_found');
    expect((await house.rest('POST', '/v1/coupons/uses/use_none/reverse', {})).body.code).toBe('coupon_not_found');
  });

  test('below its minimum it is refused at the till; an order that comes with it stands, has used it, and says so', async () => {
    await shop.earn('min', 30);
    const { code } = (await shop.redeem('min', 'from-fifty')).body.coupon;
    const check = async (amount: number) => (await house.rest('GET', `/v1/coupons/${code}?amount=${amount}`)).body;
    expect(await check(4_999)).toMatchObject({ usable: false, reason: 'below_minimum' });
    expect(await check(5_000)).toMatchObject({ usable: true, reason: null });
    const low = await shop.post(`/v1/coupons/${code}/uses`, { amount: 4_999 });
    expect([low.status, low.body.details.reason]).toEqual([422, 'below_minimum']);
    const data = { orderId: 'MIN1', currency: 'EUR', total: 3_000, coupons: [code] };
    const { body } = await shop.post('/v1/events', { type: 'order.paid', member: 'min', data });
    expect(body.entry.text).toContain(`coupon ${code} used, though the order is below its minimum of €50.00`);
    expect(body.entry.awards).toMatchObject([{ points: 30 }]);
    expect(await check(9_000)).toMatchObject({ usable: false, reason: 'coupon_used' });
  });

  test('an order that the till spoke of first is a new order all the same, and gives back what it should', async () => {
    await shop.earn('uma', 30);
    const { body: bought } = await shop.redeem('uma', 'five-off');
    await shop.post(`/v1/coupons/${bought.coupon.code}/uses`, { orderId: 'U1' });
    const order = { orderId: 'U1', currency: 'EUR', total: 5_000 };
    const paid = await shop.post('/v1/events', { type: 'order.paid', member: 'uma', data: order });
    expect(paid.body.points.balance).toBe(70);
    expect((await house.rest('POST', `/v1/redemptions/${bought.id}/cancel`, {})).body.details.reason).toBe(
      'coupon_used',
    );
    const gone = await shop.post('/v1/events', { type: 'order.cancelled', data: { orderId: 'U1' } });
    expect(gone.body.points.balance).toBe(30);
    expect((await house.rest('GET', `/v1/redemptions/${bought.id}`)).body.state).toBe('cancelled');
  });

  test('a gift card is anybody’s in parts, credit its member’s; neither takes more than is left', async () => {
    await shop.earn('gil', 50);
    const card = (await shop.redeem('gil', 'card')).body.coupon;
    const credit = (await shop.redeem('gil', 'credit')).body.coupon;
    expect([card.left, credit.left]).toEqual([1_000, 1_000]);
    const taken = await shop.post(`/v1/coupons/${card.code}/uses`, { member: 'bob', amount: 300 });
    expect(taken.body).toMatchObject({ amount: 300, coupon: { left: 700, state: 'open' } });
    expect((await shop.post(`/v1/coupons/${card.code}/uses`, { amount: 701 })).body.details.reason).toBe(
      'coupon_too_little',
    );
    expect((await shop.post(`/v1/coupons/${credit.code}/uses`, { member: 'bob', amount: 1 })).status).toBe(422);
    const data = {
      orderId: 'G1',
      currency: 'EUR',
      total: 5_000,
      paidWith: [{ kind: 'store_credit', code: credit.code, amount: 400 }],
    };
    await shop.post('/v1/events', { type: 'order.paid', member: 'gil', data });
    const left = async () => (await house.rest('GET', `/v1/coupons/${credit.code}`)).body.coupon.left;
    expect(await left()).toBe(600);
    await shop.post('/v1/events', { type: 'order.cancelled', data: { orderId: 'G1' } });
    expect(await left()).toBe(1_000);
  });
});

describe('an entitlement', () => {
  test('is asked for by the shop and by the page, and ends at its instant', async () => {
    await shop.earn('eve', 30);
    const bought = await shop.redeem('eve', 'early');
    expect(bought.body).toMatchObject({ state: 'made', coupon: null, entitlement: { id: 'presale' } });
    const asked = () => house.rest('GET', '/v1/members/eve/entitlements/presale');
    expect((await asked()).body).toMatchObject({ entitled: true, until: bought.body.entitlement.until });
    const page = await house.storefront('entitled', { entitlement: 'presale' }, await house.token('eve'));
    expect(page.body.result.data).toMatchObject({ entitled: true });
    const me = await house.storefront('me', {}, await house.token('eve'));
    expect(me.body.result.data.member.entitlements).toMatchObject([{ id: 'presale' }]);
    const before = now;
    now = Date.parse(bought.body.entitlement.until);
    expect((await asked()).body).toEqual({ entitlement: 'presale', entitled: false, since: null, until: null });
    now = before;
    expect((await house.rest('GET', '/v1/members/nobody/entitlements/presale')).body.code).toBe('member_not_found');
  });
});

describe('an uploaded pool', () => {
  test('refuses what it has, never lists a code, says when few are left, and keeps what nobody saw', async () => {
    await shop.earn('pam', 40);
    await shop.earn('pia', 40);
    expect((await shop.redeem('pam', 'cinema')).body.details.reason).toBe('out_of_stock');
    const put = (codes: string[]) => house.rest('POST', '/v1/pools/odeon/codes', { codes });
    expect((await put(['A1', 'A2', 'A1'])).body).toMatchObject({
      id: 'odeon',
      added: 2,
      duplicates: 1,
      left: 2,
      low: false,
    });
    expect((await put(['A2', 'A3'])).body).toMatchObject({ added: 1, duplicates: 1, total: 3 });
    const pools = await house.rest('GET', '/v1/pools');
    expect(pools.body).toEqual([{ id: 'odeon', total: 3, left: 3, low: false, rewards: ['cinema'] }]);
    const bought = await shop.redeem('pam', 'cinema');
    expect(['A1', 'A2', 'A3']).toContain(bought.body.coupon.code);
    expect(bought.body.coupon).toMatchObject({ kind: 'voucher', give: { voucher: 'Odeon' } });
    // Refused for want of points, the code goes back; cancelled, it was seen and does not.
    await shop.redeem('quinn', 'cinema');
    await house.rest('PUT', '/v1/members/quinn', {});
    expect((await shop.redeem('quinn', 'cinema')).body.details.reason).toBe('not_enough_points');
    expect((await house.rest('GET', '/v1/pools')).body[0].left).toBe(2);
    await house.rest('POST', `/v1/redemptions/${bought.body.id}/cancel`, {});
    await shop.redeem('pia', 'cinema');
    await releaseReservations(house.laurel, -1_000);
    expect((await house.rest('GET', '/v1/pools')).body[0]).toMatchObject({ total: 3, left: 1, low: true });
  });
});

describe('points at the checkout', () => {
  const hold = (member: string, points: number, goods = 10_000) => shop.post('/v1/holds', { member, points, goods });
  const orderWith = (member: string, orderId: string, paidWith: object[]) =>
    shop.post('/v1/events', { type: 'order.paid', member, data: { orderId, currency: 'EUR', total: 1_000, paidWith } });

  test('are held, paid by the order that names them, and given back by its refund', async () => {
    await shop.earn('hal', 500);
    const held = await hold('hal', 200);
    expect([held.status, held.body]).toMatchObject([
      201,
      { points: 200, amount: 200, state: 'held', balance: { available: 300 } },
    ]);
    const { points, checkout } = (await house.rest('GET', '/v1/members/hal')).body;
    expect([points.held, checkout.most, checkout.worth]).toEqual([200, 300, 300]);
    const paid = await orderWith('hal', 'H1', [{ kind: 'points', hold: held.body.id, amount: 200 }]);
    expect(paid.body.entry.text).toContain('paid with 200 points');
    expect((await house.rest('GET', `/v1/holds/${held.body.id}`)).body).toMatchObject({
      state: 'confirmed',
      orderId: 'H1',
    });
    await shop.post('/v1/events', { type: 'order.refunded', data: { refundId: '1', orderId: 'H1', amount: 500 } });
    expect((await house.rest('GET', '/v1/members/hal')).body.points).toMatchObject({ available: 405, held: 0 });
  });

  test('confirmed before the order is told, they come back when it is cancelled', async () => {
    await shop.earn('ida', 100);
    const { body: held } = await hold('ida', 50);
    const confirmed = await house.rest('POST', `/v1/holds/${held.id}/confirm`, { orderId: 'I1' });
    expect(confirmed.body).toMatchObject({ state: 'confirmed', points: 50 });
    await orderWith('ida', 'I1', []);
    const gone = await shop.post('/v1/events', { type: 'order.cancelled', data: { orderId: 'I1' } });
    expect(gone.body.points).toMatchObject({ balance: 100, available: 100 });
  });

  test('are released by the shop, or by themselves at their instant, and what is out of bounds is refused', async () => {
    await shop.earn('jay', 100);
    const { body: first } = await hold('jay', 50);
    expect((await house.rest('POST', `/v1/holds/${first.id}/release`, {})).body).toMatchObject({
      state: 'released',
      balance: { available: 100 },
    });
    const { body: second } = await hold('jay', 50);
    const before = now;
    now = Date.parse(second.until);
    expect((await house.rest('GET', `/v1/holds/${second.id}`)).body).toMatchObject({
      state: 'released',
      balance: { available: 100 },
    });
    expect((await house.rest('GET', '/v1/members/jay')).body.points).toMatchObject({ held: 0, available: 100 });
    now = before;
    expect((await hold('jay', 50, 20)).body.details.reason).toBe('hold_out_of_bounds');
    expect((await house.rest('GET', '/v1/holds/hold_none')).body.code).toBe('hold_not_found');
  });
});

describe('the page of a visitor', () => {
  test('shows every reward that is not secret, the causes and what points are worth', async () => {
    const { body } = await house.storefront('snapshot', {});
    const { rewards, causes, checkout } = body.result.data.program;
    expect(rewards.find(({ id }: { id: string }) => id === 'sea')).toMatchObject({
      kind: 'donation',
      available: false,
      reason: 'not_joined',
    });
    expect(causes).toMatchObject([{ id: 'sea', name: 'Sea rescue' }]);
    expect(checkout).toMatchObject({ points: 100, amount: 100, minimum: 10 });
  });
});

describe('codes of the shop’s own webhook', () => {
  interface Call {
    id: string;
    data: { redemption: string; member: string; reward: string };
  }

  /** A shop that answers as told, and refuses what is not signed as it should be. */
  async function openShop(answer: (call: Call, n: number) => { status: number; body: unknown }) {
    const calls: Call[] = [];
    let secret = '';
    const server: Server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const told = new Webhook(secret).verify(body, request.headers as Record<string, string>) as Pick<Call, 'data'>;
      const call = { id: String(request.headers['webhook-id']), data: told.data };
      calls.push(call);
      const { status, body: said } = answer(call, calls.length);
      response.statusCode = status;
      response.end(JSON.stringify(said));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const webhook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/codes`;
    const own = await openHouse(
      { ...SPENDING, rewards: [{ id: 'own', cost: 10, give: { product: 'x' }, stock: 5, codes: { webhook } }] },
      {},
      { deliveryDelays: [10, 10] },
    );
    secret = (await createKey(own.laurel, own.program.id, { kind: 'webhook', name: 'shop', scope: 'write' })).plain;
    const buys = shopOf(own);
    await buys.earn('wes', 30);
    const { body } = await buys.redeem('wes', 'own');
    const standing = () => own.rest('GET', `/v1/redemptions/${body.id}`).then((answer_) => answer_.body);
    return {
      own,
      calls,
      bought: body,
      standing,
      async [Symbol.asyncDispose]() {
        await own[Symbol.asyncDispose]();
        server.close();
      },
    };
  }

  test('are asked for once the entry stands, signed, again under the same id, and given to the member', async () => {
    await using shopper = await openShop((_, n) =>
      n < 3 ? { status: 503, body: {} } : { status: 200, body: { code: 'OWN-1', expiresAt: '2040-01-01T00:00:00Z' } },
    );
    expect(shopper.bought).toMatchObject({ state: 'waiting', coupon: null, points: { balance: 20 } });
    const made = await eventually(shopper.standing, ({ state }) => state === 'made');
    expect(made).toMatchObject({
      coupon: { code: 'OWN-1', state: 'open', expiresAt: '2040-01-01T00:00:00.000Z' },
      points: { balance: 20 },
    });
    const delivery = await eventually(shopper.standing, (view) => view.delivery.state === 'done');
    expect(delivery.delivery).toMatchObject({ attempts: 3, nextAt: null });
    expect(new Set(shopper.calls.map(({ id }) => id)).size).toBe(1);
    expect(shopper.calls[0]?.data).toMatchObject({ member: 'wes', reward: 'own', redemption: made.id });
    expect((await shopper.own.rest('GET', '/v1/coupons/OWN-1')).body).toMatchObject({ usable: true, member: 'wes' });
  }, 30_000);

  test('that never come are seen to fail, and give points and stock back', async () => {
    await using shopper = await openShop(() => ({ status: 200, body: { no: 'code' } }));
    // Points come back by an entry of its own, a moment after the last try.
    const failed = await eventually(shopper.standing, ({ state }) => state === 'cancelled');
    expect(failed).toMatchObject({ state: 'cancelled', coupon: null, points: { balance: 30 } });
    expect(failed.delivery).toMatchObject({
      state: 'failed',
      attempts: 3,
      lastError: expect.stringContaining('has no `code`'),
    });
    const left = async () => (await shopper.own.rest('GET', '/v1/members/wes')).body.rewards[0].left;
    expect(await eventually(left, (n) => n === 5)).toBe(5);
  }, 30_000);
});
