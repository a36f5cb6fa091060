import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../root.mjs';

/** @returns {Promise<number>} a port of the loopback that nobody uses now */
const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });

/**
 * Starts the demo shop as a newcomer starts it, in an empty folder.
 * @returns {Promise<{ url: string, stop(): Promise<void> }>}
 */
export async function startDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-shots-'));
  const port = await freePort();
  const child = spawn(process.execPath, [join(root, 'apps/server/dist/laurel.js'), 'demo'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), LAUREL_DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  await new Promise((resolve, reject) => {
    const hear = (/** @type {Buffer} */ chunk) => {
      said += chunk;
      if (/The shop is open/.test(said)) resolve(null);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the demo ended with status ${code}:\n${said}`)));
  });
  return {
    url: `http://localhost:${port}`,
    async stop() {
      child.removeAllListeners('exit');
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @param {import('@playwright/test').Page} page @param {string} name one of the demo's shoppers */
export async function signIn(page, name) {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.waitForURL('**/account');
}

/** @param {import('@playwright/test').Page} page @param {string} slug @param {number} quantity */
export async function add(page, slug, quantity = 1) {
  await page.goto(`/goods/${slug}`);
  await page.getByLabel('Quantity').fill(String(quantity));
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await page.waitForURL('**/basket');
}
