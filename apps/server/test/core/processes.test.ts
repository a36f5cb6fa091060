import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProgram } from '../../src/use/programs/create.ts';
import { ledgerOf, order, pointsOf, send } from './support/events.ts';
import { buildChild, type Children } from './support/run-child.ts';
import { PROGRAM, type TestStore, testStore } from './support/shop.ts';

let store: TestStore;
let children: Children;
beforeAll(async () => {
  [store, children] = await Promise.all([testStore(), buildChild()]);
}, 60_000);
afterAll(async () => {
  await children[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
});

test('four real processes that do the same at once do it once', async () => {
  const laurel = await store.open();
  const { program } = await createProgram(laurel, {
    ...PROGRAM,
    rewards: [{ id: 'scarce', cost: 10, give: { shipping: 'free' }, stock: 3 }],
  });
  const shop = { laurel, program };
  await send(shop, order({ guest: 'visitor' }, 'c1', 100, { key: 'guest' }));
  for (const scenario of ['award', 'redemption', 'handover'] as const) {
    const orders = Array.from({ length: 4 }, () => ({ uri: store.uri, program: program.id, scenario, after: null }));
    const answers = (await Promise.all(orders.map((each) => children.run(each)))).map(({ answer }) => answer);
    const fresh = answers.filter((answer) => !(answer as { replayed: boolean }).replayed);
    // A hand-over may be finished by whoever follows the log, and then all four are told that it stands.
    if (scenario === 'handover') expect(fresh.length).toBeLessThanOrEqual(1);
    else expect(fresh, scenario).toHaveLength(1);
  }
  expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 90 });
  expect(await pointsOf(shop, 'cat')).toMatchObject({ balance: 100 });
  expect(await ledgerOf(shop)).toEqual({ issued: -200, available: 190, redeemed: 10 });
}, 60_000);
