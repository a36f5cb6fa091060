import { expect, type Page, test } from '@playwright/test';
import { type Backend, startBackend } from './support/backend.ts';
import { EVERY, TAGS } from './support/tags.ts';

let backend: Backend;
test.beforeEach(async () => {
  backend = await startBackend();
});
test.afterEach(() => backend.stop());
test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function visit(page: Page, head = '') {
  await page.goto(backend.page({ body: EVERY, head }));
  for (const tag of TAGS) await expect(page.locator(`laurel-${tag}:state(member)`)).toBeVisible();
}

/** Everything that can be pressed, within every shadow root: what it is, and how large the place is that can be hit. */
const targets = (page: Page) =>
  page.evaluate(() => {
    const all = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
    return all(document.body)
      .filter(
        (each) => each.matches('button, a[href], input, select, summary, [tabindex="0"]') && each.checkVisibility(),
      )
      .map((each) => {
        const label = (each as HTMLInputElement).labels?.[0];
        const boxes = [each, ...(label ? [label] : [])].map((one) => one.getBoundingClientRect());
        const style = getComputedStyle(each);
        const host = (each.getRootNode() as ShadowRoot).host?.localName ?? '';
        return {
          what: `${host} ${each.localName} ${each.textContent?.trim() || each.getAttribute('aria-label') || each.id}`,
          width: Math.max(...boxes.map(({ width }) => width)),
          height: Math.max(...boxes.map(({ height }) => height)),
          inSentence: style.display === 'inline',
          edge:
            [style.borderTopWidth, style.borderBottomWidth, style.outlineWidth].some(
              (width) => parseFloat(width) >= 1,
            ) || style.textDecorationLine.includes('underline'),
          kind: each.localName,
        };
      });
  });

for (const [name, width, size] of [
  ['320 px', 320, '16px'],
  ['words of twice the size', 640, '32px'],
  ['both at once', 320, '32px'],
] as const) {
  test(`at ${name} nothing is cut off, and whatever can be pressed is 24 px and more`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await visit(page, `<style>body{font-size:${size}!important}</style>`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    const all = await targets(page);
    expect(all.length).toBeGreaterThan(30);
    // What stands in a sentence is as high as its line.
    const small = all.filter((each) => !each.inSentence && (each.width < 24 || each.height < 24));
    expect(small.map(({ what, width: wide, height }) => `${what}: ${wide} × ${height}`)).toEqual([]);
  });
}

test('in forced colours every button has an edge, and what the keyboard is at is outlined', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await visit(page);
  const flat = (await targets(page)).filter(({ kind, edge }) => kind === 'button' && !edge);
  expect(flat.map(({ what }) => what)).toEqual([]);
  const plain: string[] = [];
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      const beside = at?.nextElementSibling ?? at;
      const outlined = (each: Element | null | undefined) =>
        each && getComputedStyle(each).outlineStyle !== 'none' && parseFloat(getComputedStyle(each).outlineWidth) > 0;
      // A radio button that is drawn by its label is outlined there.
      const seen = [at, beside, at?.closest('label')].some(outlined);
      return seen || at === document.body ? null : `${at?.localName} ${at?.textContent?.trim()}`;
    });
    if (found) plain.push(found);
  }
  expect(plain).toEqual([]);
});

test('one announcer a page says at most a sentence in five seconds, and in the end the final values', async ({
  page,
}) => {
  await page.clock.install();
  await visit(page);
  await expect.poll(() => backend.hellos.length).toBeGreaterThan(0);
  await page.evaluate(() => {
    const said: [number, string][] = [];
    Object.assign(window, { said });
    const all = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
    const watch = setInterval(() => {
      const regions = all(document.body).filter((each) => each.matches('[role=status], [aria-live]'));
      const text = regions.map((each) => each.textContent).join(' | ');
      if (text && said.at(-1)?.[1] !== text) said.push([Date.now(), text]);
    }, 50);
    Object.assign(window, { watch });
  });
  const { points } = backend.world.member;
  for (let more = 1; more <= 9; more++) {
    backend.pushMember({ points: { ...points, balance: 2_480 + more * 10, available: 2_480 + more * 10 } });
    backend.pushScore('row-12', 40);
    await page.clock.runFor(1_000);
  }
  // The page's clock is the test's, and what is pushed comes by the real one: it may still be on its way.
  const isShown = async () => {
    await page.clock.runFor(250);
    return page.getByText('2,570', { exact: false }).first().isVisible();
  };
  await expect.poll(isShown).toBe(true);
  await page.clock.runFor(12_000);
  const said = await page.evaluate(() => (window as unknown as { said: [number, string][] }).said);
  expect(said.length).toBeGreaterThan(1);
  const gaps = said.slice(1).map(([at], index) => at - (said[index]?.[0] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(4_900);
  expect(said.map(([, text]) => text)).toContain('You now have 2,570 points.');
  for (const [, text] of said) expect(text.match(/[.!?](\s|$)/g)).toHaveLength(1);
});
