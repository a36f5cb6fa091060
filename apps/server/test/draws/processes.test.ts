import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../../src/use/audit/audit.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { ledgerOf } from '../core/support/events.ts';
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

const ODDS = { mug: 50, stars: 700, badge: 100, nothing: 150 };
const TRIES = 1_000;

test('a thousand draws at once, through two processes: the odds hold, and nothing gives more than it has', async () => {
  const laurel = await store.open({ follow: false });
  const { program, secretKey } = await createProgram(laurel, {
    ...PROGRAM,
    challenges: [],
    draws: [
      {
        id: 'spin',
        total: 1_000,
        limit: { times: 5, per: 'ever' },
        consolation: 'nothing',
        prizes: [
          { id: 'mug', odds: ODDS.mug, grant: { points: 100 }, stock: 10 },
          { id: 'stars', odds: ODDS.stars, grant: { points: 7 }, budget: 3_000 },
          { id: 'badge', odds: ODDS.badge, grant: { badge: 'critic' } },
          { id: 'nothing', odds: ODDS.nothing },
        ],
      },
    ],
  });
  let calls = 0;
  const call = async (
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: Answer['body'] }> => {
    calls += 1;
    const url = `${processes[calls % 2]?.url}${path}`;
    const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' };
    const ask = () => fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    // A connection that was lost is made again, with the same key.
    const response = await ask().catch(() => null);
    if (!response) return call(method, path, body);
    // A server that has too much to do says when to come again, and a shop comes again with the same key.
    if (response.status === 503 || response.status === 429) {
      await response.arrayBuffer();
      await setTimeout(1_000 * Number(response.headers.get('retry-after') ?? 1));
      return call(method, path, body);
    }
    return { status: response.status, body: await response.json() };
  };
  // Two hundred members of five tries each, so that both processes write to the same logs.
  const members = Array.from({ length: 200 }, (_, n) => `m${n}`);
  await Promise.all(members.map((id) => call('PUT', `/v1/members/${id}`, { join: true })));
  const answers = await Promise.all(
    Array.from({ length: TRIES }, (_, n) =>
      call('POST', '/v1/draws/spin/plays', { key: `spin-key-${n}`, member: members[n % 200] }),
    ),
  );
  expect(answers.filter(({ status }) => status >= 300)).toEqual([]);

  const entries = await laurel.store.entries.find({ program: program.id, kind: 'draw.played' }).lean();
  const drawn = entries.flatMap(({ changes }) => changes.filter((change) => change.kind === 'drawn'));
  expect(drawn).toHaveLength(TRIES);
  const given = (prize: string) => drawn.filter((one) => one.prize === prize);
  expect(given('mug').length).toBe(Math.min(10, drawn.filter((one) => one.drawn === 'mug').length));
  const stars = given('stars').length * 7;
  expect(stars).toBeLessThanOrEqual(3_000);
  // The last tries may hold what is left for a moment, and give it back; no more than that is missing.
  expect(stars).toBeGreaterThan(2_900);
  const points = stars + given('mug').length * 100;
  expect(await ledgerOf({ laurel, program })).toEqual({ issued: -points, available: points });
  // What was drawn and not there any more came to the consolation, and the entry says so.
  for (const one of drawn) expect([one.drawn, 'nothing']).toContain(one.prize);

  // Pearson's chi-square over four prizes: above 30.7 once in a million times.
  const chi = Object.entries(ODDS).reduce((sum, [prize, odds]) => {
    const expected = (TRIES * odds) / 1_000;
    return sum + (drawn.filter((one) => one.drawn === prize).length - expected) ** 2 / expected;
  }, 0);
  expect(chi).toBeLessThan(30.7);
  expect(new Set(drawn.map(({ number }) => number)).size).toBeGreaterThan(500);

  // The same key is the same try, and a sixth try is refused.
  const again = await call('POST', '/v1/draws/spin/plays', { key: 'spin-key-0', member: 'm0' });
  expect(again.body).toEqual(answers[0]?.body);
  const more = await call('POST', '/v1/draws/spin/plays', { key: 'spin-key-x', member: 'm0' });
  expect([more.status, more.body.details.reason]).toEqual([422, 'limit']);
  const { faults } = await audit(laurel);
  expect(faults.filter(({ collection }) => ['budgets', 'entries', 'claims'].includes(collection))).toEqual([]);
}, 480_000);
