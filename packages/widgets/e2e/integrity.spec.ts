import { readdirSync, readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { type Backend, startBackend } from './support/backend.ts';

let backend: Backend;
test.beforeAll(async () => {
  backend = await startBackend();
});
test.afterAll(() => backend.stop());

/** Has a file come with a line more than it was released with. @returns what the console says */
async function change(page: Page, name: string): Promise<string[]> {
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.route(new RegExp(`/sdk/${name}-[\\w-]{8}\\.js$`), async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n;window.changed = true;` });
  });
  return said;
}

const ran = (page: Page) => page.evaluate(() => 'changed' in window);
const BODY = '<laurel-points>Our points</laurel-points><laurel-leaderboard></laurel-leaderboard>';

test('an element whose file was changed on its way is not run, the console says so, and the others stand', async ({
  page,
}) => {
  const said = await change(page, 'points');
  await page.goto(backend.page({ body: BODY, strict: true }));
  await expect(page.locator('laurel-leaderboard:state(member)')).toBeVisible();
  await expect
    .poll(() =>
      said.filter((line) => /^Laurel has not run http\S+\/sdk\/points-[\w-]{8}\.js: it came changed/.test(line)),
    )
    .toHaveLength(1);
  expect(await ran(page)).toBe(false);
  await expect(page.getByText('Our points')).toBeVisible();
  expect(await page.evaluate(() => customElements.get('laurel-points'))).toBeUndefined();
});

for (const name of ['core', 'kit', 'sums']) {
  test(`a changed ${name} keeps everything from running, and the page's own content stays`, async ({ page }) => {
    const said = await change(page, name);
    await page.goto(backend.page({ body: BODY }));
    await expect.poll(() => said.some((line) => line.startsWith('Laurel has not run'))).toBe(true);
    await page.waitForLoadState('networkidle');
    expect(await ran(page)).toBe(false);
    await expect(page.getByText('Our points')).toBeVisible();
    expect(await page.evaluate(() => customElements.get('laurel-leaderboard'))).toBeUndefined();
  });
}

test('a changed table of the other tags keeps these from running, and the rest stands', async ({ page }) => {
  const said = await change(page, 'tags');
  await page.goto(backend.page({ body: `${BODY}<laurel-tier>Our levels</laurel-tier>` }));
  await expect(page.locator('laurel-points')).toContainText('2,480');
  await expect.poll(() => said.some((line) => /^Laurel has not run \S+\/tags-/.test(line))).toBe(true);
  await expect(page.getByText('Our levels')).toBeVisible();
  expect(await page.evaluate(() => customElements.get('laurel-tier'))).toBeUndefined();
});

test('what is fetched later is checked as well: without pushes the page still has its state', async ({ page }) => {
  const said = await change(page, 'live');
  await page.goto(backend.page({ body: BODY }));
  await expect(page.locator('laurel-points')).toContainText('2,480');
  await expect.poll(() => said.some((line) => /^Laurel has not run \S+\/live-/.test(line))).toBe(true);
  expect(await ran(page)).toBe(false);
});

test('every file that a page may fetch is vouched for', async ({ page }) => {
  const built = readdirSync(new URL('../dist/sdk/', import.meta.url));
  await page.goto(backend.page({ body: BODY }));
  const tables = built.filter((file) => /^(sums|tags)-/.test(file));
  const held = await page.evaluate(
    async (urls) => Promise.all(urls.map(async (url) => Object.entries((await import(url)).default))),
    tables.map((file) => `${backend.laurelOrigin}/sdk/${file}`),
  );
  const loader = readFileSync(new URL('../dist/sdk/laurel.js', import.meta.url), 'utf8');
  const first = [...loader.matchAll(/(\w+):"([\w+/]{43})[ "]/g)].map(([, name, hash]) => [name, hash]);
  // A file's name follows from its hash. Under no name stand the packs.
  const vouched = [...first, ...held.flat()]
    .filter(([name]) => name !== '')
    .map(([name, hash]) => `${name}-${String(hash).split(' ')[0]?.replace(/\W/g, '').slice(0, 8)}.js`);
  expect(vouched.toSorted()).toEqual(built.filter((file) => /-[\w-]{8}\.js$/.test(file)).toSorted());
});
