import { afterEach, expect, test } from 'vitest';
import { type House, openHouse, order } from '../doors/support/house.ts';

const START = Date.parse('2026-12-01T08:00:00Z');
const HOUR = 3_600_000;
const until = '2026-12-04T08:00:00Z';

let house: House;
let clock = START;
afterEach(() => house?.[Symbol.asyncDispose]());

test('a sale opens to a tier, a day later to a segment, then to every member, and closes for all', async () => {
  clock = START - HOUR;
  house = await openHouse(
    {
      challenges: [],
      segments: [{ id: 'locals', when: { 'member.attributes.city': 'Lyon' } }],
      access: [
        {
          entitlement: 'sale',
          name: 'Spring sale',
          from: '2026-12-01T08:00:00Z',
          until,
          when: { 'member.tier': 'gold' },
        },
        { entitlement: 'sale', from: '2026-12-02T08:00:00Z', until, when: { 'member.segments': 'locals' } },
        { entitlement: 'sale', from: '2026-12-03T08:00:00Z', until },
      ],
    },
    {},
    { now: () => clock },
  );
  await house.rest('PUT', '/v1/members/guy', { join: true });
  await house.rest('PUT', '/v1/members/lou', { join: true, attributes: { city: 'Lyon' } });
  await house.rest('PUT', '/v1/members/ann', { join: true });
  await house.rest('POST', '/v1/events', {
    ...order('guy', 1_200, { orderId: 'big' }),
    occurredAt: new Date(clock).toISOString(),
  });
  const ask = async (member: string) => (await house.rest('GET', `/v1/members/${member}/entitlements/sale`)).body;
  const all = () => Promise.all(['guy', 'lou', 'ann'].map(async (member) => (await ask(member)).entitled));
  expect(await all()).toEqual([false, false, false]);
  const before = (await house.rest('GET', '/v1/members/lou')).body;
  expect([before.entitlements, before.changesAt]).toEqual([[], '2026-12-01T08:00:00.000Z']);
  clock = START;
  expect(await all()).toEqual([true, false, false]);
  expect(await ask('guy')).toEqual({
    entitlement: 'sale',
    entitled: true,
    since: '2026-12-01T08:00:00.000Z',
    until: '2026-12-04T08:00:00.000Z',
  });
  clock += 24 * HOUR;
  expect(await all()).toEqual([true, true, false]);
  clock += 24 * HOUR - 1;
  expect(await all()).toEqual([true, true, false]);
  clock += 1;
  expect(await all()).toEqual([true, true, true]);
  const token = await house.token('ann');
  const page = (await house.storefront('me', {}, token)).body.result.data.member;
  expect(page.entitlements).toEqual([
    { id: 'sale', since: '2026-12-03T08:00:00.000Z', until: '2026-12-04T08:00:00.000Z' },
  ]);
  // Who loses what opened it has it by what opens it to all.
  await house.rest('POST', '/v1/events', {
    type: 'order.refunded',
    key: 'refund-big',
    member: 'guy',
    occurredAt: new Date(clock).toISOString(),
    data: { orderId: 'big', refundId: 'r', amount: 120_000 },
  });
  expect((await ask('guy')).entitled).toBe(true);
  clock = Date.parse(until);
  expect(await all()).toEqual([false, false, false]);
  const explained = (await house.rest('GET', '/v1/program/explanation')).body.sections;
  const lines = explained.flatMap(({ lines: some }: { lines: string[] }) => some);
  expect(lines.find((line: string) => line.includes('Spring sale'))).toContain('at no cost, if your level is “gold”');
});
