import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../doors/support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const later = new Date(Date.now() + 90 * 86_400_000).toISOString();
const ann = {
  member: 'ann',
  points: 120,
  pending: 30,
  lots: [{ points: 40, expiresAt: later }],
  coupons: [{ code: 'OLD-5', amount: 500 }],
  referralCode: 'ann-friend',
};

test('balances come by the API with a report, once; what is broken stops no other row', async () => {
  const sums = { members: 2, points: 135, pending: 30, coupons: 1, referralCodes: 1 };
  const body = { from: 'smile', rows: [ann, { member: 'bob', points: -25 }] };
  for (let run = 0; run < 2; run += 1) {
    const { status, body: report } = await house.rest('POST', '/v1/openings', body);
    expect([status, report]).toEqual([200, { said: sums, held: sums, differences: [], stopped: false }]);
  }
  const rows = [
    { member: 'cat', points: 5 },
    { points: 3 },
    { member: 'dog', coupons: [{ code: 'OLD-5', amount: 1 }] },
  ];
  const mixed = await house.rest('POST', '/v1/openings', { from: 'smile', rows });
  expect(mixed.status).toBe(207);
  expect(mixed.body.held).toMatchObject({ members: 1, points: 5 });
  expect(mixed.body.differences.map(({ line, field }: { line: number; field: string }) => [line, field])).toEqual([
    [2, 'row'],
    [3, 'row'],
  ]);
  const changed = await house.rest('POST', '/v1/openings', { from: 'smile', rows: [{ member: 'cat', points: 6 }] });
  expect(changed.body.differences).toMatchObject([{ line: 1, member: 'cat', said: 'idempotency_conflict' }]);
  expect((await house.rest('GET', '/v1/members/ann')).body.points).toMatchObject({ balance: 160, pending: 30 });
  expect((await house.rest('POST', '/v1/openings', { from: 'smile', rows: [] })).status).toBe(400);
});
