import { expect, test } from 'vitest';
import { neighbourhoodOf } from '../../src/doors/limits/address.ts';
import { ORIGIN, openHouse } from './support/house.ts';

const few = { calls: 3, seconds: 600 };

test('a key that calls too often is told how long to wait; other keys are not', async () => {
  await using house = await openHouse({}, { rates: { key: few } });
  const other = await house.key('read');
  for (let n = 0; n < 3; n += 1) expect((await house.rest('GET', '/v1/program')).status).toBe(200);
  const { status, body, headers } = await house.rest('GET', '/v1/program');
  expect([status, body.code]).toEqual([429, 'rate_limited']);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await house.rest('GET', '/v1/program', undefined, { authorization: `Bearer ${other}` })).status).toBe(200);
});

test('each call of a batch counts', async () => {
  await using house = await openHouse({}, { rates: { guest: few } });
  const path = `/p/${house.program.publishableKey}/trpc/${Array(5).fill('storefront.snapshot').join(',')}`;
  const answer = await house.fetch(
    `${path}?batch=1&input=${encodeURIComponent('{"0":{},"1":{},"2":{},"3":{},"4":{}}')}`,
  );
  expect(answer.body.filter(({ error }: { error?: object }) => error)).toHaveLength(2);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('a member is one, whatever their address; guests of one address and program are one', async () => {
  await using house = await openHouse({}, { rates: { member: few, guest: few }, trustProxy: true });
  const token = await house.token('ada');
  const statuses = async (as: (n: number) => Promise<{ status: number }>) => {
    const all: number[] = [];
    for (let n = 0; n < 4; n += 1) all.push((await as(n)).status);
    return all;
  };
  const from = (n: number) => ({ 'x-forwarded-for': `10.0.0.${n}` });
  expect(await statuses((n) => house.storefront('me', {}, token, from(n)))).toEqual([200, 200, 200, 429]);
  const near = (n: number) => ({ origin: ORIGIN, 'x-forwarded-for': `2001:db8:1:2::${n + 1}` });
  expect(await statuses((n) => house.storefront('snapshot', {}, undefined, near(n)))).toEqual([200, 200, 200, 429]);
  expect(await statuses((n) => house.storefront('snapshot', {}, undefined, from(n)))).toEqual([200, 200, 200, 200]);
});

test('whoever tries keys is stopped', async () => {
  await using house = await openHouse({}, { rates: { failed: few } });
  const guess = (n: number) => house.fetch('/v1/program', { headers: { authorization: `Bearer sk_guess${n}` } });
  for (let n = 0; n < 3; n += 1) expect((await guess(n)).status).toBe(401);
  expect((await guess(4)).status).toBe(429);
});

test('an address counts as its neighbourhood', () => {
  expect(neighbourhoodOf('2001:db8:1:2:3:4:5:6')).toBe(neighbourhoodOf('2001:db8:1:2::9'));
  expect(neighbourhoodOf('2001:db8:1:2::1')).not.toBe(neighbourhoodOf('2001:db8:1:3::1'));
  expect(neighbourhoodOf('::ffff:10.1.2.3')).toBe('10.1.2.3');
  expect(neighbourhoodOf(undefined)).toBe('unknown');
});
