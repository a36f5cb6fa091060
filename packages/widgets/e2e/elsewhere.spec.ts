import { expect, test } from '@playwright/test';
import { type Backend, startBackend } from './support/backend.ts';

let backend: Backend;
test.beforeAll(async () => {
  backend = await startBackend();
});
test.afterAll(() => backend.stop());

const BODY = '<laurel-leaderboard></laurel-leaderboard><laurel-earn></laurel-earn>';

test('in a sandboxed iframe, which has no origin, no storage and no cookies, guests see what they see elsewhere', async ({
  page,
}) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const inside = backend.page({ body: BODY, tokenless: true }).replaceAll('"', '&quot;');
  await page.route('**/outside', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<iframe sandbox="allow-scripts" src="${inside}"></iframe>` }),
  );
  await page.goto(new URL('/outside', backend.page()).href);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('laurel-leaderboard:state(guest)')).toContainText('Quiet Heron');
  expect(
    await frame.locator('body').evaluate(() => {
      try {
        return typeof localStorage;
      } catch (error) {
        return (error as Error).name;
      }
    }),
  ).toBe('SecurityError');
  expect(errors).toEqual([]);
});

test('with storage blocked a member is shown everything, and a shared link still tells of its arrival', async ({
  page,
}) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => {} });
  });
  const before = backend.world.arrivals.length;
  await page.goto(`${backend.page({ body: `<laurel-points></laurel-points>${BODY}` })}&share=SHARE42`);
  await expect(page.locator('laurel-points:state(member)')).toContainText('2,480');
  await expect.poll(() => backend.world.arrivals.length).toBe(before + 1);
  expect(errors).toEqual([]);
});
