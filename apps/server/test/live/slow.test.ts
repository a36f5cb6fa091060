import type { Socket as Connection } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { metrics } from '../../src/metrics.ts';
import { openHouse, order } from '../doors/support/house.ts';
import { browse, closeBrowsers } from './support/browser.ts';

afterEach(closeBrowsers);

async function setBacks(): Promise<number> {
  const found = await metrics.getSingleMetric('laurel_browsers_set_back_total')?.get();
  return found?.values[0]?.value ?? 0;
}

const LOOK = { boards: [{ board: 'ever', limit: 100 }] };
const moves = (from: number) => ({
  events: Array.from({ length: 100 }, (_, n) => order(`m${n}`, ((n + from) % 50) + 1)),
});

test('a browser that does not read is told no more, and shows the truth when it reads again', async () => {
  await using house = await openHouse({}, { boardTick: 20, rates: { hellos: { calls: 100_000, seconds: 1 } } });
  await house.rest('POST', '/v1/events/batch', moves(0));
  const [slow, quick] = await Promise.all(
    [0, 1].map(() => browse(house.url, { program: house.program.publishableKey })),
  );
  if (!slow || !quick) throw new Error('there are two');
  for (const browser of [slow, quick]) browser.hello({ boards: [{ board: 'ever', limit: 100 }] });
  await Promise.all([slow, quick].map((browser) => browser.until(({ board }) => board?.members === 100)));
  const before = await setBacks();
  const wire = (slow.socket.io.engine.transport as unknown as { ws: { _socket: Connection } }).ws._socket;
  wire.pause();
  // It asks for whole pages and does not read them, until what lies between it and the server is full.
  for (let asked = 0; (await setBacks()) === before; asked += 1) {
    for (let n = 0; n < 150; n += 1) slow.hello(LOOK);
    await house.rest('POST', '/v1/events/batch', moves(asked));
  }
  const heard = slow.heard.length;
  await house.rest('POST', '/v1/events/batch', moves(7));
  await quick.until(({ board }) => board?.rows[0]?.score !== null);
  expect(slow.heard.length).toBe(heard);
  wire.resume();
  slow.hello({ boards: [{ board: 'ever', limit: 100 }] });
  await house.rest('POST', '/v1/events/batch', moves(11));
  const truth = async () => (await house.rest('GET', '/v1/leaderboards/ever?limit=100')).body.rows;
  for (let shown = false; !shown; await new Promise((resolve) => setTimeout(resolve, 50)))
    shown = slow.board?.board === 'ever' && JSON.stringify(slow.board.rows) === JSON.stringify(await truth());
}, 240_000);
