import { expect, test } from 'vitest';
import { openHouse } from '../doors/support/house.ts';

const rewards = [{ id: 'cinema', cost: 10, give: { voucher: { en: 'A film' } }, codes: { pool: 'partner' } }];
const secret = 'a secret of the server, long enough to be one';

test('uploaded codes are sealed in the store with the server’s secret; those from before stay readable', async () => {
  await using house = await openHouse({ rewards }, {}, { secret });
  const { store } = house.laurel;
  const upload = (codes: string[]) => house.rest('POST', '/v1/pools/partner/codes', { codes });
  expect((await upload(['FILM-0001', 'FILM-0002'])).body).toMatchObject({ added: 2 });
  expect((await upload(['FILM-0001'])).body).toMatchObject({ added: 0, duplicates: 1 });
  const stored = JSON.stringify(await store.codes.find({}).lean());
  expect(stored).not.toContain('FILM');
  const { _id, ...one } = (await store.codes.findOne({}).lean()) ?? ({} as never);
  await store.codes.collection.deleteMany({ _id: { $ne: _id } } as never);
  await store.codes.collection.insertOne({ ...one, _id: 'from-before', code: 'OLD-0001' } as never);
  await house.rest('PUT', '/v1/members/ada', {});
  await house.rest('POST', '/v1/adjustments', { key: 'a', member: 'ada', points: 100, by: 'z', why: 'start' });
  const buy = (key: string) => house.rest('POST', '/v1/redemptions', { key, member: 'ada', reward: 'cinema' });
  const codes = [(await buy('r1')).body.coupon.code, (await buy('r2')).body.coupon.code];
  expect(codes.toSorted()).toEqual([expect.stringMatching(/^FILM-000[12]$/), 'OLD-0001']);
  expect((await house.rest('GET', `/v1/coupons/${codes[0]}`)).body.usable).toBe(true);
});

test('a server with another secret, or with none, refuses what it cannot open, and nothing is bought', async () => {
  await using house = await openHouse({ rewards }, {}, { secret });
  await house.rest('POST', '/v1/pools/partner/codes', { codes: ['FILM-0003'] });
  const other = await house.store.open({ secret: 'another secret of the server, as long as that' });
  const none = await house.store.open();
  const [code] = await house.laurel.store.codes.find({}).lean<{ _id: string; code: string }[]>();
  for (const { seal } of [other, none])
    expect(() => seal.open(code?.code ?? '', code?._id ?? '')).toThrow(/LAUREL_SECRET/);
  expect(house.laurel.seal.open(code?.code ?? '', code?._id ?? '')).toBe('FILM-0003');
  expect(() => house.laurel.seal.open(code?.code ?? '', 'another')).toThrow(/was changed/);
});
