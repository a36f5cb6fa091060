import { add, signIn } from './demo.mjs';
import { encodeGif, lay, readPng } from './gif.mjs';

/** The size of each of the two windows' pages, and of what stands around them, in pixels. */
const VIEW = { width: 480, height: 560 };
const STAGE = { width: 1040, height: 656 };
const LEFTS = [26, 534];
const TOP = 66;
const FRAME = 100;
/** How often a picture is taken whatever happens, in milliseconds. */
const SURE = 700;
const GOODS = 'regency-cake-stand-three-tiers';

const stage = (/** @type {string[]} */ names) => `<!doctype html><meta charset="utf-8"><style>
body{margin:0;inline-size:${STAGE.width}px;block-size:${STAGE.height}px;background:#e4dfd3;font:500 14px/1 system-ui,sans-serif;color:#5d5850}
div{position:absolute;inset-block-start:28px;inline-size:${VIEW.width}px;block-size:${VIEW.height + 38}px;border-radius:10px 10px 6px 6px;background:#f7f4ee;box-shadow:0 1px 2px #0002,0 12px 32px #0001}
p{margin:0;padding:12px 16px;display:flex;gap:7px}i{inline-size:10px;block-size:10px;margin-block-start:1px;border-radius:5px;background:#d5cec0}b{margin-inline-start:8px;font-weight:500}
</style>${names.map((name, index) => `<div style="left:${LEFTS[index]}px"><p><i></i><i></i><i></i><b>${name}</b></p></div>`).join('')}`;

/**
 * Keeps what a page shows, as often as it changes.
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<{ shots: { at: number, png: Buffer }[], end(): Promise<void> }>}
 */
async function watch(page) {
  const client = await page.context().newCDPSession(page);
  /** @type {{ at: number, png: Buffer }[]} */
  const shots = [{ at: 0, png: await page.screenshot() }];
  client.on('Page.screencastFrame', async ({ data, sessionId }) => {
    shots.push({ at: Date.now(), png: Buffer.from(data, 'base64') });
    await client.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
  });
  await client.send('Page.startScreencast', { format: 'png', maxWidth: VIEW.width, maxHeight: VIEW.height });
  // A busy machine leaves out frames, and the last one of a motion must not be among them.
  const timer = setInterval(async () => {
    const at = Date.now();
    const png = await page.screenshot().catch(() => null);
    if (png) shots.push({ at, png });
  }, SURE);
  const end = async () => {
    clearInterval(timer);
    await client.send('Page.stopScreencast');
    shots.push({ at: Date.now(), png: await page.screenshot() });
  };
  return { shots, end };
}

const pause = (/** @type {number} */ milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Films two windows of the demo shop: in the one somebody orders, in the other the leaderboard moves.
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url where the shop is
 * @returns {Promise<Uint8Array>} a GIF
 */
export async function film(browser, url) {
  const settings = { baseURL: url, viewport: VIEW, locale: 'en-GB', colorScheme: /** @type {const} */ ('light') };
  const contexts = [await browser.newContext(settings), await browser.newContext(settings)];
  const [buyer, watcher] = await Promise.all(contexts.map((context) => context.newPage()));
  if (!buyer || !watcher) throw new Error('there are no two windows');
  await signIn(buyer, 'Nora');
  const pay = buyer.getByRole('button', { name: /^Pay / });
  // Bought something already today, and so has a place to climb from.
  await add(buyer, GOODS, 4);
  await buyer.goto('/checkout');
  await pay.click();
  await buyer.waitForURL('**/orders/**');
  await add(buyer, GOODS, 24);
  await buyer.goto('/checkout');
  await pay.scrollIntoViewIfNeeded();
  await watcher.goto('/leaderboard/day');
  await watcher
    .locator('laurel-leaderboard')
    .evaluate((element) => element.ownerDocument.defaultView?.scrollTo(0, element.offsetTop - 130));
  await Promise.all([buyer, watcher].map((page) => page.waitForLoadState('networkidle')));
  // What the first order won has been read by now.
  const toasts = buyer.locator('laurel-toast').getByRole('button');
  // On a slow machine it has gone by itself.
  await toasts
    .first()
    .waitFor({ timeout: 5_000 })
    .catch(() => {});
  while ((await toasts.count()) > 0) await toasts.first().click();
  await pause(1_500);

  const windows = [await watch(buyer), await watch(watcher)];
  const began = Date.now();
  await pause(1_200);
  await pay.hover();
  await pause(500);
  await pay.click();
  await buyer.waitForURL('**/orders/**');
  await pause(5_500);
  // However busy the machine is, the last picture is of rows that stand.
  await watcher
    .locator('laurel-leaderboard')
    .evaluate((/** @type {any} */ board) =>
      Promise.all(board.shadowRoot.getAnimations().map((/** @type {any} */ each) => each.finished)),
    );
  for (const each of windows) await each.end();
  const ended = Date.now();

  const ground = await browser.newPage({ viewport: STAGE });
  await ground.setContent(stage(['Nora, at the checkout', 'Anybody, at the leaderboard']));
  const below = readPng(await ground.screenshot());
  await Promise.all([...contexts, ground].map((each) => each.close()));
  /** @type {import('./gif.mjs').Frame[]} */
  const frames = [];
  /** @type {(Buffer | undefined)[]} */
  let shown = [];
  for (let at = began; at < ended + FRAME; at += FRAME) {
    const now = windows.map(
      ({ shots }) => shots.toSorted((a, b) => a.at - b.at).findLast((shot) => shot.at <= at)?.png,
    );
    const last = frames.at(-1);
    if (last && now.every((png, index) => png === shown[index])) {
      last.milliseconds += FRAME;
      continue;
    }
    shown = now;
    const pixels = { width: below.width, height: below.height, data: Uint8Array.from(below.data) };
    for (const [index, png] of now.entries()) if (png) lay(pixels, readPng(png), LEFTS[index] ?? 0, TOP);
    frames.push({ pixels, milliseconds: FRAME });
  }
  const last = frames.at(-1);
  if (last) last.milliseconds += 2_000;
  return encodeGif(frames);
}
