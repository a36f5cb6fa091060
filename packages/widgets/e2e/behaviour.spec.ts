import { expect, test } from '@playwright/test';
import { type Backend, startBackend, tokenFor } from './support/backend.ts';
import { EVERY, TAGS } from './support/tags.ts';

let backend: Backend;
test.beforeEach(async () => {
  backend = await startBackend();
});
test.afterEach(() => backend.stop());

test('one request fills the page, also for elements whose code comes while it is on its way', async ({ page }) => {
  backend.world.delay = 1_500;
  const tags = ['points', 'challenges', 'leaderboard', 'referral'];
  await page.goto(backend.page({ body: tags.map((tag) => `<laurel-${tag}></laurel-${tag}>`).join('') }));
  for (const tag of tags) {
    await expect(page.locator(`laurel-${tag}:state(member)`)).toBeVisible();
  }
  expect(backend.asked).toEqual(['me']);
});

test('only the code of tags that are there is fetched, and of those that come later', async ({ page }) => {
  const files: string[] = [];
  page.on('request', (request) => files.push(request.url().split('/').at(-1) ?? ''));
  await page.goto(backend.page({ body: '<laurel-points></laurel-points>' }));
  await expect(page.locator('laurel-points')).toContainText('2,480');
  expect(files.filter((file) => /^(own|shop|over|leaderboard)-/.test(file))).toEqual([]);
  await page.evaluate(() => document.body.append(document.createElement('laurel-challenges')));
  await expect(page.locator('laurel-challenges')).toContainText('Write three reviews');
});

test('a push changes what is shown, says it once and floats the gain', async ({ page }) => {
  await page.goto(backend.page());
  await expect(page.locator('laurel-points')).toContainText('2,480');
  await expect.poll(() => backend.hellos.length).toBeGreaterThan(0);
  backend.pushMember({ points: { ...backend.world.member.points, balance: 2_600, available: 2_600 } });
  await expect(page.locator('laurel-points .gain')).toHaveText('+120');
  await expect(page.locator('laurel-points [part=number]')).toHaveText('2,600');
  await expect(page.getByRole('status')).toHaveText('You now have 2,600 points.');
});

test('rows that moved are in order, mine stays in sight, and the arrow tells the places won', async ({ page }) => {
  await page.goto(backend.page());
  const board = page.locator('laurel-leaderboard');
  await expect(board.locator('li.me')).toContainText('12');
  await expect(board).toContainText('43 points to 11th place');
  await expect.poll(() => backend.hellos.length).toBeGreaterThan(0);
  backend.pushScore('row-12', 300);
  await expect(board.locator('li.me .place')).toHaveText('5');
  await expect(board.getByRole('img', { name: 'up 7 places' })).toBeVisible();
  const places = await board.locator('li[part~=row] .place').allInnerTexts();
  const mark = board.locator('.avatar path').first();
  expect(await mark.evaluate((path) => getComputedStyle(path).fill)).toMatch(/^oklch/);
  expect(places.map(Number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  await expect(page.getByRole('status')).toHaveText('You are now in 5th place.');
});

test('of a long board the rows that are seen travel, and those that are scrolled out of sight do not', async ({
  page,
}) => {
  backend.world.rows = Array.from({ length: 120 }, (_, index) => ({
    id: `row-${index + 1}`,
    place: index + 1,
    alias: `Heron ${index + 1}`,
    score: 20_000 - index * 42,
  }));
  await page.goto(backend.page({ body: '<laurel-leaderboard limit="100" around="0"></laurel-leaderboard>' }));
  await expect(page.locator('laurel-leaderboard').getByRole('button', { name: 'Before' })).toBeVisible();
  await expect.poll(() => backend.hellos.length).toBeGreaterThan(0);
  // Which rows were ever under way.
  await page.evaluate(() => {
    const root = document.querySelector('laurel-leaderboard')?.shadowRoot as ShadowRoot;
    const moving = new Set<string>();
    const look = () => {
      for (const { effect } of root.getAnimations()) {
        const { target } = effect as KeyframeEffect;
        if (target?.localName === 'li') moving.add(target.querySelector('.name')?.textContent ?? '');
      }
      requestAnimationFrame(look);
    };
    look();
    Object.assign(window, { moving });
  });
  const names = page.locator('laurel-leaderboard li .name');
  const moving = () => page.evaluate(() => [...(window as unknown as { moving: Set<string> }).moving]);
  backend.pushScore('row-70', 400, 100);
  await expect(names.nth(60)).toHaveText('Heron 70');
  backend.pushScore('row-10', 300, 100);
  await expect(names.nth(2)).toHaveText('Heron 10');
  await expect.poll(moving).toContain('Heron 10');
  await page.locator('laurel-leaderboard ol').evaluate((list) => list.scrollTo(0, list.scrollHeight * 0.6));
  await expect(names.nth(60)).toBeInViewport();
  backend.pushScore('row-75', 300, 100);
  await expect.poll(moving).toContain('Heron 75');
  const seen = (await moving()).map((name) => Number(name.slice(6)));
  expect(seen).not.toContain(70);
  expect(seen.filter((n) => n > 10 && n < 60)).toEqual([]);
});

test('after a missed push the browser asks for everything', async ({ page }) => {
  await page.goto(backend.page());
  await expect.poll(() => backend.hellos.length).toBe(1);
  backend.world.member = { ...backend.world.member, version: 45 };
  backend.pushMember({ alias: 'Somebody Else' });
  await expect.poll(() => backend.hellos.at(-1)?.member).toBe(null);
});

test('a connection that is lost comes back, and says what is held', async ({ page }) => {
  await page.goto(backend.page());
  await expect.poll(() => backend.hellos.length).toBe(1);
  backend.dropSockets();
  await expect.poll(() => backend.hellos.length).toBe(2);
  expect(backend.hellos[1]).toMatchObject({ member: 41, boards: [{ board: 'month', holds: { process: 'p1', n: 7 } }] });
});

test('a page that removes its last element closes the connection, and opens it for the next', async ({ page }) => {
  await page.goto(backend.page({ body: '<laurel-points></laurel-points>' }));
  await expect.poll(() => backend.connected()).toBe(1);
  await page.evaluate(() => document.querySelector('laurel-points')?.remove());
  await expect.poll(() => backend.connected()).toBe(0);
  await page.evaluate(() => document.body.append(document.createElement('laurel-points')));
  await expect(page.locator('laurel-points')).toContainText('2,480');
  await expect.poll(() => backend.connected()).toBe(1);
});

test('where WebSocket is blocked, the page still gets its state', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, {
      WebSocket: class {
        constructor() {
          throw new Error('blocked');
        }
      },
    });
  });
  await page.goto(backend.page());
  await expect(page.locator('laurel-points:state(member)')).toContainText('2,480');
  await expect.poll(() => backend.asked.length).toBeGreaterThan(1);
});

test('who changes the person drops what was asked for the one before', async ({ page }) => {
  await page.goto(backend.page({ tokenless: true, body: '<laurel-points></laurel-points>' }));
  const points = page.locator('laurel-points');
  await expect(points).toContainText('Collect points with every order');
  const identify = (token: string | null) =>
    page.evaluate(
      (given) =>
        (
          window as unknown as { laurel: { push(f: (l: { identify(t: string | null): void }) => void): void } }
        ).laurel.push((l) => l.identify(given)),
      token,
    );
  await identify(tokenFor(900));
  await expect(points).toContainText('2,480');
  backend.world.delay = 500;
  await identify(tokenFor(900));
  await expect(page.locator('laurel-points:state(loading)')).toBeVisible();
  await identify(null);
  await expect(points).toContainText('Collect points with every order');
});

test('what was pushed before Laurel was there is done, before anybody is a guest', async ({ page }) => {
  const token = tokenFor(900);
  const head = `<script>(window.laurel ||= []).push(l => l.identify(() => '${token}'))</script>`;
  await page.goto(backend.page({ tokenless: true, head, body: '<laurel-points></laurel-points>' }));
  await expect(page.locator('laurel-points')).toContainText('2,480');
  expect(backend.asked).toEqual(['me']);
});

test('two programs on one page keep apart', async ({ page }) => {
  const body = '<laurel-points id="a"></laurel-points><laurel-points id="b" program="pk_other"></laurel-points>';
  await page.goto(backend.page({ body, programs: ['pk_demo', 'pk_other'] }));
  await expect(page.locator('#a')).toContainText('2,480');
  await expect(page.locator('#b')).toContainText('2,480');
  expect(backend.asked).toEqual(['me', 'me']);
});

test('a second copy of the script leaves everything to the first', async ({ page }) => {
  await page.goto(backend.page({ body: '<laurel-points></laurel-points>' }));
  await expect(page.locator('laurel-points')).toContainText('2,480');
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.evaluate(async (origin) => {
    const script = document.createElement('script');
    Object.assign(script, { type: 'module', src: `${origin}/sdk/laurel.js?again` });
    script.dataset.program = 'pk_later';
    const loaded = new Promise((resolve) => script.addEventListener('load', resolve));
    document.head.append(script);
    await loaded;
    const points = document.createElement('laurel-points');
    points.id = 'later';
    points.setAttribute('program', 'pk_later');
    document.body.append(points);
  }, backend.laurelOrigin);
  await expect(page.locator('#later')).toContainText('Collect points with every order');
  expect(errors).toEqual([]);
});

test('a body that is swapped gets its elements again', async ({ page }) => {
  await page.goto(backend.page({ body: '<laurel-points></laurel-points>' }));
  await expect(page.locator('laurel-points')).toContainText('2,480');
  await page.evaluate(() => {
    const body = document.createElement('body');
    body.append(document.createElement('laurel-points'));
    document.body.replaceWith(body);
  });
  await expect(page.locator('laurel-points')).toContainText('2,480');
});

test('under a strict policy with Trusted Types everything works, and the page reports nothing', async ({ page }) => {
  const said: string[] = [];
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
  await page.goto(backend.page({ strict: true, body: EVERY }));
  for (const tag of TAGS) await expect(page.locator(`laurel-${tag}:state(member)`)).toBeVisible();
  await page.locator('laurel-referral').getByRole('button', { name: 'Show QR code' }).click();
  await page
    .locator('laurel-hub')
    .getByRole('button', { name: /points/ })
    .click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('laurel-points')).toContainText('2,480');
  await expect(page.locator('laurel-leaderboard li.me')).toBeVisible();
  await expect.poll(() => backend.hellos.length).toBe(1);
  const challenges = backend.world.member.challenges.map((each) =>
    each.id === 'three-reviews' ? { ...each, completedAt: new Date().toISOString(), times: 1 } : each,
  );
  backend.pushMember({ challenges });
  await expect(page.getByRole('status')).toHaveText('Challenge completed: Write three reviews.');
  expect(said).toEqual([]);
});

test('a page that refuses the policy keeps the content of the tags, and is told so', async ({ page }) => {
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.goto(
    backend.page({ strict: true, policies: 'another', body: '<laurel-points>Your points</laurel-points>' }),
  );
  await expect.poll(() => said.filter((text) => text.startsWith('Laurel stays off'))).toHaveLength(1);
  await expect(page.getByText('Your points')).toBeVisible();
});

test('a member of the control group sees nothing, at no size', async ({ page }) => {
  backend.world.member = { ...backend.world.member, status: 'control' };
  await page.goto(backend.page());
  for (const tag of ['points', 'challenges', 'leaderboard', 'referral']) {
    await expect(page.locator(`laurel-${tag}:state(hidden)`)).toHaveCount(1);
    await expect(page.locator(`laurel-${tag}`)).toBeHidden();
  }
});

test('an error says what happened and offers again', async ({ page }) => {
  backend.world.refusal = 'internal';
  await page.goto(backend.page({ body: '<laurel-points></laurel-points>' }));
  const points = page.locator('laurel-points');
  await expect(points.getByRole('alert')).toContainText('Nothing of yours is lost');
  await expect(points).toContainText('req-7f3a');
  backend.world.refusal = null;
  await points.getByRole('button', { name: 'Try again' }).click();
  await expect(points).toContainText('2,480');
});

test('a board that is not there says so, and the rest of the page stands', async ({ page }) => {
  backend.world.missing = ['nothing'];
  const body =
    '<laurel-points></laurel-points><laurel-leaderboard></laurel-leaderboard><laurel-leaderboard board="nothing"></laurel-leaderboard>';
  await page.goto(backend.page({ body }));
  const [there, missing] = [page.locator('laurel-leaderboard').first(), page.locator('laurel-leaderboard').last()];
  await expect(missing.getByRole('alert')).toHaveText('There is no such leaderboard.');
  await expect(there.locator('li[part~=row]').first()).toBeVisible();
  await expect(page.locator('laurel-points')).toContainText('2,480');
});

test('French, by the page or by the element', async ({ page }) => {
  await page.goto(
    backend.page({
      body: '<laurel-points></laurel-points><div lang="fr"><laurel-points id="fr"></laurel-points></div>',
    }),
  );
  await expect(page.locator('#fr')).toContainText('en attente, à vous le');
  await expect(page.locator('laurel-points').first()).toContainText('on the way');
});

test('strings of the page stand instead of ours', async ({ page }) => {
  const head = `<script>(window.laurel ||= []).push(l => l.set({ strings: { 'challenges.title': 'Quests', fr: { 'challenges.title': 'Quêtes' } } }))</script>`;
  await page.goto(backend.page({ head }));
  await expect(page.locator('laurel-challenges h2')).toHaveText('Quests');
});

test('elements without a store ask, and nothing breaks', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(backend.page({ programs: [], head: '', body: '<laurel-points></laurel-points>' }));
  await page.addScriptTag({ type: 'module', url: `${backend.laurelOrigin}/sdk/laurel.js` });
  await expect(page.locator('laurel-points:state(loading)')).toBeVisible();
  expect(errors).toEqual([]);
});

test('by keyboard: the name is changed and the boards are left; what is focused stays when rows move', async ({
  page,
}) => {
  await page.goto(backend.page({ body: '<laurel-leaderboard></laurel-leaderboard>' }));
  const board = page.locator('laurel-leaderboard');
  await expect(board.locator('li.me')).toBeVisible();
  await expect.poll(() => backend.hellos.length).toBe(1);
  // The period that runs and the one before come first.
  await expect(board.getByRole('button', { name: 'Before' })).toBeVisible();
  for (let stop = 0; stop < 3; stop++) await page.keyboard.press('Tab');
  const toggle = board.getByRole('button', { name: 'How you appear' });
  await expect(toggle).toBeFocused();
  await page.keyboard.press('Enter');
  const alias = board.getByLabel('Name on leaderboards');
  await expect(alias).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(alias).toBeFocused();
  backend.pushScore('row-12', 300);
  await expect(board.locator('li.me .place')).toHaveText('5');
  await expect(alias).toBeFocused();
  await page.evaluate(() => dispatchEvent(new Event('offline')));
  await expect(page.locator('laurel-leaderboard:state(offline)')).toBeVisible();
  await expect(alias).toBeFocused();
  await alias.fill('Claire B.');
  await page.keyboard.press('Enter');
  await expect(board).toContainText('Saved');
  expect(backend.world.member.alias).toBe('Claire B.');
  await board.getByLabel('Show me on leaderboards').uncheck();
  await board.getByRole('button', { name: 'Save' }).click();
  await expect(board).toContainText('You are not shown on leaderboards');
});

test('the link is copied, and confirmed in place', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(backend.page({ body: '<laurel-referral></laurel-referral>' }));
  const referral = page.locator('laurel-referral');
  await referral.getByRole('button', { name: 'Copy' }).first().click();
  await expect(referral.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    'https://maison-claire.example/?ref=CLAIRE-7Q2M',
  );
});

test('nothing is written on the hosts, and nothing jumps', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(backend.page({ body: '<laurel-points></laurel-points><laurel-leaderboard></laurel-leaderboard>' }));
  await expect(page.locator('laurel-leaderboard li.me')).toBeVisible();
  expect(
    await page.locator('laurel-points').evaluate((host) => [host.getAttributeNames(), host.childNodes.length]),
  ).toEqual([[], 0]);
  expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts.reduce((a, b) => a + b, 0))).toBe(
    0,
  );
});
