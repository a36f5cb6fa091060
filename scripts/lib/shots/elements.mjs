import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';
import { serveFiles } from './files.mjs';
import { LOOKS, nameOf } from './looks.mjs';

/** Right-to-left pages are Arabic ones, as a shop would have them. */
const LANGUAGE = { ltr: 'en', rtl: 'ar' };

/**
 * Takes pictures of every element in every state, from the gallery.
 * @param {import('@playwright/test').Browser} browser
 * @param {string} folder
 * @param {(detail: string) => void} tell
 * @returns {Promise<string[]>} the tags
 */
export async function shootElements(browser, folder, tell) {
  const dist = join(root, 'packages/widgets/dist');
  const tags = readdirSync(join(dist, 'gallery'))
    .filter((name) => /^laurel-[\w-]+\.html$/.test(name))
    .map((name) => name.replace('.html', ''));
  const files = await serveFiles(dist);
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  for (const tag of tags) {
    tell(tag);
    mkdirSync(join(folder, tag), { recursive: true });
    for (const dir of /** @type {const} */ (['ltr', 'rtl'])) {
      await page.goto(`${files.url}/gallery/${tag}.html?lang=${LANGUAGE[dir]}`);
      const states = page.locator('.states');
      await page.locator(`[data-state=member] ${tag}:state(member)`).waitFor({ state: 'attached' });
      for (const look of LOOKS.filter((each) => each.dir === dir)) {
        await page.emulateMedia({ colorScheme: look.colorScheme });
        await page.setViewportSize({ width: look.width, height: 900 });
        await states.screenshot({ path: join(folder, tag, `${nameOf(look)}.png`), animations: 'disabled' });
      }
    }
  }
  await context.close();
  files.stop();
  return tags;
}
