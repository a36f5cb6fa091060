import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { type Backend, startBackend, tokenFor } from './support/backend.ts';
import { alive } from './support/heap.ts';

const TYPES: Record<string, string> = { js: 'text/javascript', css: 'text/css', html: 'text/html; charset=utf-8' };

let backend: Backend;
let example = '';
let scripts: string[] = [];
/** The shop's own server: it gives out an example as its tool has built it, with this test's Laurel in the place of the reader's. */
const shop = createServer(async ({ url = '/' }, response) => {
  if (url === '/laurel/token') return response.end(JSON.stringify({ token: tokenFor(900) }));
  const path = url === '/' ? '/index.html' : url;
  const file = await readFile(new URL(`../../../examples/${example}/dist${path}`, import.meta.url), 'utf8').catch(
    () => '',
  );
  if (path.endsWith('.js')) scripts.push(file);
  response.setHeader('content-type', TYPES[path.split('.').at(-1) ?? ''] ?? 'text/plain');
  return response.end(file.replaceAll('http://localhost:4000', backend.laurelOrigin));
});
test.beforeAll(() => new Promise<void>((resolve) => void shop.listen(0, '127.0.0.1', resolve)));
test.afterAll(() => void shop.close());
test.beforeEach(async () => {
  backend = await startBackend();
});
test.afterEach(() => backend.stop());

for (const name of ['html', 'react', 'vue', 'svelte']) {
  test(`the example in ${name}: what it shows is live, its events are heard, and what is taken away is gone`, async ({
    page,
  }) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    [example, scripts] = [name, []];
    await page.goto(`http://127.0.0.1:${(shop.address() as AddressInfo).port}/`);
    const points = page.locator('laurel-points');
    await expect(points).toContainText('2,480');
    await expect(page.locator('laurel-product-points')).toHaveText('Earn 42 points');
    await expect(page.locator('laurel-leaderboard li.me')).toBeVisible();
    const slider = page.getByRole('slider', { name: 'Pay with points' });
    await expect(slider).toHaveAttribute('aria-valuetext', '600 points, €6 off');
    await slider.focus();
    await page.keyboard.press('End');
    await expect(page.locator('#chosen')).toHaveText('2100 points take €21.00 off');
    await expect.poll(() => backend.hellos.length).toBeGreaterThan(0);
    backend.pushMember({ points: { ...backend.world.member.points, balance: 2_600 } });
    await expect(points).toContainText('2,600');
    expect(backend.asked).toEqual(['me', 'myPreview']);

    const panel = page.getByRole('button', { name: 'My points' });
    await panel.evaluate(async (button: HTMLElement) => {
      for (let times = 0; times < 40; times++) {
        button.click();
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    });
    await expect(points).toContainText('2,600');
    await expect.poll(() => alive(page, 'laurel-points')).toBeLessThan(5);
    await panel.click();
    await expect(points).toHaveCount(0);
    await expect.poll(() => backend.connected()).toBe(0);
    expect(faults).toEqual([]);

    // The one that registers for itself what it uses has no other element in what it fetched.
    expect(scripts.some((code) => code.includes('laurel-drawn'))).toBe(name !== 'html');
  });
}
