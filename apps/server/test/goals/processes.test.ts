import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../../src/use/audit/audit.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { type TestStore, testStore } from '../core/support/shop.ts';
import { eventually, order, PROGRAM } from '../doors/support/house.ts';
import { type ServerProcess, startProcess } from '../live/support/process.ts';

let store: TestStore;
let processes: ServerProcess[];
beforeAll(async () => {
  store = await testStore();
  processes = [await startProcess(store.uri), await startProcess(store.uri)];
}, 120_000);
afterAll(async () => {
  await Promise.all((processes ?? []).map((each) => each.stop()));
  await store[Symbol.asyncDispose]();
});

const MEMBERS = 60;

test('two processes fill a goal; the one that closes it is killed, and everybody is given their part once', async () => {
  const laurel = await store.open({ follow: false });
  const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString();
  const { program, secretKey } = await createProgram(laurel, {
    ...PROGRAM,
    challenges: [],
    tiers: [],
    goals: [
      {
        id: 'sixty',
        score: { count: 'orders' },
        target: MEMBERS,
        from: day(-1),
        until: day(1),
        grant: { points: 9, counter: { id: 'stars', n: 1 } },
      },
    ],
    counters: [{ id: 'stars' }],
  });
  const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' };
  const buy = async (n: number) => {
    const body = JSON.stringify(order(`member-${n}`, 1, { orderId: `order-${n}` }));
    const response = await fetch(`${processes[n % 2]?.url}/v1/events`, { method: 'POST', headers, body });
    expect(response.status).toBe(201);
  };
  await eventually(
    () => laurel.store.goals.countDocuments({ program: program.id }),
    (n) => n === 1,
  );
  for (let n = 0; n < MEMBERS; n += 6) await Promise.all([0, 1, 2, 3, 4, 5].map((more) => buy(n + more)));
  await eventually(
    () => laurel.store.goals.countDocuments({ program: program.id, state: 'reached' }),
    (n) => n === 1,
  );
  // Whichever of them closes goals: both are killed, one after the other, and a third takes over.
  const [first, second] = processes as [ServerProcess, ServerProcess];
  await first.kill();
  processes[0] = await startProcess(store.uri);
  await second.kill();
  await eventually(
    () => laurel.store.goals.countDocuments({ program: program.id, done: true }),
    (n) => n === 1,
  );
  const given = await laurel.store.entries.collection
    .find({ program: program.id, kind: 'reaction' } as never, { projection: { member: 1, changes: 1 } })
    .toArray();
  expect([given.length, new Set(given.map(({ member }) => member)).size]).toEqual([MEMBERS, MEMBERS]);
  expect(await laurel.store.outbox.countDocuments({ type: 'goal.reached' })).toBe(1);
  const { faults } = await audit(laurel);
  expect(faults).toEqual([]);
}, 120_000);
