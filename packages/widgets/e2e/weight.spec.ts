import { type CDPSession, expect, test } from '@playwright/test';
import { type Backend, startBackend } from './support/backend.ts';
import { EVERY, TAGS } from './support/tags.ts';

let backend: Backend;
test.beforeEach(async () => {
  backend = await startBackend();
});
test.afterEach(() => backend.stop());

for (const width of [360, 1280]) {
  test(`with the stylesheet line nothing of a page with every element moves while they load, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript(() => {
      const shifts: string[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as { value: number; sources: { node?: Element }[] }[])
          shifts.push(`${entry.value.toFixed(4)} ${entry.sources.map(({ node }) => node?.localName).join(' ')}`);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    backend.world.delay = 400;
    await page.goto(backend.page({ body: EVERY }));
    for (const tag of TAGS) await expect(page.locator(`laurel-${tag}:state(member)`)).toBeVisible();
    await page.waitForLoadState('networkidle');
    for (let down = 0; down < 12; down++) {
      await page.mouse.wheel(0, 600);
      await page.waitForTimeout(40);
    }
    expect(await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)).toEqual([]);
  });
}

test('what would move the page is folded away until it is asked for, by pointer or by keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 900 });
  await page.goto(backend.page({ body: '<laurel-referral></laurel-referral><p>After it</p>' }));
  const referral = page.locator('laurel-referral');
  await expect(referral.locator('.unfold')).toBeVisible();
  // What scrolls begins with its beginning.
  await expect(referral.getByText('Bring a friend')).toBeInViewport({ ratio: 1 });
  const height = () => referral.evaluate((element) => element.getBoundingClientRect().height);
  const before = await height();
  await referral.getByRole('button', { name: 'Show QR code' }).focus();
  await expect(referral.getByRole('button', { name: 'Show QR code' })).toBeInViewport({ ratio: 1 });
  await referral.getByRole('button', { name: /^Show \d+ more$/ }).click();
  await expect(referral.locator('.unfold')).toHaveCount(0);
  expect(await height()).toBeGreaterThan(before);
});

test('a board with its prizes fits the room that is kept for it, so that nothing of it is folded away', async ({
  page,
}) => {
  await page.goto(backend.page({ body: '<laurel-leaderboard></laurel-leaderboard><p>After it</p>' }));
  const board = page.locator('laurel-leaderboard');
  await expect(board.getByRole('button', { name: 'Before' })).toBeVisible();
  await expect(board).toContainText('1st place · 1,000 points');
  await expect(board.getByRole('button', { name: 'How you appear' })).toBeInViewport({ ratio: 1 });
  await expect(board.locator('.unfold')).toHaveCount(0);
});

/** What the page holds after what nobody needs was collected. */
async function held(client: CDPSession) {
  for (let round = 0; round < 3; round++) await client.send('HeapProfiler.collectGarbage');
  const { metrics } = await client.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((each) => each.name === name)?.value ?? 0;
  return { bytes: value('JSHeapUsedSize'), nodes: value('Nodes'), listeners: value('JSEventListeners') };
}

test('thousands of pushes leave memory, nodes and listeners where they were', async ({ page }) => {
  const body =
    '<laurel-points></laurel-points><laurel-challenges></laurel-challenges><laurel-leaderboard></laurel-leaderboard>';
  await page.goto(backend.page({ body }));
  await expect(page.locator('laurel-points')).toContainText('2,480');
  await expect.poll(() => backend.hellos.length).toBeGreaterThan(0);
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const push = async (times: number) => {
    for (let n = 0; n < times; n++) {
      const { points } = backend.world.member;
      const balance = points.balance + 1;
      if (n % 2) backend.pushMember({ points: { ...points, balance, available: balance } });
      else backend.pushScore(`row-${1 + (n % 12)}`, 7);
      if (n % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await expect(page.locator('laurel-points')).toContainText(backend.world.member.points.balance.toLocaleString('en'));
    // What floats up and travels has come to rest.
    await page.waitForTimeout(1_500);
  };
  // What is compiled when it is hot is compiled once.
  await push(2_000);
  const before = await held(client);
  await push(2_000);
  const between = await held(client);
  await push(2_000);
  const after = await held(client);
  expect(after.nodes).toBeLessThanOrEqual(before.nodes + 20);
  expect(after.listeners).toBeLessThanOrEqual(before.listeners + 5);
  // What the browser makes for itself it makes once. Were anything of each push kept, it would be more than this both times.
  expect(Math.min(between.bytes - before.bytes, after.bytes - between.bytes)).toBeLessThan(2_000 * 60);
});
