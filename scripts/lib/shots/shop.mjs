import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { add, signIn } from './demo.mjs';
import { nameOf } from './looks.mjs';

const GOODS = 'regency-cake-stand-three-tiers';
/** Pages of the demo shop, by the name of their picture. */
const PAGES = {
  home: '/',
  goods: `/goods/${GOODS}`,
  basket: '/basket',
  checkout: '/checkout',
  account: '/account',
  board: '/leaderboard/all',
  'sign-in': '/sign-in',
};

/**
 * Takes pictures of the demo shop's pages, as a member sees them, with the hub open on the first.
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url where the shop is
 * @param {string} folder
 * @param {(detail: string) => void} tell
 * @returns {Promise<string[]>} the names
 */
export async function shootShop(browser, url, folder, tell) {
  const context = await browser.newContext({ baseURL: url, reducedMotion: 'reduce', locale: 'en-GB' });
  const page = await context.newPage();
  await signIn(page, 'Priya');
  await add(page, GOODS);
  const names = [...Object.keys(PAGES), 'order', 'hub'];
  for (const name of names) mkdirSync(join(folder, name), { recursive: true });
  /** @param {string} name @param {boolean} fullPage */
  const shoot = async (name, fullPage = true) => {
    tell(name);
    for (const width of [360, 1280])
      for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        const path = join(folder, name, `${nameOf({ width, colorScheme, dir: 'ltr' })}.png`);
        await page.screenshot({ path, fullPage, animations: 'disabled' });
      }
  };
  for (const [name, path] of Object.entries(PAGES)) {
    await page.goto(path);
    // Pictures below the fold wait until somebody comes near.
    await page.evaluate("for (const each of document.images) each.loading = 'eager'");
    await page.waitForLoadState('networkidle');
    await shoot(name);
  }
  await page.goto('/checkout');
  await page.getByRole('button', { name: /^Pay / }).click();
  await page.waitForURL('**/orders/**');
  await page.waitForLoadState('networkidle');
  await shoot('order');
  await page.goto('/');
  await page.waitForLoadState('networkidle');
  await page.evaluate('window.laurel.push((laurel) => laurel.open())');
  await page.locator('laurel-hub dialog[open]').waitFor();
  await page.waitForLoadState('networkidle');
  await shoot('hub', false);
  await context.close();
  return names;
}
