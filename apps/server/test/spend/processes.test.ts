import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProgram } from '../../src/use/programs/create.ts';
import { ledgerOf, until } from '../core/support/events.ts';
import { type TestStore, testStore } from '../core/support/shop.ts';
import { type Answer, PROGRAM } from '../doors/support/house.ts';
import { type ServerProcess, startProcess } from '../live/support/process.ts';
import { SPENDING } from './support/program.ts';

let store: TestStore;
let processes: [ServerProcess, ServerProcess];
beforeAll(async () => {
  store = await testStore();
  processes = [await startProcess(store.uri), await startProcess(store.uri)];
}, 60_000);
afterAll(async () => {
  await Promise.all((processes ?? []).map((each) => each.stop()));
  await store[Symbol.asyncDispose]();
});

/** A program of its own, and calls that go to one process and the other in turn. */
async function open() {
  const laurel = await store.open({ follow: false });
  const { program, secretKey } = await createProgram(laurel, { ...PROGRAM, ...SPENDING });
  let calls = 0;
  const send = async (method: string, path: string, body?: object): Promise<Pick<Answer, 'status' | 'body'>> => {
    for (;;) {
      calls += 1;
      const response = await fetch(`${processes[calls % 2]?.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const answer = { status: response.status, body: await response.json() };
      // A process that has too much to do has done nothing, and says when to ask again under the same key.
      if (answer.status !== 503) return answer;
      await new Promise((resolve) => setTimeout(resolve, Number(response.headers.get('retry-after')) * 1_000));
    }
  };
  const earn = (member: string, euros: number) =>
    send('POST', '/v1/events', {
      type: 'order.paid',
      key: `earn-${member}`,
      member,
      data: { orderId: `earn-${member}`, currency: 'EUR', total: euros * 100 },
    });
  return { laurel, program, send, earn };
}

const tally = (answers: Pick<Answer, 'status' | 'body'>[]) => {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const what = status < 300 ? 'done' : (body.details?.reason ?? String(status));
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
};
const all = <Result>(count: number, doing: (n: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, n) => doing(n)));

describe('through HTTP, with two server processes', () => {
  test('a hundred redemptions at once of the last ten in stock give ten', async () => {
    const { laurel, program, send, earn } = await open();
    await all(100, (n) => earn(`m${n}`, 10));
    const answers = await all(100, (n) =>
      send('POST', '/v1/redemptions', { key: `buy-${n}`, member: `m${n}`, reward: 'scarce' }),
    );
    expect(tally(answers)).toEqual({ done: 10, out_of_stock: 90 });
    expect(await ledgerOf({ laurel, program })).toMatchObject({ issued: -1_000, redeemed: 100, available: 900 });
    const { body } = await send('GET', '/v1/members/m1');
    expect(body.rewards.find(({ id }: { id: string }) => id === 'scarce')).toMatchObject({
      left: 0,
      available: false,
      reason: 'out_of_stock',
    });
  }, 60_000);

  test('fifty redemptions at once of ten points from a hundred give ten', async () => {
    const { laurel, program, send, earn } = await open();
    await earn('ann', 100);
    const answers = await all(50, (n) =>
      send('POST', '/v1/redemptions', { key: `buy-${n}`, member: 'ann', reward: 'five-off' }),
    );
    expect(tally(answers)).toEqual({ done: 10, not_enough_points: 40 });
    expect(new Set(answers.flatMap(({ body }) => body.coupon?.code ?? [])).size).toBe(10);
    expect(await ledgerOf({ laurel, program })).toMatchObject({ redeemed: 100, available: 0 });
  }, 60_000);

  test('fifty holds at once of ten points from a hundred give ten, and each is paid once', async () => {
    const { laurel, program, send, earn } = await open();
    await earn('ann', 100);
    const held = await all(50, (n) =>
      send('POST', '/v1/holds', { key: `hold-${n}`, member: 'ann', points: 10, goods: 10_000 }),
    );
    expect(tally(held)).toEqual({ done: 10, not_enough_points: 40 });
    const ids = held.flatMap(({ body }) => (body.id ? [body.id as string] : []));
    // Half of them released and confirmed at once: of the two exactly one wins.
    const ended = await all(20, (n) =>
      n % 2
        ? send('POST', `/v1/holds/${ids[n >> 1]}/confirm`, { orderId: `o${n >> 1}` })
        : send('POST', `/v1/holds/${ids[n >> 1]}/release`, {}),
    );
    const states = await Promise.all(ids.map((id) => send('GET', `/v1/holds/${id}`)));
    expect(states.every(({ body }) => body.state === 'confirmed' || body.state === 'released')).toBe(true);
    // A release that came first leaves the points to the order that names them, if they are still there.
    const paid = states.filter(({ body }) => body.state === 'confirmed').length;
    expect(ended.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(10);
    const ledger = await ledgerOf({ laurel, program });
    expect(ledger.redeemed ?? 0).toBe(10 * paid);
    expect([ledger.held, ledger.available]).toEqual([0, 100 - 10 * paid]);
  }, 60_000);

  test('a hundred uses at once of a gift card take what is on it and no more; one key takes once', async () => {
    const { send, earn } = await open();
    await earn('ann', 100);
    const { body: bought } = await send('POST', '/v1/redemptions', { key: 'buy', member: 'ann', reward: 'card' });
    const path = `/v1/coupons/${bought.coupon.code}`;
    const same = await all(10, () => send('POST', `${path}/uses`, { key: 'same', amount: 100 }));
    expect(same.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(same.map(({ body }) => body.use)).size).toBe(1);
    const others = await all(100, (n) => send('POST', `${path}/uses`, { key: `use-${n}`, amount: 100 }));
    expect(others.filter(({ status }) => status === 201)).toHaveLength(9);
    expect((await send('GET', path)).body).toMatchObject({ usable: false, reason: 'coupon_used', coupon: { left: 0 } });
  }, 60_000);

  test('a pool gives each code once, and thirty at once take the ten that there are', async () => {
    const { send, earn } = await open();
    const codes = Array.from({ length: 10 }, (_, n) => `ODEON-${n}`);
    const uploaded = await all(4, () => send('POST', '/v1/pools/odeon/codes', { codes }));
    expect(uploaded.reduce((sum, { body }) => sum + body.added, 0)).toBe(10);
    await all(30, (n) => earn(`m${n}`, 10));
    const answers = await all(30, (n) =>
      send('POST', '/v1/redemptions', { key: `buy-${n}`, member: `m${n}`, reward: 'cinema' }),
    );
    expect(tally(answers)).toEqual({ done: 10, out_of_stock: 20 });
    expect(answers.flatMap(({ body }) => body.coupon?.code ?? []).toSorted()).toEqual(codes);
  }, 60_000);

  test('the running total of a cause is exact, and the same from every process', async () => {
    const { send, earn } = await open();
    await all(20, (n) => earn(`m${n}`, 20));
    const bought = await all(20, (n) =>
      send('POST', '/v1/redemptions', { key: `give-${n}`, member: `m${n}`, reward: n % 2 ? 'sea' : 'tree' }),
    );
    expect(tally(bought)).toEqual({ done: 20 });
    await send('POST', `/v1/redemptions/${bought[1]?.body.id}/cancel`, {});
    const expected = JSON.stringify([{ donated: 9 * 250, trees: 10 }]);
    for (const _ of processes)
      await until(async () => {
        const { body } = await send('GET', '/v1/causes');
        return (
          JSON.stringify(body.map(({ donated, trees }: Record<string, number>) => ({ donated, trees }))) === expected
        );
      }, 'the cause has what was given');
  }, 60_000);
});
