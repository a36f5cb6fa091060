import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContextOptions, test as base, expect, type Locator, type Page } from '@playwright/test';
import { freePort, LAUREL, run } from './process.ts';

/** A person at a screen of their own. */
interface Person {
  page: Page;
  /** What went wrong in their browser's console. */
  faults: string[];
}

interface Fixtures {
  /** Opens the shop in a window that shares nothing with the others. */
  arrive(options?: BrowserContextOptions): Promise<Person>;
}

/** The whole demo, started as a newcomer starts it, in an empty folder. */
export const test = base.extend<Fixtures, { shop: string }>({
  shop: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed from the pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'laurel-demo-'));
      const port = await freePort();
      const demo = await run([LAUREL, 'demo'], { PORT: String(port), LAUREL_DATA_DIR: folder }, /The shop is open/);
      await use(`http://localhost:${port}`);
      await demo.stop();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 },
  ],

  arrive: async ({ browser, shop }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL: shop, ...options });
      contexts.push(context);
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
      });
      page.on('pageerror', (error) => faults.push(String(error)));
      return { page, faults };
    });
    for (const context of contexts) await context.close();
  },
});

export { expect };

export async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.waitForURL('**/account');
}

/** Puts goods into the basket. */
export async function add(page: Page, slug: string, quantity = 1): Promise<void> {
  await page.goto(`/goods/${slug}`);
  await page.getByLabel(/Quantity|Quantité/).fill(String(quantity));
  await page.getByRole('button', { name: /Add to basket|Ajouter au panier/ }).click();
  await page.waitForURL('**/basket');
}

/** Goes to the checkout and pays. @returns the number of the order */
export async function pay(page: Page): Promise<string> {
  await page.goto('/checkout');
  await page.getByRole('button', { name: /^(Pay|Payer) / }).click();
  await page.waitForURL('**/orders/**');
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** What one of Laurel's elements shows, as a reader sees it. */
export const shown = (element: Locator): Promise<string> => element.locator('[part~=card]').innerText();

export const CAKE_STAND = 'regency-cake-stand-three-tiers';
export const HEART = 'white-hanging-heart-tea-light-holder';
