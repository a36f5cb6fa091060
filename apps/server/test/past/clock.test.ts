import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from '../../src/use/keys/create.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { type House, openHouse, PROGRAM } from '../doors/support/house.ts';

let house: House;
let secret: string;
beforeAll(async () => {
  house = await openHouse();
  const { program } = await createProgram(
    house.laurel,
    {
      ...PROGRAM,
      name: 'Trying',
      points: { pending: { days: 14 }, expiry: { months: 3 } },
      tiers: [{ id: 'gold', from: { points: 100, within: { months: 6 } } }],
      challenges: [],
    },
    { mode: 'test' },
  );
  secret = (await createKey(house.laurel, program.id, { kind: 'secret', name: 'test', scope: 'write' })).plain;
  for (const member of ['ada', 'bob']) await ask('PUT', `/v1/members/${member}`, {});
});
afterAll(() => house[Symbol.asyncDispose]());

const ask = (method: string, path: string, body?: object) =>
  house.rest(method, path, body, { authorization: `Bearer ${secret}` });
const clock = (member: string, body: object) => ask('POST', `/v1/members/${member}/clock`, body);
const order = (member: string, orderId: string, euros: number) => ({
  type: 'order.paid',
  key: orderId,
  member,
  data: { orderId, currency: 'EUR', total: euros * 100 },
});

test('pending, tier and expiry happen as the clock is moved, and only to whom it is moved', async () => {
  for (const member of ['ada', 'bob']) await ask('POST', '/v1/events', order(member, `${member}-1`, 120));
  const waiting = (await ask('GET', '/v1/members/ada')).body;
  expect(waiting).toMatchObject({ points: { pending: 120, available: 0 }, tier: { id: null } });

  const after = (await clock('ada', { forward: { days: 15 } })).body;
  expect(after.member).toMatchObject({ points: { pending: 0, available: 120 }, tier: { id: 'gold' } });
  expect((await ask('GET', '/v1/members/ada')).body).toMatchObject({
    points: { available: 120 },
    tier: { id: 'gold' },
  });
  expect((await ask('GET', '/v1/members/bob')).body).toMatchObject({ points: { pending: 120 }, tier: { id: null } });

  // What she does now happens by her clock.
  const { body } = await ask('POST', '/v1/events', order('ada', 'ada-2', 40));
  expect(Date.parse(body.entry.occurredAt)).toBeGreaterThanOrEqual(Date.parse(after.now));
  expect((await ask('POST', '/v1/preview', { member: 'ada', basket: { lines: [] } })).body.balance).toBe(120);
  const bought = await ask('POST', '/v1/redemptions', { key: 'r1', member: 'ada', reward: 'five-off' });
  expect(Date.parse(bought.body.at)).toBeGreaterThanOrEqual(Date.parse(after.now));

  const later = (await clock('ada', { forward: { months: 9 } })).body.member;
  expect(later).toMatchObject({ points: { pending: 0, available: 0 }, tier: { id: null } });
  const { rows } = (await ask('GET', '/v1/members/ada/entries')).body;
  expect(rows[0]).toMatchObject({ kind: 'due.settled' });
  // What was before can be asked by her clock too.
  const past = await ask('GET', `/v1/members/ada?knownAt=${after.now}`);
  expect(past.body.points.available).toBe(120);
  expect((await ask('GET', '/v1/program/liability')).body).toMatchObject({ members: 2 });
});

test('it only goes forward', async () => {
  const { body } = await clock('bob', { forward: { days: 2 } });
  const back = await clock('bob', { to: new Date(Date.parse(body.now) - 60_000).toISOString() });
  expect([back.status, back.body.code]).toEqual([400, 'bad_request']);
  expect((await clock('bob', {})).status).toBe(400);
  expect((await clock('nobody', { forward: { days: 1 } })).body.code).toBe('member_not_found');
});

test('in a live program it is refused', async () => {
  await house.rest('PUT', '/v1/members/ada', {});
  const { status, body } = await house.rest('POST', '/v1/members/ada/clock', { forward: { days: 1 } });
  expect([status, body.code]).toEqual([409, 'live_mode']);
});
