import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { freePort, LAUREL, ROOT, run } from './support/process.ts';

/** The files that a page of documentation tells its reader to make: blocks that carry a name. */
async function filesOf(page: string): Promise<Map<string, string>> {
  const text = await readFile(join(ROOT, 'docs', page), 'utf8');
  return new Map([...text.matchAll(/```\w+ (\S+)\n(.*?)```/gs)].map(([, name = '', body = '']) => [name, body]));
}

test('following the quickstart for hand-written HTML leads to the first points', async ({ page }) => {
  test.setTimeout(120_000);
  const files = await filesOf('quickstart-html.md');
  expect([...files.keys()]).toEqual(['program.json', 'index.html', 'shop.mjs']);
  const folder = await mkdtemp(join(tmpdir(), 'laurel-quickstart-'));
  const [laurelPort, shopPort] = [await freePort(), await freePort()];
  // The reader has both usual ports to themselves; here others may use them.
  const moved = (text: string) =>
    text.replaceAll('localhost:4000', `localhost:${laurelPort}`).replaceAll('8000', String(shopPort));
  for (const [name, text] of files) await writeFile(join(folder, name), moved(text));

  const env = { LAUREL_DATA_DIR: join(folder, 'data'), PORT: String(laurelPort) };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [LAUREL, 'program', 'push', join(folder, 'program.json')],
    {
      cwd: ROOT,
      env: { ...process.env, ...env },
    },
  );
  const key = (prefix: string) => new RegExp(`${prefix}_\\S+`).exec(stdout)?.[0] ?? '';
  await writeFile(join(folder, 'index.html'), moved(files.get('index.html') ?? '').replace('pk_…', key('pk')));

  const laurel = await run([LAUREL, 'start'], env, /Laurel is running/);
  const keys = { LAUREL_PUBLISHABLE_KEY: key('pk'), LAUREL_SECRET_KEY: key('sk'), LAUREL_SIGNING_SECRET: key('ss') };
  const shop = await run(['shop.mjs'], keys, /localhost/, folder);
  try {
    await page.goto(`http://localhost:${shopPort}`);
    const points = page.locator('laurel-points');
    await expect(points).toContainText('0');
    await page.getByRole('button', { name: 'Buy a lamp' }).click();
    await expect(points).toContainText('142');
    await expect(page.locator('laurel-leaderboard')).toContainText('142');

    // Whoever forgets to write their key into the page, or takes another for it, is told.
    const index = await readFile(join(folder, 'index.html'), 'utf8');
    for (const other of ['pk_…', 'my-shop', `pk_${'0'.repeat(32)}`]) {
      await writeFile(join(folder, 'index.html'), index.replace(key('pk'), other));
      await page.reload();
      await expect(page.locator('laurel-points:state(error)')).toContainText('no loyalty programme at this address');
    }
  } finally {
    await shop.stop();
    await laurel.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
