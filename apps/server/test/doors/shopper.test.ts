import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse, order } from './support/house.ts';

const DAY = 86_400_000;
const from = new Date(Date.now() - DAY).toISOString();
const until = new Date(Date.now() + DAY).toISOString();

let house: House;
beforeAll(async () => {
  house = await openHouse({
    enrol: 'explicit',
    credit: { lastDays: 30 },
    rules: [
      { id: 'purchase', name: 'Every order', on: 'order.paid', earn: { points: 1, per: 100 } },
      { id: 'review', on: 'review.published', earn: 50, limit: { times: 1, per: 'month' } },
    ],
    campaigns: [
      { id: 'all', from, until, earn: { times: 2 } },
      { id: 'regulars', from, until, when: { 'member.orders': { $gte: 1 } }, earn: { times: 3, rules: ['purchase'] } },
      { id: 'big', from, until, when: { 'event.total': { $gte: 90_000 } }, earn: { times: 1.5 } },
      { id: 'over', from, until: new Date(Date.now() - 1_000).toISOString(), earn: { times: 9 } },
    ],
  });
});
afterAll(() => house[Symbol.asyncDispose]());

const page = async (who: string, input: object = {}) =>
  (await house.storefront('me', { parts: ['history', 'join'], ...input }, await house.token(who))).body.result.data;

test('whoever has not joined is told what joining would bring, caps and all, and has it at once', async () => {
  await house.rest('POST', '/v1/events', order('vera', 40));
  for (const key of ['r1', 'r2'])
    await house.rest('POST', '/v1/events', { type: 'review.published', key, member: 'vera', data: {} });
  const before = await page('vera');
  expect(before.member.status).toBe('guest');
  // 40 points, three times as many for a regular, one review of two, and 25 for the challenge.
  expect(before.join).toEqual({ points: 195 });
  const joined = await house.storefront('join', {}, await house.token('vera'));
  expect(joined.body.result.data.status).toBe('joined');
  await expect.poll(async () => (await page('vera')).member.points.balance).toBe(195);
  expect((await page('vera')).join).toBeNull();
});

test('a member reads their own history, page by page, newest first, with what the balance moved by', async () => {
  const token = await house.token('walt');
  await house.storefront('join', {}, token);
  for (let n = 1; n <= 12; n++) await house.rest('POST', '/v1/events', order('walt', n * 10));
  const { history } = await page('walt');
  expect(history.rows).toHaveLength(10);
  const next = (await house.storefront('history', { cursor: history.next, limit: 50 }, token)).body.result.data;
  const all = [...history.rows, ...next.rows];
  expect(next.next).toBeNull();
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(all.filter(({ kind }) => kind === 'fact.judged')).toHaveLength(12);
  const { balance } = (await page('walt')).member.points;
  expect(all.reduce((sum, { points }) => sum + points, 0)).toBe(balance);
  expect((await page('walt', { parts: [] })).history).toBeNull();
  expect((await house.storefront('snapshot', { parts: ['history'] })).body.result.data.history).toBeNull();
  const french = (await house.storefront('history', { locale: 'fr', limit: 1 }, token)).body.result.data;
  expect(french.rows[0].text).not.toBe(history.rows[0].text);
});

test('offers that hold now: one’s own first; a guest is told of none that is not for everybody', async () => {
  const named = (offers: { id: string; personal: boolean }[]) => offers.map(({ id, personal }) => [id, personal]);
  const guest = (await house.storefront('snapshot', {})).body.result.data;
  expect(named(guest.program.offers)).toEqual([
    ['all', false],
    ['big', false],
  ]);
  const token = await house.token('nora');
  await house.storefront('join', {}, token);
  expect(named((await page('nora')).member.offers).map(([id]) => id)).not.toContain('regulars');
  await house.rest('POST', '/v1/events', order('nora', 10));
  const { offers } = (await page('nora')).member;
  expect(named(offers)[0]).toEqual(['regulars', true]);
  expect(offers[0]).toMatchObject({ times: 3, rules: ['Every order'], until });
});
