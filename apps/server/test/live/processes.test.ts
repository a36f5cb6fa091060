import { LIVE } from '@laurel/contract';
import { afterEach, expect, test } from 'vitest';
import { createProgram } from '../../src/use/programs/create.ts';
import { testStore } from '../core/support/shop.ts';
import { order, PROGRAM } from '../doors/support/house.ts';
import { browse, closeBrowsers } from './support/browser.ts';
import { startProcess } from './support/process.ts';

afterEach(closeBrowsers);

test('two processes on one store agree; one that stops says goodbye, one that is killed is replaced', async () => {
  await using store = await testStore();
  const laurel = await store.open();
  const { program, secretKey } = await createProgram(laurel, PROGRAM);
  const [a, b] = await Promise.all([startProcess(store.uri), startProcess(store.uri)]);
  const send = async (url: string, member: string, euros: number) => {
    const response = await fetch(`${url}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(order(member, euros)),
    });
    expect(response.status).toBe(201);
  };
  const watch = async (url: string) => {
    const browser = await browse(url, { program: program.publishableKey });
    browser.hello({ boards: [{ board: 'ever' }] });
    await browser.until(({ board }) => board !== null);
    return browser;
  };
  try {
    const [atA, atB] = await Promise.all([watch(a.url), watch(b.url)]);
    await send(a.url, 'ada', 30);
    await send(b.url, 'bob', 50);
    const settled = ({ board }: { board: { rows: { score: number | null }[] } | null }, ...scores: number[]) =>
      JSON.stringify(board?.rows.map(({ score }) => score)) === JSON.stringify(scores);
    await Promise.all([atA, atB].map((browser) => browser.until((held) => settled(held, 50, 30))));
    expect(atA.board?.rows).toEqual(atB.board?.rows);
    expect(atA.board?.version.process).not.toBe(atB.board?.version.process);

    // Whichever of them projects: the other takes over.
    const [killed, left, browser] = [a, b, atB];
    await killed.kill();
    await send(left.url, 'cyd', 70);
    await browser.until((held) => settled(held, 70, 50, 30));

    const late = await startProcess(store.uri);
    const atLate = await watch(late.url);
    await atLate.until((held) => settled(held, 70, 50, 30));
    expect(await left.stop()).toBe(0);
    await browser.until(({ socket, heard }) => socket.disconnected && heard.some(({ name }) => name === LIVE.goAway));
    const goodbye = browser.heard.find(({ name }) => name === LIVE.goAway);
    expect(goodbye?.data).toEqual({ after: expect.any(Number) });
    await send(late.url, 'dan', 90);
    await atLate.until((held) => settled(held, 90, 70, 50, 30));
    expect(await late.stop()).toBe(0);
  } finally {
    await Promise.allSettled([a.kill(), b.kill()]);
  }
}, 120_000);
