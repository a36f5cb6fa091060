import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { celebrateBirthdays } from '../../src/use/occasions/birthdays.ts';
import { sweepDue } from '../../src/use/occasions/due.ts';
import { type House, ORIGIN, openHouse } from '../doors/support/house.ts';

let house: House;
let now = Date.parse('2027-02-01T10:00:00Z');
beforeAll(async () => {
  house = await openHouse(
    {
      rules: [
        { id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 } },
        { id: 'birthday', on: 'birthday.reached', earn: 100 },
        { id: 'years', on: 'anniversary.reached', earn: 50 },
        { id: 'share', on: 'share.visited', earn: 5 },
      ],
      challenges: [],
      shares: { perDay: 30 },
      credit: { lastDays: 30 },
      referral: undefined,
    },
    {},
    { now: () => now },
  );
});
afterAll(() => house[Symbol.asyncDispose]());

const ask = async (method: string, path: string, body?: object) => {
  const { status, body: answer } = await house.rest(method, path, body);
  return status < 300 ? answer : { status, code: answer.code, details: answer.details };
};
const put = (member: string, profile: object = {}) => ask('PUT', `/v1/members/${member}`, profile);
const merge = (from: { member: string } | { guest: string }, into: string) =>
  ask('POST', '/v1/merges', { ...from, into });
const paid = (who: object, orderId: string, euros: number) =>
  ask('POST', '/v1/events', {
    type: 'order.paid',
    key: `paid-${orderId}`,
    occurredAt: new Date(now).toISOString(),
    ...who,
    data: { orderId, currency: 'EUR', total: euros * 100 },
  });
const refund = (orderId: string, refundId: string, euros: number, who: object = {}) =>
  ask('POST', '/v1/events', {
    type: 'order.refunded',
    key: `${orderId}-${refundId}`,
    ...who,
    data: { orderId, refundId, amount: euros * 100 },
  });
const balance = async (member: string) => (await ask('GET', `/v1/members/${member}`)).points.balance;
const tokenOf = (who: string) => house.token(who);
const link = async (who: string, product: string) => {
  const { body } = await house.storefront('share', { product, url: `${ORIGIN}/${product}` }, await tokenOf(who));
  return body.result.data.code as string;
};
async function arrive(code: string, visitor: string, who?: string) {
  const token = who === undefined ? {} : { authorization: `Bearer ${await tokenOf(who)}` };
  const { body } = await house.fetch(`/p/${house.program.publishableKey}/trpc/storefront.arrive`, {
    method: 'POST',
    headers: { origin: ORIGIN, 'content-type': 'application/json', ...token },
    body: JSON.stringify({ code, visitor }),
  });
  expect(body.result.data).toEqual({ taken: true });
}
/** The day begins: what a server does by itself, in as many processes as there are. */
const day = async (instant: string) => {
  now = Date.parse(instant);
  await Promise.all([celebrateBirthdays(house.laurel), celebrateBirthdays(house.laurel), sweepDue(house.laurel)]);
};

describe('after two accounts of one person are merged', () => {
  test('what either shared pays the one that is left, for each visitor once, and not for the person themselves', async () => {
    await put('share-old');
    await put('share-mid');
    await put('share-new');
    const code = await link('share-old', 'mug');
    await arrive(code, 'visitor-1');
    expect(await balance('share-old')).toBe(5);
    await merge({ member: 'share-old' }, 'share-mid');
    await arrive(code, 'visitor-2');
    await merge({ member: 'share-mid' }, 'share-new');
    expect(await balance('share-new')).toBe(10);
    for (const visitor of ['visitor-1', 'visitor-2', 'visitor-3', 'visitor-3']) await arrive(code, visitor);
    expect(await balance('share-new')).toBe(15);
    // Under whichever of the three names they come, it is who shared it.
    for (const who of ['share-old', 'share-mid', 'share-new']) await arrive(code, `of-${who}`, who);
    expect(await balance('share-new')).toBe(15);
  });

  test('there is one birthday: of the account that has one, its own before the other’s, and never two in a year', async () => {
    await put('only-old', { birthday: '1990-03-01' });
    await put('only-new');
    await merge({ member: 'only-old' }, 'only-new');
    await put('two-old', { birthday: '1990-03-10' });
    await put('two-new', { birthday: '1990-03-20' });
    await day('2027-03-01T10:00:00Z');
    expect(await balance('only-new')).toBe(100);
    await day('2027-03-10T10:00:00Z');
    expect(await balance('two-old')).toBe(100);
    await merge({ member: 'two-old' }, 'two-new');
    await day('2027-03-20T10:00:00Z');
    expect(await balance('two-new')).toBe(100);
    await day('2028-02-01T10:00:00Z');
    await day('2028-03-10T10:00:00Z');
    expect(await balance('two-new')).toBe(150);
    await day('2028-03-20T10:00:00Z');
    expect(await balance('two-new')).toBe(250);
    await day('2028-03-20T11:00:00Z');
    expect(await balance('two-new')).toBe(250);
  });

  test('refunds of either’s orders find what they earned, by whichever name, and by none', async () => {
    await paid({ member: 'r-old' }, 'RO', 100);
    await paid({ member: 'r-new' }, 'RN', 40);
    await refund('RO', '1', 30, { member: 'r-old' });
    await merge({ member: 'r-old' }, 'r-new');
    expect(await balance('r-new')).toBe(110);
    // Told again, by either name: the same refund.
    expect(await refund('RO', '1', 30, { member: 'r-old' })).toMatchObject({ replayed: true });
    await refund('RO', '1', 30, { member: 'r-new', key: 'RO-1-again' });
    expect(await balance('r-new')).toBe(110);
    await refund('RO', '2', 20, { member: 'r-old' });
    await refund('RO', '3', 10, { member: 'r-new' });
    await refund('RN', '1', 40);
    expect(await balance('r-new')).toBe(40);
    // More than remains is what remains.
    await refund('RO', '4', 500);
    expect(await balance('r-new')).toBe(0);
    expect(await balance('r-old')).toBe(0);
  });
});

describe('a visitor who gets an account', () => {
  test('brings the orders of the last days with what was given back of them, and refunds that come later', async () => {
    await paid({ guest: 'cookie-1' }, 'G1', 80);
    await refund('G1', '1', 30);
    await put('guest-ann');
    await merge({ guest: 'cookie-1' }, 'guest-ann');
    await house.laurel.effects.idle();
    expect(await balance('guest-ann')).toBe(50);
    await refund('G1', '2', 10, { guest: 'cookie-1' });
    expect(await balance('guest-ann')).toBe(40);
    // The visitor's next order is theirs as well, and the merge said again changes nothing.
    await paid({ guest: 'cookie-1' }, 'G2', 7);
    await merge({ guest: 'cookie-1' }, 'guest-ann');
    expect(await balance('guest-ann')).toBe(47);
  });

  test('who is nobody: merges of strangers, of oneself and into nobody are refused with what is wrong', async () => {
    await put('m-one');
    expect(await merge({ guest: 'never-seen' }, 'm-one')).toMatchObject({ status: 404, code: 'member_not_found' });
    expect(await merge({ member: 'm-one' }, 'm-one')).toMatchObject({ status: 400, code: 'bad_request' });
    expect(await merge({ member: 'm-one' }, 'nobody')).toMatchObject({ status: 404, code: 'member_not_found' });
    const both = await ask('POST', '/v1/merges', { member: 'a', guest: 'b', into: 'm-one' });
    expect(both).toMatchObject({ status: 400, code: 'bad_request' });
  });
});

describe('a day that comes once a year', () => {
  test('begins where the member is: a leap day’s birthday too, and what joined at night joined on that day there', async () => {
    now = Date.parse('2028-02-29T22:30:00Z');
    // In Paris it is 29 February still; in Sydney 1 March.
    await put('leap-paris', { birthday: '1992-02-29' });
    await put('leap-sydney', { birthday: '1992-02-29', timeZone: 'Australia/Sydney' });
    await day('2029-02-27T14:00:00Z');
    expect([await balance('leap-paris'), await balance('leap-sydney')]).toEqual([0, 100]);
    await day('2029-02-27T23:30:00Z');
    expect(await balance('leap-paris')).toBe(150);
    await day('2029-02-28T23:30:00Z');
    await day('2029-03-01T10:00:00Z');
    expect([await balance('leap-paris'), await balance('leap-sydney')]).toEqual([150, 150]);
    // A leap year has the day itself.
    for (const year of [2030, 2031]) await day(`${year}-02-28T12:00:00Z`);
    expect(await balance('leap-paris')).toBe(450);
    await day('2032-02-28T12:00:00Z');
    expect(await balance('leap-paris')).toBe(450);
    await day('2032-02-29T12:00:00Z');
    expect(await balance('leap-paris')).toBe(600);
  });
});
