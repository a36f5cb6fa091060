import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../doors/support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse(
    { transfers: { least: 10, limit: { points: 60, per: 'month' } }, referral: undefined },
    { rates: { gifts: { calls: 14, seconds: 3_600 } } },
  );
});
afterAll(() => house[Symbol.asyncDispose]());

async function as(member: string) {
  await house.rest('PUT', `/v1/members/${member}`, {});
  const token = await house.token(member);
  return async (procedure: string, input: object = {}) => {
    const { status, body } = await house.storefront(procedure, input, token);
    const fault = body.error?.data?.laurel ?? body.error?.data;
    return { status, view: body.result?.data, reason: fault?.details?.reason, error: fault };
  };
}
const balance = async (member: string) => (await house.rest('GET', `/v1/members/${member}`)).body.points.balance;

test('a shopper sees whom a code is of, gives points once for a key, and learns nothing else', async () => {
  const ada = await as('ada');
  const bob = await as('bob');
  for (const member of ['ada', 'bob']) {
    await house.rest('POST', '/v1/adjustments', { key: `b-${member}`, member, points: 100, by: 'z', why: 'start' });
  }
  const before = [await balance('ada'), await balance('bob')];
  await bob('profile', { alias: 'Bobby' });
  const { code } = (await bob('address')).view;
  expect((await bob('address')).view.code).toBe(code);
  const shown = (await ada('receiver', { code: ` ${code.toLowerCase()} ` })).view;
  expect(shown).toEqual({ code, name: 'Bobby', least: 10, most: before[0] });
  const gift = { key: 'gift-0001', code, points: 25 };
  const answers = await Promise.all([ada('give', gift), ada('give', gift), ada('give', gift)]);
  expect(answers.map(({ status, view }) => [status, view.points, view.name])).toEqual(
    Array.from({ length: 3 }, () => [200, 25, 'Bobby']),
  );
  expect(new Set(answers.map(({ view }) => view.id)).size).toBe(1);
  expect(answers.filter(({ view }) => !view.replayed)).toHaveLength(1);
  expect(answers[0]?.view.text).toBe('25 points given to another member.');
  expect(JSON.stringify(answers)).not.toContain('"bob"');
  expect([await balance('ada'), await balance('bob')]).toEqual([before[0] - 25, before[1] + 25]);
  expect((await ada('give', { ...gift, points: 26 })).error.code).toBe('idempotency_conflict');
  // The same key of another member is another gift.
  const back = await bob('give', { ...gift, code: (await ada('address')).view.code });
  expect([back.status, back.view.replayed]).toEqual([200, false]);
});

test('refusals are told in words, are the same for whoever is not there, and count as tries', async () => {
  const cy = await as('cy');
  const own = (await cy('address')).view.code;
  const nobody = await cy('receiver', { code: 'ZZZZ2222', locale: 'fr' });
  expect([nobody.status, nobody.reason]).toEqual([422, 'no_such_receiver']);
  expect(nobody.error.details.text).toBe('Aucun membre ne reçoit de points sous ce code.');
  const gone = await as('gone');
  const { code } = (await gone('address')).view;
  await house.rest('DELETE', '/v1/members/gone');
  expect((await cy('give', { key: 'gift-0002', code, points: 10 })).reason).toBe('no_such_receiver');
  expect((await cy('give', { key: 'gift-0003', code: own, points: 10 })).reason).toBe('receiver_is_sender');
  const other = (await (await as('ada'))('address')).view.code;
  expect((await cy('give', { key: 'gift-0004', code: other, points: 9 })).reason).toBe('transfer_not_allowed');
  expect((await cy('give', { key: 'gift-0005', code: other, points: 61 })).reason).toBe('limit');
  for (let tries = 5; tries < 14; tries += 1) await cy('receiver', { code: 'ZZZZ2222' });
  expect((await cy('receiver', { code: other })).status).toBe(429);
});

test('a program without transfers has none on the page either', async () => {
  await using plain = await openHouse({});
  await plain.rest('PUT', '/v1/members/ada', {});
  const token = await plain.token('ada');
  for (const [procedure, input] of [
    ['address', {}],
    ['receiver', { code: 'ABCD2345' }],
    ['give', { key: 'gift-0001', code: 'ABCD2345', points: 10 }],
  ] as const) {
    const { status } = await plain.storefront(procedure, input, token);
    expect([procedure, status]).toEqual([procedure, 422]);
  }
});
