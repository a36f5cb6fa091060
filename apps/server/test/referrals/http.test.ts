import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, type House, openHouse } from '../doors/support/house.ts';

const DAY = 86_400_000;
let clock = Date.parse('2026-03-02T09:00:00Z');
let house: House;
let serial = 0;

beforeAll(async () => {
  house = await openHouse(
    {
      rules: [],
      challenges: [],
      tiers: [],
      boards: [],
      rewards: [],
      referral: {
        friend: { points: 10 },
        advocate: { points: 300 },
        minimum: 3_000,
        window: { days: 30 },
        hold: { days: 14 },
        steps: [
          { on: 'joined', advocate: { points: 20 } },
          { on: 'order', nth: 3, advocate: { points: 50 } },
        ],
        milestones: [{ friends: 2, advocate: { points: 500 } }],
        risk: { households: 'review' },
      },
    },
    {},
    { now: () => clock },
  );
});
afterAll(() => house[Symbol.asyncDispose]());

const ask = async (method: string, path: string, body?: object) => {
  const answer = await house.rest(method, path, body);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  await house.laurel.effects.idle();
  return answer.body;
};
const member = (id: string) => ask('GET', `/v1/members/${id}`);
const join = async (id: string, by?: string, more: object = {}) => {
  const code = by && (await member(by)).referral.code;
  await ask('PUT', `/v1/members/${id}`, { ...more, ...(code ? { referralCode: code } : {}) });
};
const event = (type: string, data: object, who?: string) => {
  serial += 1;
  return ask('POST', '/v1/events', { type, key: `e${serial}`, data, ...(who ? { member: who } : {}) });
};
const buy = (who: string, orderId: string, total = 5_000) =>
  event('order.paid', { orderId, currency: 'EUR', total }, who);
const refund = (orderId: string, amount: number) =>
  event('order.refunded', { orderId, refundId: `r-${orderId}`, amount });
const points = async (id: string) => {
  const { available, pending } = (await member(id)).points;
  return [available, pending];
};

test('by steps, held until the return window closes, undone by a refund; milestones; each friend once', async () => {
  await join('ada');
  await join('ben', 'ada');
  expect(await points('ada')).toEqual([0, 20]);
  expect(await points('ben')).toEqual([10, 0]);
  await buy('ben', 'b1');
  expect(await points('ada')).toEqual([0, 320]);
  // A friend counts once, whoever else recommends.
  await join('eve');
  await join('ben', 'eve');
  await buy('ben', 'b2');
  expect(await points('eve')).toEqual([0, 0]);
  await buy('ben', 'b3');
  expect(await points('ada')).toEqual([0, 370]);
  // Another one, and with them the milestone.
  await join('cat', 'ada');
  await buy('cat', 'c1');
  expect(await points('ada')).toEqual([0, 370 + 20 + 300 + 500]);
  // What goes back before the window is over is undone, and so is the milestone that is no longer reached.
  await refund('c1', 5_000);
  expect(await points('ada')).toEqual([0, 390]);
  // A part may go back while the rest meets the minimum.
  await refund('b1', 1_000);
  expect(await points('ada')).toEqual([0, 390]);
  clock += 15 * DAY;
  expect(await points('ada')).toEqual([390, 0]);
  // After it, a refund puts nobody in debt.
  await refund('b3', 5_000);
  expect((await member('ada')).points.owed).toBe(0);
});

test('neither who comes too late, nor who had bought before, nor oneself counts', async () => {
  await join('fay');
  await join('gus', 'fay');
  clock += 31 * DAY;
  await buy('gus', 'g1');
  expect(await points('fay')).toEqual([20, 0]);
  await buy('hal', 'h1');
  await join('hal', 'fay');
  await buy('hal', 'h2');
  expect(await points('fay')).toEqual([20, 0]);
  const { referral } = await member('fay');
  await house.rest('PUT', '/v1/members/fay', { referralCode: referral.code });
  await buy('fay', 'f1');
  expect(await points('fay')).toEqual([20, 0]);
});

test('a household waits where the program says so; a decision is turned round with all its consequences', async () => {
  const home = { address: '4 Sea View, Cork', ip: '86.40.12.90' };
  await join('ian', undefined, { name: 'Ian Roe', email: 'ian.roe@example.ie', signals: { ...home, device: 'i' } });
  await join('jo', 'ian', { name: 'Jo Lund', email: 'jo.lund@example.com', signals: { ...home, device: 'j' } });
  await buy('jo', 'j1');
  const { rows } = await ask('GET', '/v1/referrals');
  expect(rows).toMatchObject([{ friend: 'jo', advocate: 'ian', reasons: [{ reason: 'household' }] }]);
  expect(await points('ian')).toEqual([0, 0]);
  const decide = (decision: string, key: string) =>
    ask('POST', '/v1/members/jo/referral/decision', { key, decision, by: 'Claire', why: 'looked' });
  await decide('approve', 'd1');
  const both = async () => [(await points('ian'))[1], (await points('jo'))[0]];
  await eventually(both, ([pending, welcome]) => pending === 320 && welcome === 10);
  await decide('refuse', 'd2');
  await eventually(both, ([pending, welcome]) => pending === 0 && welcome === 0);
  expect((await ask('GET', '/v1/referrals?verdict=refused')).rows).toMatchObject([{ friend: 'jo' }]);
});

test('one’s own second account is refused politely: the order goes through, and nobody is told why', async () => {
  const own = { device: 'k', payment: 'card-k' };
  await join('kim', undefined, { name: 'Kim Doe', email: 'kim.doe@gmail.com', signals: own });
  await join('kay', 'kim', { name: 'Kay Doe', email: 'k.i.m.doe+2@gmail.com', signals: own });
  const { entry } = await buy('kay', 'k1');
  expect(entry).toMatchObject({ outcome: 'applied' });
  expect([await points('kim'), await points('kay')]).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect((await member('kim')).referral.counts).toMatchObject({ ordered: 0, rewarded: 0 });
});
