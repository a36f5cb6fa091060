import { expect, type Page, test } from '@playwright/test';
import { type Backend, startBackend, tokenFor } from './support/backend.ts';
import { alive } from './support/heap.ts';

let backend: Backend;
test.beforeEach(async () => {
  backend = await startBackend();
});
test.afterEach(() => backend.stop());

const POINTS = '<laurel-points></laurel-points>';
type Api = import('../src/page/api.ts').Laurel;

/** Does something with `window.laurel` once it is there. */
const withLaurel = <Answer>(page: Page, task: string): Promise<Answer> =>
  page.evaluate(
    (code) =>
      new Promise((resolve, reject) => {
        const here = window as unknown as { laurel?: { push(task: (laurel: Api) => void): unknown } };
        here.laurel ??= [];
        here.laurel.push((laurel) => {
          const run = new Function('laurel', `return (${code})(laurel)`);
          Promise.resolve(run(laurel)).then(resolve, (error) =>
            reject(new Error(error.failure?.code ?? error.message)),
          );
        });
      }),
    task,
  ) as Promise<Answer>;

test('an event is reported with its own key, and a guest is told why not', async ({ page }) => {
  await page.goto(backend.page({ body: POINTS }));
  const report = await withLaurel(page, `l => l.ready.then(() => l.track('site.visited', { page: 'home' }))`);
  expect(report).toMatchObject({ points: 20, replayed: false });
  await withLaurel(page, `l => l.track('site.visited', {}, { key: 'today-2026' })`);
  expect(backend.world.reports.map(({ type }) => type)).toEqual(['site.visited', 'site.visited']);
  expect(backend.world.reports[0]?.key).toHaveLength(32);
  expect(backend.world.reports[1]?.key).toBe('today-2026');
  await withLaurel(page, 'l => l.logout()');
  await expect(withLaurel(page, `l => l.track('site.visited')`)).rejects.toThrow('unauthorized');
  expect(backend.world.reports).toHaveLength(2);
});

test('a shared link tells of its arrival once, by a visitor that the browser keeps', async ({ page }) => {
  const address = `${backend.page({ body: POINTS, tokenless: true })}&share=SHARE42`;
  await page.goto(address);
  await expect.poll(() => backend.world.arrivals.length).toBe(1);
  await page.reload();
  await expect.poll(() => backend.world.arrivals.length).toBe(2);
  const [first, second] = backend.world.arrivals;
  expect(first).toMatchObject({ code: 'SHARE42', known: false });
  expect(second?.visitor).toBe(first?.visitor);
});

test('a member shares the page that they look at, as the same visitor', async ({ page }) => {
  await page.goto(backend.page({ body: POINTS }));
  const made = await withLaurel(page, `l => l.ready.then(() => l.share('MUG-1'))`);
  expect(made).toMatchObject({ code: 'SHARE42' });
  expect(backend.world.shared[0]).toMatchObject({ product: 'MUG-1', url: page.url() });
});

test('changes are told to listeners and as events of the document, until they are stopped', async ({ page }) => {
  await page.goto(backend.page({ body: POINTS }));
  await expect(page.locator('laurel-points')).toContainText('2,480');
  await expect.poll(() => backend.hellos.length).toBeGreaterThan(0);
  await withLaurel(
    page,
    `l => {
      window.told = [];
      window.stop = l.on('points', ({ before, after }) => window.told.push(['on', after.balance - before.balance]));
      document.addEventListener('laurel-points', ({ detail }) => window.told.push(['event', detail.after.balance]));
      l.on('identity', ({ identity }) => window.told.push(['identity', identity]));
    }`,
  );
  // Whether they came before or after the person was settled is another matter.
  const told = async () => (await heard()).filter(([, what]) => what !== 'member');
  const heard = () => page.evaluate(() => (window as unknown as { told: unknown[][] }).told);
  backend.pushMember({ points: { ...backend.world.member.points, balance: 2_600 } });
  await expect.poll(told).toEqual([
    ['on', 120],
    ['event', 2_600],
  ]);
  await page.evaluate(() => (window as unknown as { stop(): void }).stop());
  backend.pushMember({ points: { ...backend.world.member.points, balance: 2_601 } });
  await expect.poll(told).toContainEqual(['event', 2_601]);
  expect(await told()).toHaveLength(3);
  await withLaurel(page, 'l => l.logout()');
  await expect.poll(told).toContainEqual(['identity', 'guest']);
});

test('one function that throws does not keep the others of the queue from running', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const head = `<script>window.laurel = [() => { throw new Error('mine') }, l => l.identify('${tokenFor(900)}')]</script>`;
  await page.goto(backend.page({ tokenless: true, head, body: POINTS }));
  await expect(page.locator('laurel-points')).toContainText('2,480');
  expect(errors).toEqual(['mine']);
});

test('a page to sign in where a token should be is no member and no fault of the programme', async ({ page }) => {
  await page.route('**/laurel/token', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Sign in</h1>' }));
  await page.goto(backend.page({ body: POINTS }));
  await expect(page.locator('laurel-points:state(error)')).toContainText('Sign in to the shop again.');
  expect(backend.asked).toEqual([]);
  await page.unroute('**/laurel/token');
  await page.locator('laurel-points').getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('laurel-points')).toContainText('2,480');
});

test('what comes for somebody who has left is dropped', async ({ page }) => {
  await page.goto(backend.page({ body: POINTS }));
  await expect(page.locator('laurel-points')).toContainText('2,480');
  await page.route('**/storefront.share', async (route) => {
    await withLaurel(page, 'l => l.logout()');
    await route.continue();
  });
  await expect(withLaurel(page, `l => l.share('MUG-1')`)).rejects.toThrow('unauthorized');
});

test('elements that come and go, bodies that are swapped and scripts that come again leave nothing behind', async ({
  page,
}) => {
  await page.goto(backend.page({ body: POINTS }));
  await expect(page.locator('laurel-points')).toContainText('2,480');
  await page.evaluate(async (origin) => {
    for (let n = 0; n < 200; n++) {
      const body = document.createElement('body');
      body.append(document.createElement('laurel-points'));
      const script = document.createElement('script');
      Object.assign(script, { type: 'module', src: `${origin}/sdk/laurel.js?${n % 3}` });
      script.dataset.program = 'pk_demo';
      body.append(script);
      document.body.replaceWith(body);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }, backend.laurelOrigin);
  await expect(page.locator('laurel-points')).toContainText('2,480');
  await expect.poll(() => alive(page, 'laurel-points')).toBeLessThan(5);
  expect(backend.connected()).toBeLessThanOrEqual(1);
});

test('a function that fetches tokens is asked again before its token runs out, and once at a time', async ({
  page,
}) => {
  await page.goto(backend.page({ body: POINTS, tokenless: true }));
  await page.evaluate((tokens) => Object.assign(window, { tokens, asks: 0 }), [tokenFor(1), tokenFor(900)]);
  await withLaurel(page, 'l => l.identify(async () => window.tokens[Math.min(window.asks++, 1)])');
  await expect(page.locator('laurel-points')).toContainText('2,480');
  await page.waitForFunction(() => performance.now() > 1_000);
  await withLaurel(
    page,
    `l => new Promise(done => setTimeout(done, 1000)).then(() => Promise.all([l.track('site.visited'), l.track('site.visited')]))`,
  );
  expect(await page.evaluate(() => (window as unknown as { asks: number }).asks)).toBe(2);
});

test('the hub is opened and closed, also on a page that has none', async ({ page }) => {
  await page.goto(backend.page({ body: POINTS }));
  await withLaurel(page, `l => l.ready.then(() => l.open('rewards'))`);
  const panel = page.locator('laurel-hub').getByRole('dialog');
  await expect(panel.getByRole('tab', { name: 'Rewards' })).toHaveAttribute('aria-selected', 'true');
  await expect(panel.locator('laurel-rewards:state(member)')).toBeVisible();
  await withLaurel(page, 'l => l.close()');
  await expect(panel).toBeHidden();
  await withLaurel(page, 'l => l.open()');
  await expect(panel.getByRole('tab', { name: 'Overview' })).toHaveAttribute('aria-selected', 'true');
  // However fast one follows the other, the last one holds.
  await withLaurel(page, `l => { l.close(); l.open('rewards'); }`);
  await expect(panel.getByRole('tab', { name: 'Rewards' })).toHaveAttribute('aria-selected', 'true');
  await withLaurel(page, `l => { l.close(); l.open(); l.close(); }`);
  await expect(panel).toBeHidden();
});

test('language and words are set by the page: by key, by language and key, and in plural forms', async ({ page }) => {
  await page.goto(
    backend.page({ body: `${POINTS}<laurel-leaderboard join-url="/join"></laurel-leaderboard>`, tokenless: true }),
  );
  await expect(page.locator('laurel-leaderboard')).toContainText('40 people take part');
  await withLaurel(
    page,
    `l => l.set({ strings: { 'board.members': { one: '{n} soul', other: '{n} souls' }, join: 'Come in', 'no.such.key': 'never', fr: { join: 'Entrez' } } })`,
  );
  await expect(page.locator('laurel-leaderboard')).toContainText('40 souls');
  await expect(page.locator('laurel-leaderboard').getByRole('link')).toHaveText('Come in');
  await withLaurel(page, `l => l.set({ locale: 'fr' })`);
  await expect(page.locator('laurel-leaderboard').getByRole('link')).toHaveText('Entrez');
  await expect(page.locator('laurel-points')).toContainText('Chaque commande vous rapporte');
});

test('a view transition and a swapped piece of the page, as htmx swaps, keep what is known', async ({ page }) => {
  await page.goto(backend.page({ body: `<div id="piece">${POINTS}</div>` }));
  await expect(page.locator('laurel-points')).toContainText('2,480');
  await page.evaluate(
    (points) =>
      document.startViewTransition(() => {
        (document.getElementById('piece') as HTMLElement).innerHTML = `${points}<laurel-tier></laurel-tier>`;
      }).finished,
    POINTS,
  );
  await expect(page.locator('laurel-points')).toContainText('2,480');
  await expect(page.locator('laurel-tier:state(member)')).toContainText('Gold');
  await page.evaluate(() => {
    (document.getElementById('piece') as HTMLElement).outerHTML =
      '<div id="piece"><laurel-points compact></laurel-points></div>';
  });
  await expect(page.locator('laurel-points[compact]:state(member)')).toContainText('2,480');
  expect(backend.asked).toEqual(['me']);
});
