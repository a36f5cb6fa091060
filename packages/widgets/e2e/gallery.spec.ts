import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

const TYPES: Record<string, string> = { js: 'text/javascript', css: 'text/css', html: 'text/html; charset=utf-8' };
const dist = new URL('../dist/', import.meta.url);
const tags = readdirSync(new URL('../src/elements/', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `laurel-${name}`);

const server = createServer(async ({ url = '/' }, response) => {
  const path = new URL(url, 'http://x').pathname.replace(/\/$/, '/index.html').slice(1);
  const file = await readFile(new URL(path, dist)).catch(() => null);
  response.setHeader('content-type', TYPES[path.split('.').at(-1) ?? ''] ?? 'text/plain');
  response.writeHead(file ? 200 : 404).end(file ?? '');
});
test.beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
test.afterAll(() => void server.close());
const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/gallery/${path}`;

test.use({ contextOptions: { reducedMotion: 'reduce', permissions: ['clipboard-read', 'clipboard-write'] } });

test('every element has a page with its states and its reference, found from the first', async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto(at(''));
  const links = page.getByRole('navigation').getByRole('link');
  await expect(links).toHaveCount(tags.length + 1);
  for (const tag of tags) {
    await page.goto(at(`${tag}.html`));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`<${tag}>`);
    await expect(page.getByRole('region', { name: 'Attributes' })).toContainText('program');
    for (const state of ['loading', 'guest', 'error', 'offline', 'member'] as const) {
      await expect(page.locator(`[data-state=${state}] ${tag}:state(${state})`)).toHaveCount(1);
    }
  }
});

test('a theme is edited, warned of where it cannot be read, and copied as CSS', async ({ page }) => {
  await page.goto(at(''));
  await expect(page.locator('laurel-points:state(member)')).toBeVisible();
  await page.getByRole('button', { name: 'editorial' }).click();
  const colour = () =>
    page.locator('laurel-points').evaluate((element) => getComputedStyle(element).getPropertyValue('--laurel-accent'));
  expect(await colour()).toBe('#7a2e1d');
  const warnings = page.locator('.warnings');
  await expect(warnings).toBeEmpty();
  await page.getByLabel('Accent', { exact: true }).fill('#ffcc00');
  await expect(warnings).toContainText('The words on a button: 1.5 to 1, and 4.5 to 1 is needed.');
  // Any colour of CSS is one: by name, in another space, mixed, or letting what is below it through.
  const accent = page.getByLabel('Accent', { exact: true });
  for (const [colour, said] of [
    ['yellow', /The words on a button: 1\.1 to 1/],
    ['oklch(0.9 0.2 100)', /The words on a button: 1\.\d to 1/],
    ['color-mix(in oklab, white 90%, black)', /The words on a button: 1\.\d to 1/],
    ['light-dark(#ffcc00, #000)', /The words on a button: 1\.5 to 1/],
    ['rgb(0 0 0 / 10%)', /The words on a button: 1\.\d to 1/],
    ['bluish', /bluish.* is not a pair of colours/],
  ] as const) {
    await accent.fill(colour);
    await expect(warnings).toContainText(said);
  }
  await accent.fill('oklch(0.35 0.1 150)');
  await expect(warnings).toBeEmpty();
  await accent.fill('#ffcc00');
  await page.getByRole('button', { name: 'Copy the CSS' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('--laurel-accent: #ffcc00;');
});

for (const width of [360, 1280]) {
  test(`the first page keeps to WCAG AA and to ${width} px, in each preset`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.setViewportSize({ width, height: 900 });
    await page.goto(at(''));
    for (const preset of width > 360 ? ['quiet', 'bold', 'editorial', 'night'] : ['editorial', 'night']) {
      await page.getByRole('button', { name: preset }).click();
      await expect(page.locator('laurel-referral:state(member)')).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect([preset, violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])]).toEqual([
        preset,
        [],
      ]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/gallery-${preset}-${width}.png`, fullPage: true });
    }
  });
}
