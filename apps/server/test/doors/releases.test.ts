import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDoors } from '../../src/doors/http.ts';
import { type House, openHouse } from './support/house.ts';

let house: House;
const folders: string[] = [];

/** A built SDK with one hashed file. */
async function release(name: string, content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'laurel-release-'));
  folders.push(folder);
  await writeFile(join(folder, 'laurel.js'), `import('./${name}');`);
  await writeFile(join(folder, 'laurel.css'), 'laurel-points{}');
  await writeFile(join(folder, name), content);
  return folder;
}

const first = 'export const release = "één";';
beforeAll(async () => {
  house = await openHouse({}, { sdkDir: await release('points-AAAAaaaa.js', first) });
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  for (const folder of folders) await rm(folder, { recursive: true });
});

test('a page of the earlier release still finds its files after a deploy, and one of the next finds them while it goes on', async () => {
  const next = await openDoors(house.laurel, {
    port: 0,
    host: '127.0.0.1',
    sdkDir: await release('points-BBBBbbbb.js', 'export const release = 2;'),
  });
  try {
    const old = await fetch(`${next.url}/sdk/points-AAAAaaaa.js`);
    expect(old.status).toBe(200);
    expect(await old.text()).toBe(first);
    expect(old.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(old.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(old.headers.get('access-control-allow-origin')).toBe('*');
    expect(old.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect((await fetch(`${next.url}/sdk/points-AAAAaaaa.js`, { method: 'HEAD' })).status).toBe(200);
    expect(await (await fetch(`${next.url}/sdk/laurel.js`)).text()).toContain('points-BBBBbbbb.js');
    // The process of the earlier release answers for the later one too.
    expect((await house.fetch('/sdk/points-BBBBbbbb.js')).status).toBe(200);
  } finally {
    await next.close();
  }
});

test('what no release had is not there, and what is released never changes', async () => {
  expect((await house.fetch('/sdk/points-CCCCcccc.js')).status).toBe(404);
  expect((await house.fetch('/sdk/points-AAAAaaaa.js', { method: 'POST' })).status).toBe(404);
  const other = await openDoors(house.laurel, {
    port: 0,
    host: '127.0.0.1',
    sdkDir: await release('points-AAAAaaaa.js', 'export const release = "another";'),
  });
  await other.close();
  const third = await openDoors(house.laurel, {
    port: 0,
    host: '127.0.0.1',
    sdkDir: await release('points-DDDDdddd.js', ''),
  });
  try {
    expect(await (await fetch(`${third.url}/sdk/points-AAAAaaaa.js`)).text()).toBe(first);
  } finally {
    await third.close();
  }
});
