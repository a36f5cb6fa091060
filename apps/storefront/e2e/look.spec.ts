import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { add, CAKE_STAND, expect, HEART, pay, signIn, test } from './support/demo.ts';

const PAGES = [
  '/',
  '/aisle/table',
  `/goods/${CAKE_STAND}`,
  '/basket',
  '/checkout',
  '/account',
  '/leaderboard/all',
  '/sign-in',
  '/nowhere',
];

/** Pixels by which something sticks out at the side. */
const overflow = (page: Page) =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));

/** Chooses a language at the foot of the page. */
async function speak(page: Page, language: string): Promise<void> {
  const root = page.locator('html');
  if ((await root.getAttribute('lang'))?.startsWith(language)) return;
  await page.getByRole('combobox').first().selectOption(language);
  await expect(root).toHaveAttribute('lang', new RegExp(`^${language}`));
  await page.waitForLoadState();
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page keeps to WCAG AA in the ${colorScheme}`, async ({ arrive }) => {
    test.setTimeout(240_000);
    const { page } = await arrive({ colorScheme });
    await signIn(page, 'Priya');
    await add(page, HEART, 3);
    const order = await pay(page);
    await add(page, CAKE_STAND);
    for (const path of [...PAGES, `/orders/${order}`]) {
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect([path, violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])]).toEqual([path, []]);
    }
  });
}

for (const [width, language, direction] of [
  [360, 'en', 'ltr'],
  [360, 'fr', 'rtl'],
  [1280, 'fr', 'ltr'],
] as const) {
  test(`nothing sticks out at ${width} px, ${language}, ${direction}`, async ({ arrive }) => {
    const { page } = await arrive({ viewport: { width, height: 800 }, locale: language });
    await signIn(page, 'Camille');
    await speak(page, language);
    await add(page, HEART, 3);
    for (const path of PAGES) {
      await page.goto(path);
      await page.evaluate((dir) => {
        document.documentElement.dir = dir;
      }, direction);
      await page.waitForLoadState('networkidle');
      expect([path, await overflow(page)]).toEqual([path, 0]);
    }
  });
}

test('the shop works without JavaScript', async ({ arrive }) => {
  const { page } = await arrive({ javaScriptEnabled: false });
  await signIn(page, 'Nora');
  await add(page, CAKE_STAND);
  await pay(page);
  await expect(page.getByRole('heading', { name: 'Thank you, Nora' })).toBeVisible();
});

test('in forced colours one sees which aisle and which board one is at', async ({ arrive }) => {
  const { page } = await arrive({ forcedColors: 'active' });
  for (const [path, list, property] of [
    ['/aisle/table', '.aisles', 'borderBlockEndColor'],
    ['/leaderboard/all', '.tabs', 'backgroundColor'],
  ] as const) {
    await page.goto(path);
    const [here, elsewhere] = await Promise.all(
      ['[aria-current]', ':not([aria-current])'].map((which) =>
        page
          .locator(`${list} a${which}`)
          .first()
          .evaluate((link, name) => getComputedStyle(link)[name], property),
      ),
    );
    expect([path, here]).not.toEqual([path, elsewhere]);
  }
});
