import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../../src/use/audit/audit.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { ledgerOf, until } from '../core/support/events.ts';
import { type TestStore, testStore } from '../core/support/shop.ts';
import { type Answer, PROGRAM } from '../doors/support/house.ts';
import { type ServerProcess, startProcess } from '../live/support/process.ts';

let store: TestStore;
let processes: [ServerProcess, ServerProcess];
beforeAll(async () => {
  store = await testStore();
  processes = [await startProcess(store.uri), await startProcess(store.uri)];
}, 120_000);
afterAll(async () => {
  await Promise.all((processes ?? []).map((each) => each.stop()));
  await store[Symbol.asyncDispose]();
});

interface Told {
  status: number;
  body: Answer['body'];
}

test('a thousand events at once, through two processes, use a budget of 5,000 points to the point', async () => {
  const laurel = await store.open({ follow: false });
  const { program, secretKey } = await createProgram(laurel, {
    ...PROGRAM,
    challenges: [],
    budget: { points: 5_000 },
  });
  let calls = 0;
  const call = async (method: string, path: string, body?: object): Promise<Told> => {
    calls += 1;
    const response = await fetch(`${processes[calls % 2]?.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    // A server that has too much to do says when to come again, and a shop comes again with the same key.
    if (response.status === 503 || response.status === 429) {
      await response.arrayBuffer();
      await setTimeout(1_000 * Number(response.headers.get('retry-after') ?? 1));
      return call(method, path, body);
    }
    const answer: Told = { status: response.status, body: await response.json() };
    return answer;
  };
  // Two hundred members, so that both processes write to the same logs.
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, (_, n) =>
      call('POST', '/v1/events', {
        type: 'order.paid',
        key: `k${n}`,
        member: `m${n % 200}`,
        data: { orderId: `o${n}`, currency: 'EUR', total: 700 },
      }),
    ),
  );
  expect(answers.filter(({ status }) => status >= 300)).toEqual([]);
  expect(await ledgerOf({ laurel, program })).toEqual({ issued: -5_000, available: 5_000 });
  await until(async () => (await call('GET', '/v1/budgets')).body[0].used === 5_000, 'all that was used is counted');
  const { body: budgets } = await call('GET', '/v1/budgets');
  expect(budgets).toMatchObject([{ kind: 'budget', of: 'program', total: 5_000, used: 5_000, left: 0, percent: 100 }]);

  const entries = await laurel.store.entries.find({ program: program.id, kind: 'fact.judged' }).lean();
  const clipped = entries.filter(({ awards }) => awards.some(({ clippedBy }) => clippedBy?.reason === 'budget'));
  const cut = clipped.flatMap(({ awards }) => awards.map(({ points }) => points)).filter((points) => points > 0);
  // 714 events of seven points, and two points to one more.
  expect(cut).toEqual([2]);
  expect(entries.filter(({ awards }) => awards.some(({ points }) => points === 7))).toHaveLength(714);

  await until(async () => (await laurel.store.outbox.countDocuments({ program: program.id })) === 3, 'it is told');
  const notices = await laurel.store.outbox.find({ program: program.id }).lean();
  expect(notices.map(({ type, data }) => [type, data.percent]).toSorted()).toEqual([
    ['budget.reached', 100],
    ['budget.reached', 50],
    ['budget.reached', 80],
  ]);
  const { faults } = await audit(laurel);
  expect(faults.filter(({ collection }) => ['budgets', 'entries', 'claims'].includes(collection))).toEqual([]);
}, 240_000);
