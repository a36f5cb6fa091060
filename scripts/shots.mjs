// `npm run shots`: takes a picture of every element in every state and of the shop's pages, onto a contact sheet to look through, and
// films the two windows that the README opens with.
import './lib/node-version.mjs';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from './lib/chromium.mjs';
import { ensureChromium } from './lib/ensure-chromium.mjs';
import { Failure, orExplain } from './lib/failure.mjs';
import { prepare } from './lib/prepare.mjs';
import { createProgress } from './lib/progress.mjs';
import { root } from './lib/root.mjs';
import { startDemo } from './lib/shots/demo.mjs';
import { shootElements } from './lib/shots/elements.mjs';
import { film } from './lib/shots/film.mjs';
import { writeSheet } from './lib/shots/sheet.mjs';
import { shootShop } from './lib/shots/shop.mjs';

const MOST = 2_000_000;
const folder = join(root, '.cache/shots');
const moving = join(root, 'docs/pictures/two-windows.gif');

await orExplain(async () => {
  const progress = createProgress(6);
  await prepare(progress);
  const path = await progress.step('Finding a browser', ensureChromium, (found) => found ?? "Playwright's own");
  if (path) process.env.LAUREL_CHROMIUM = path;
  const browser = await chromium.launch(launchOptions());
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    const elements = await progress.step(
      'Elements',
      (tell) => shootElements(browser, join(folder, 'elements'), tell),
      all,
    );
    const demo = await startDemo();
    try {
      await progress.step('Two windows', () => film(browser, demo.url).then(keep));
      const pages = await progress.step(
        'The demo shop',
        (tell) => shootShop(browser, demo.url, join(folder, 'shop'), tell),
        all,
      );
      console.log(`\nLook at file://${writeSheet(folder, { elements, pages })}\nand at ${moving}.`);
    } finally {
      await demo.stop();
    }
  } finally {
    await browser.close();
  }
});

/** @param {string[]} names */
function all(names) {
  return `${names.length} in every look`;
}

/** @param {Uint8Array} gif */
function keep(gif) {
  if (gif.length > MOST)
    throw new Failure(`The moving picture has ${gif.length} bytes.`, 'show less, or make it smaller.');
  writeFileSync(moving, gif);
}
