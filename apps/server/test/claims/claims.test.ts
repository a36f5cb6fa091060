import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Doors, openDoors } from '../../src/doors/http.ts';
import { type House, ORIGIN, openHouse } from '../doors/support/house.ts';

const DAY = 86_400_000;
let house: House;
let now = Date.UTC(2026, 9, 20, 12);
beforeAll(async () => {
  house = await openHouse(
    {
      challenges: [],
      credit: { lastDays: 5 },
      claims: { within: { days: 60 }, limit: { times: 3, per: 'month' } },
    },
    { rates: { claims: { calls: 12, seconds: 3_600 } } },
    { now: () => now },
  );
});
afterAll(() => house[Symbol.asyncDispose]());

const event = (body: object) => house.rest('POST', '/v1/events', body);
const paid = (who: object, orderId: string, total: number, at = now) =>
  event({
    type: 'order.paid',
    key: `paid-${orderId}`,
    occurredAt: new Date(at).toISOString(),
    ...who,
    data: { orderId, currency: 'EUR', total },
  });
const day = (at: number) => new Date(at).toISOString().slice(0, 10);
/** A member who has joined, with a token of theirs. */
async function join(member: string) {
  await house.rest('PUT', `/v1/members/${member}`, {});
  const token = await house.token(member);
  const call = async (procedure: string, input: object) => {
    const { status, body } = await house.storefront(procedure, input, token);
    return { status, view: body.result?.data, error: body.error?.data?.laurel ?? body.error?.data };
  };
  return {
    claim: (input: object) => call('claim', input),
    own: async (locale = 'en') => (await call('claims', { locale })).view,
    points: async () => (await house.rest('GET', `/v1/members/${member}`)).body.points.balance,
    log: async () => (await house.rest('GET', `/v1/members/${member}/entries?locale=en`)).body.rows,
  };
}
const waiting = async (query = '') => (await house.rest('GET', `/v1/claims?state=waiting${query}`)).body.rows;

describe('an order that the program knows', () => {
  test('of the member: they are told what it earned, in their language, and nothing is kept', async () => {
    const ada = await join('ada');
    await paid({ member: 'ada' }, 'A1', 12_000);
    const { view } = await ada.claim({ orderId: 'A1' });
    expect(view).toMatchObject({ id: null, state: 'known', points: 120 });
    expect(view.text).toBe('Order A1 is in your account already: it earned 120 points.');
    const french = await ada.claim({ orderId: 'A1', locale: 'fr' });
    expect(french.view.text).toBe('La commande A1 est déjà dans votre compte\u00a0: elle a rapporté 120 points.');
    expect(await ada.own()).toEqual([]);
  });

  test('of a visitor: handed over to whoever tells what the receipt says, and to nobody else', async () => {
    const bea = await join('bea');
    const cam = await join('cam');
    await paid({ guest: 'cookie-1' }, 'B1', 4_200);
    const wrong = await cam.claim({ orderId: 'B1', total: 4_300, date: day(now) });
    expect([wrong.status, wrong.error.details.reason]).toEqual([422, 'claim_mismatch']);
    expect((await cam.claim({ orderId: 'B1', total: 4_200 })).error.details.reason).toBe('claim_mismatch');
    const right = await bea.claim({ orderId: 'B1', total: 4_200, date: day(now) });
    expect(right.view).toMatchObject({ state: 'settled', points: 42 });
    expect(await bea.points()).toBe(42);
    // A refund finds it where it is now.
    await event({ type: 'order.refunded', key: 'b1-r', data: { refundId: 'r', orderId: 'B1', amount: 2_200 } });
    expect(await bea.points()).toBe(20);
    const late = await cam.claim({ orderId: 'B1', total: 4_200, date: day(now) });
    expect(late.error.details).toEqual(wrong.error.details);
  });

  test('of another account: a refusal that is the same as for a wrong receipt', async () => {
    const ada = await join('ada');
    const dan = await join('dan');
    await paid({ member: 'ada' }, 'A2', 1_000);
    const refused = await dan.claim({ orderId: 'A2', total: 1_000, date: day(now), locale: 'fr' });
    expect(refused.error.details).toMatchObject({ reason: 'claim_mismatch' });
    expect(refused.error.details.text).toContain('ne peut pas être ajoutée à ce compte');
    expect(JSON.stringify(refused)).not.toContain('ada');
    expect(await dan.own()).toEqual([]);
    expect(await ada.points()).toBe(130);
  });

  test('from before the member joined, and too old for the welcome: judged now, once', async () => {
    await house.rest('PUT', '/v1/members/eve', { join: false });
    const explicit = await openHouse(
      { enrol: 'explicit', credit: { lastDays: 1 }, claims: { within: { days: 60 } } },
      {},
      { now: () => now },
    );
    await using _ = explicit;
    const send = (path: string, body: unknown, method = 'POST') => explicit.rest(method, path, body);
    const occurredAt = new Date(now - 10 * DAY).toISOString();
    await send('/v1/events', {
      type: 'order.paid',
      key: 'e1',
      member: 'eve',
      occurredAt,
      data: { orderId: 'E1', currency: 'EUR', total: 5_000 },
    });
    await send('/v1/members/eve', { join: true }, 'PUT');
    expect((await send('/v1/members/eve', undefined, 'GET')).body.points.balance).toBe(0);
    const token = await explicit.token('eve');
    const first = await explicit.storefront('claim', { orderId: 'E1' }, token);
    expect(first.body.result.data).toMatchObject({ state: 'settled', points: 50 });
    const second = await explicit.storefront('claim', { orderId: 'E1' }, token);
    expect(second.body.result.data).toMatchObject({ state: 'known', points: 50 });
    expect((await send('/v1/members/eve', undefined, 'GET')).body.points.balance).toBe(50);
  });
});

describe('an order that nobody has brought', () => {
  test('waits in the shop’s list, with what was told; the shop approves it as of when it was paid, once', async () => {
    const fay = await join('fay');
    const { view } = await fay.claim({ orderId: 'F1', total: 9_900, date: day(now - 40 * DAY), note: 'at the till' });
    expect(view).toMatchObject({ state: 'waiting', points: null });
    expect(view.text).toBe('The shop looks for order F1. Its points come by themselves as soon as it is found.');
    expect((await fay.claim({ orderId: 'F1' })).view.id).toBe(view.id);
    const [row] = await waiting('&member=fay');
    expect(row).toMatchObject({ id: view.id, member: 'fay', orderId: 'F1', order: null });
    expect(row.told).toMatchObject({ total: 9_900, note: 'at the till' });
    const bare = await house.rest('POST', `/v1/claims/${view.id}/approve`, { by: 'Zoé' });
    expect([bare.status, bare.body.code]).toEqual([400, 'bad_request']);
    const order = { occurredAt: new Date(now - 40 * DAY).toISOString(), currency: 'EUR', total: 9_900 };
    const approve = (of = order) => house.rest('POST', `/v1/claims/${view.id}/approve`, { by: 'Zoé', order: of });
    const old = await approve({ ...order, occurredAt: new Date(now - 61 * DAY).toISOString() });
    expect([old.status, old.body.code]).toEqual([422, 'too_late']);
    const answers = await Promise.all([approve(), approve(), approve()]);
    expect(answers.map(({ status, body }) => [status, body.state, body.points])).toEqual(
      Array.from({ length: 3 }, () => [200, 'settled', 99]),
    );
    expect(await fay.points()).toBe(99);
    expect(await waiting('&member=fay')).toEqual([]);
    expect(await fay.own()).toMatchObject([{ id: view.id, state: 'settled', points: 99 }]);
    const texts = (await fay.log()).map(({ text }: { text: string }) => text);
    expect(texts.filter((text: string) => text.startsWith('Asked for the points of order F1'))).toHaveLength(1);
    expect(texts.filter((text: string) => text.includes('that were asked for are settled'))).toHaveLength(1);
    const judged = (await fay.log()).find(({ type }: { type: string }) => type === 'order.paid');
    expect(judged.occurredAt).toBe(order.occurredAt);
    const refuse = await house.rest('POST', `/v1/claims/${view.id}/refuse`, { by: 'Zoé', why: 'too late' });
    expect(refuse.body.code).toBe('claim_conflict');
  });

  test('finds the caps of its own day, however long ago that is, and so does the next one', async () => {
    let clock = now - 45 * DAY;
    const then = clock;
    await using capped = await openHouse(
      { challenges: [], limit: { points: 100, per: 'day' }, claims: { within: { days: 60 } } },
      {},
      { now: () => clock },
    );
    const send = (path: string, body: unknown, method = 'POST') => capped.rest(method, path, body);
    const order = (orderId: string, total: number) =>
      send('/v1/events', {
        type: 'order.paid',
        key: orderId,
        member: 'ivo',
        occurredAt: new Date(clock).toISOString(),
        data: { orderId, currency: 'EUR', total },
      });
    await order('V1', 7_000);
    clock = now;
    for (let n = 0; n < 20; n += 1) await order(`V${n + 10}`, 100);
    const token = await capped.token('ivo');
    const points: number[] = [];
    for (const orderId of ['W1', 'W2']) {
      const asked = await capped.storefront('claim', { orderId }, token);
      const occurredAt = new Date(then + 60_000).toISOString();
      const approved = await send(`/v1/claims/${asked.body.result.data.id}/approve`, {
        by: 'Zoé',
        order: { occurredAt, currency: 'EUR', total: 2_000 },
      });
      points.push(approved.body.points);
    }
    expect(points).toEqual([20, 10]);
  });

  test('is refused with a reason that the member reads; then somebody else may ask, and the shop may think better of it', async () => {
    const gus = await join('gus');
    const hal = await join('hal');
    const { view } = await gus.claim({ orderId: 'G1' });
    expect((await hal.claim({ orderId: 'G1' })).error.details.reason).toBe('claim_mismatch');
    const why = 'We have no order of this number.';
    const refused = await house.rest('POST', `/v1/claims/${view.id}/refuse`, { by: 'Zoé', why });
    expect(refused.body).toMatchObject({ state: 'refused', why, by: 'Zoé' });
    expect((await gus.own())[0].text).toBe(`The shop could not add order G1: ${why}`);
    expect((await gus.own('fr'))[0].text).toContain('n’a pas pu ajouter la commande G1');
    expect((await gus.claim({ orderId: 'G1' })).view).toMatchObject({ id: view.id, state: 'refused' });
    const order = { occurredAt: new Date(now).toISOString(), currency: 'EUR', total: 1_000 };
    const better = await house.rest('POST', `/v1/claims/${view.id}/approve`, { by: 'Ana', order });
    expect(better.body).toMatchObject({ state: 'settled', points: 10, by: 'Ana', why: null });
    expect(await gus.points()).toBe(10);
  });

  test('settles by itself when the shop sends the order, for the member or for a visitor whose receipt fits', async () => {
    const ida = await join('ida');
    await ida.claim({ orderId: 'I1' });
    await ida.claim({ orderId: 'I2', total: 700, date: day(now) });
    await ida.claim({ orderId: 'I3' });
    await paid({ member: 'ida' }, 'I1', 500);
    await paid({ guest: 'cookie-2' }, 'I2', 700);
    await paid({ member: 'ada' }, 'I3', 900);
    const states = Object.fromEntries(
      (await ida.own()).map((claim: { orderId: string; state: string; points: number }) => [
        claim.orderId,
        [claim.state, claim.points],
      ]),
    );
    expect(states).toEqual({ I1: ['settled', 5], I2: ['settled', 7], I3: ['refused', null] });
    expect(await ida.points()).toBe(12);
  });

  test('a visitor’s order without proof is the shop’s to give: no data is asked for twice', async () => {
    const jan = await join('jan');
    const { view } = await jan.claim({ orderId: 'J1' });
    await paid({ guest: 'cookie-3' }, 'J1', 3_300);
    const [row] = await waiting('&member=jan');
    expect(row.order).toEqual({ visitor: 'cookie-3' });
    const given = await house.rest('POST', `/v1/claims/${view.id}/approve`, { by: 'Zoé' });
    expect(given.body).toMatchObject({ state: 'settled', points: 33, by: 'Zoé' });
    expect(await jan.points()).toBe(33);
  });
});

describe('limits', () => {
  test('so many claims a month, and so many tries an hour; what is too long ago is refused at once', async () => {
    const kim = await join('kim');
    for (const orderId of ['K1', 'K2', 'K3']) expect((await kim.claim({ orderId })).view.state).toBe('waiting');
    expect((await kim.claim({ orderId: 'K4' })).error.details.reason).toBe('limit');
    expect(await waiting('&member=kim')).toHaveLength(3);
    const old = await kim.claim({ orderId: 'K5', date: day(now - 70 * DAY) });
    expect(old.error.details.reason).toBe('claim_too_late');
    for (let tries = 5; tries < 12; tries += 1) await kim.claim({ orderId: 'K1' });
    expect((await kim.claim({ orderId: 'K1' })).status).toBe(429);
    // Another month begins anew; the same orders may be asked for by others then.
    now += 31 * DAY;
    const lea = await join('lea');
    expect((await lea.claim({ orderId: 'K4' })).view.state).toBe('waiting');
  });

  test('a program that takes no claims says so', async () => {
    await using plain = await openHouse({});
    await plain.rest('PUT', '/v1/members/ada', {});
    const refused = await plain.storefront('claim', { orderId: '1' }, await plain.token('ada'));
    expect([
      refused.status,
      refused.body.error.data.laurel?.details?.reason ?? refused.body.error.data.details.reason,
    ]).toEqual([422, 'claims_not_offered']);
  });
});

test('of two members who ask in the same moment through two servers one is kept', async () => {
  const second = await house.store.open({ now: () => now });
  const doors: Doors = await openDoors(second, { port: 0, host: '127.0.0.1' });
  const members = Array.from({ length: 8 }, (_, n) => `racer-${n}`);
  for (const member of members) await house.rest('PUT', `/v1/members/${member}`, {});
  const answers = await Promise.all(
    members.map(async (member, n) => {
      const url = n % 2 === 0 ? house.url : doors.url;
      const response = await fetch(`${url}/p/${house.program.publishableKey}/trpc/storefront.claim`, {
        method: 'POST',
        headers: {
          origin: ORIGIN,
          authorization: `Bearer ${await house.token(member)}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ orderId: 'RACE' }),
      });
      return response.status;
    }),
  );
  expect(answers.toSorted()).toEqual([200, ...Array.from({ length: 7 }, () => 422)]);
  const rows = await waiting();
  expect(rows.filter(({ orderId }: { orderId: string }) => orderId === 'RACE')).toHaveLength(1);
  await doors.close();
});

test('erasure empties what was told, and lets go of what still waits', async () => {
  const zed = await join('zed');
  await zed.claim({ orderId: 'Z1', email: 'zed@example.com', note: 'mine' });
  const { view } = await zed.claim({ orderId: 'Z2', email: 'zed@example.com', note: 'mine too' });
  await house.rest('POST', `/v1/claims/${view.id}/refuse`, { by: 'Zoé', why: 'not ours' });
  await house.rest('DELETE', '/v1/members/zed');
  const { rows } = (await house.rest('GET', '/v1/claims?limit=100')).body;
  const left = rows.filter(({ orderId }: { orderId: string }) => orderId.startsWith('Z'));
  expect(left.map(({ orderId, told }: { orderId: string; told: object }) => [orderId, told])).toEqual([
    ['Z2', { date: null, total: null, email: null, note: null }],
  ]);
  const order = { occurredAt: new Date(now).toISOString(), currency: 'EUR', total: 1_000 };
  const approved = await house.rest('POST', `/v1/claims/${view.id}/approve`, { by: 'Zoé', order });
  expect([approved.status, approved.body.code]).toEqual([410, 'member_closed']);
});
