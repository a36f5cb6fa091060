import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type Backend, startBackend } from './support/backend.ts';

let backend: Backend;
test.beforeEach(async () => {
  backend = await startBackend();
});
test.afterEach(() => backend.stop());

const clean = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

test('six elements, history and joining among them, are filled by one request', async ({ page }) => {
  backend.world.delay = 800;
  const tags = ['points', 'history', 'join', 'rewards', 'offers', 'badges'];
  await page.goto(backend.page({ body: tags.map((tag) => `<laurel-${tag}></laurel-${tag}>`).join('') }));
  for (const tag of tags) await expect(page.locator(`laurel-${tag}:state(member)`)).toBeVisible();
  await expect(page.locator('laurel-history')).toContainText('Order 1020');
  expect(backend.asked).toEqual(['me']);
});

test('the history goes on page by page, and begins with what has just come', async ({ page }) => {
  await page.goto(backend.page({ body: '<laurel-history></laurel-history>' }));
  const rows = page.locator('laurel-history [part=row]');
  await expect(rows).toHaveCount(5);
  await page.getByRole('button', { name: 'Show older' }).click();
  await expect(rows).toHaveCount(14);
  await expect(page.getByRole('button', { name: 'Show older' })).toHaveCount(0);
  await expect.poll(() => backend.hellos.length).toBeGreaterThan(0);
  const [first] = backend.world.lines;
  if (first) backend.world.lines = [{ ...first, id: 'new', text: 'A gift of the house.' }, ...backend.world.lines];
  backend.pushMember({});
  await expect(rows).toHaveCount(15);
  await expect(rows.first()).toContainText('A gift of the house.');
});

test('a line of the history has one number: what came in all, and whether it still waits', async ({ page }) => {
  const [line] = backend.world.lines;
  if (!line) return;
  backend.world.lines = [
    { ...line, id: 'a', text: 'Order 7: +150 points, and 88 points became available.', points: 88, pending: 62 },
    { ...line, id: 'b', text: '88 points became available.', points: 88, pending: -88 },
    { ...line, id: 'c', text: 'Order 8: +120 points.', points: 0, pending: 120 },
    { ...line, id: 'd', text: 'Order 6 was returned: −60 points.', points: 0, pending: -60 },
  ];
  await page.goto(backend.page({ body: '<laurel-history></laurel-history>' }));
  const ends = page.locator('laurel-history [part=row] .end');
  await expect(ends).toHaveText(['+150on the way', '+88', '+120on the way', '-60']);
});

test('by keyboard: whoever misses points asks for them by the number of the order, and reads what became of it', async ({
  page,
}) => {
  await page.goto(backend.page({ body: '<laurel-history></laurel-history>' }));
  const history = page.locator('laurel-history');
  await history.getByRole('button', { name: 'Missing points?' }).focus();
  await page.keyboard.press('Enter');
  const order = history.getByLabel('Order number');
  await expect(order).toBeFocused();
  await clean(page);
  await page.keyboard.type(' R-2041 ');
  await history.getByLabel('Day of the order').fill('2026-11-22');
  await history.getByLabel('Paid in all (EUR)').fill('42.5');
  backend.world.refusal = 'refused';
  backend.world.why = 'This order was paid too long ago.';
  await page.keyboard.press('Enter');
  await expect(history.getByRole('alert')).toHaveText('This order was paid too long ago.');
  await clean(page);
  await expect(order).toHaveValue(' R-2041 ');
  backend.world.refusal = null;
  await history.getByRole('button', { name: 'Send' }).click();
  await expect(history.locator('[part=claim]')).toHaveText(/R-2041\s*The shop is looking for this order\./);
  await expect(history.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('status')).toHaveText('The shop is looking for this order.');
  expect(backend.world.told).toEqual([{ orderId: 'R-2041', date: '2026-11-22', total: 4_250 }]);
  await history.getByRole('button', { name: 'Missing points?' }).click();
  await expect(order).toHaveCount(0);
  // What was asked for before is told when it is opened again.
  await history.getByRole('button', { name: 'Missing points?' }).click();
  await expect(history.locator('[part=claim]')).toHaveCount(1);
});

test('a program that takes no claims offers none', async ({ page }) => {
  backend.world.program.claims = null;
  await page.goto(backend.page({ body: '<laurel-history></laurel-history>' }));
  await expect(page.locator('laurel-history [part=row]').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Missing points?' })).toHaveCount(0);
});

test('by keyboard: of several presents one is chosen; a choice that fails says so, and can be made again', async ({
  page,
}) => {
  const { world } = backend;
  const [first] = world.member.coupons;
  if (!first) return;
  const choices = ['A candle', 'A cup'].map((name, n) => ({ id: `present-${n}`, name }));
  world.member = { ...world.member, coupons: [{ ...first, code: 'CHOOSE-1', name: 'Your present', choices }] };
  await page.goto(backend.page({ body: '<laurel-rewards></laurel-rewards>' }));
  const coupon = page.locator('laurel-rewards [part=coupon]');
  const candle = coupon.getByRole('button', { name: 'A candle' });
  await expect(candle).toBeVisible();
  world.refusal = 'refused';
  world.why = 'There is none of it left.';
  await candle.focus();
  await page.keyboard.press('Enter');
  await expect(coupon.getByRole('alert')).toHaveText('There is none of it left.');
  await expect(candle).toBeFocused();
  await clean(page);
  world.refusal = null;
  await page.keyboard.press('Enter');
  await expect(coupon).toContainText('LINDEN-NEW-1');
  await expect(coupon.getByRole('alert')).toHaveCount(0);
  await expect(page.locator('laurel-rewards h3')).toBeFocused();
  await expect(page.getByRole('status')).toContainText('LINDEN-NEW-1');
});

test('by keyboard: redeeming asks once, shows the code, and buys once however often it is tried', async ({ page }) => {
  // As on a page without TLS.
  await page.addInitScript(() => Object.defineProperty(crypto, 'randomUUID', { value: undefined }));
  await page.goto(backend.page({ body: '<laurel-rewards></laurel-rewards>' }));
  const rewards = page.locator('laurel-rewards');
  const redeem = rewards.getByRole('button', { name: 'Redeem €5 off' });
  await redeem.focus();
  await page.keyboard.press('Enter');
  await expect(rewards.getByRole('button', { name: 'Yes, redeem' })).toBeFocused();
  await clean(page);
  await rewards.getByRole('button', { name: 'Not now' }).click();
  await expect(redeem).toBeFocused();
  expect(backend.world.redeemed.size).toBe(0);
  await page.keyboard.press('Enter');
  backend.world.refusal = 'internal';
  await page.keyboard.press('Enter');
  await expect(rewards.getByRole('alert')).toContainText('nothing is taken twice');
  await clean(page);
  backend.world.refusal = null;
  await rewards.getByRole('button', { name: 'Try again' }).click();
  await expect(rewards.locator('.won')).toBeFocused();
  await expect(rewards.locator('.won')).toContainText('LINDEN-NEW-1');
  await expect(page.getByRole('status')).toHaveText('€5 off is yours. The code is LINDEN-NEW-1.');
  await expect(rewards).toContainText('1,980 points, €19.80');
  await rewards.getByRole('button', { name: 'Show QR code' }).first().click();
  await expect(rewards.getByRole('img', { name: 'QR code of LINDEN-NEW-1' })).toBeVisible();
  await clean(page);
  expect([...backend.world.redeemed.values()].map(({ cost }) => cost)).toEqual([500]);
});

test('who is known and has not joined is told what they would have, and joins with one press', async ({ page }) => {
  backend.world.member = { ...backend.world.member, status: 'guest' };
  backend.world.join = { points: 340 };
  await page.goto(backend.page({ body: '<laurel-join></laurel-join>' }));
  const join = page.locator('laurel-join');
  await expect(join).toContainText('You would already have 340 points, €3.40');
  await clean(page);
  await join.getByRole('button', { name: 'Join' }).click();
  await expect(join).toContainText('You take part at Maison Claire');
  await expect(page.locator('laurel-join:state(member)')).toBeVisible();
});

test('a toast tells what was just won, also on the next page, and goes by Escape', async ({ page }) => {
  const address = backend.page({ body: '<laurel-toast></laurel-toast>' });
  await page.goto(address);
  await expect(page.locator('laurel-toast:state(member)')).toHaveCount(1);
  const toasts = page.locator('laurel-toast li');
  await expect(toasts).toHaveCount(0);
  const { points } = backend.world.member;
  backend.world.member = {
    ...backend.world.member,
    points: { ...points, balance: points.balance + 120, available: points.available + 120 },
    badges: [{ id: 'pantry', name: 'Full pantry', description: null, rarity: 0.004, at: new Date().toISOString() }],
    version: 50,
  };
  await page.goto(address);
  await expect(toasts).toHaveCount(2);
  // Nothing goes while it is looked at.
  await toasts.first().getByRole('button', { name: 'Close' }).focus();
  await expect(toasts.first()).toContainText('New badge: Full pantry.');
  await expect(toasts.last()).toContainText('+120 points, €1.20');
  await clean(page);
  await page.keyboard.press('Escape');
  await expect(toasts.filter({ hasText: 'Full pantry' })).toHaveCount(0);
});

test('the hub opens by a link, keeps the focus inside, goes from tab to tab by arrows, and closes by Escape', async ({
  page,
}) => {
  const address = backend.page({ body: '<a href="#laurel-rewards">My rewards</a><laurel-hub></laurel-hub>' });
  await page.goto(address);
  const hub = page.locator('laurel-hub');
  await expect(hub.getByRole('button', { name: '2,480 points' })).toBeVisible();
  await page.getByRole('link', { name: 'My rewards' }).click();
  const panel = hub.getByRole('dialog');
  await expect(panel).toBeVisible();
  await expect(panel.getByRole('tab', { name: 'Rewards' })).toBeFocused();
  await expect(panel.locator('laurel-rewards:state(member)')).toBeVisible();
  await clean(page);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflow)).toBe('hidden');
  await page.keyboard.press('ArrowRight');
  await expect(panel.getByRole('tab', { name: 'Friends' })).toBeFocused();
  await expect(panel.locator('laurel-referral:state(member)')).toBeVisible();
  expect(new URL(page.url()).hash).toBe('#laurel-friends');
  await page.setViewportSize({ width: 320, height: 640 });
  await clean(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  expect(new URL(page.url()).hash).toBe('');
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflow)).toBe('visible');
  await page.goto(`${address}#laurel-history`);
  await page.reload();
  await expect(page.locator('laurel-hub').getByRole('tab', { name: 'History' })).toBeFocused();
});

test('the server draws before anything moves, once however often it is tried, and the outcome stands with its odds', async ({
  page,
}) => {
  backend.world.prize = 'many';
  // As on a page without TLS.
  await page.addInitScript(() => Object.defineProperty(crypto, 'randomUUID', { value: undefined }));
  await page.goto(backend.page({ body: '<laurel-spin></laurel-spin>' }));
  const spin = page.locator('laurel-spin');
  await expect(spin.locator('[part=prize]')).toHaveText([
    /A mug.*0\.5%/s,
    /A handful.*20%/s,
    /A few.*30%/s,
    /Nothing.*50%/s,
  ]);
  await expect(spin).toContainText('1 try left');
  await clean(page);
  // Nothing moves as long as the server has not answered.
  const moves = () =>
    spin.evaluate(
      (host) =>
        host.shadowRoot?.querySelectorAll('li').length &&
        host.shadowRoot.getAnimations().filter((each) => !(each instanceof CSSTransition)).length,
    );
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route('**/storefront.spin', async (route) => {
    const answer = await route.fetch();
    await held;
    await route.fulfill({ response: answer });
  });
  await spin.getByRole('button', { name: 'Try' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => backend.world.drawn.size).toBe(1);
  await expect(spin.getByRole('button')).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  expect(await moves()).toBe(0);
  go();
  await expect.poll(moves).toBeGreaterThan(0);
  await expect(spin.locator('.drawn')).toContainText('A handful');
  await expect(spin.locator('.outcome')).toContainText('50 points, €0.50 are yours');
  await expect(page.getByRole('status')).toHaveText('It is: A handful');
  await expect(spin.getByRole('button')).toHaveCount(0);
  await expect(spin).toContainText('Again on');
  expect(backend.world.drawn.size).toBe(1);
  await clean(page);
});

test('a try whose answer was lost is the same try again; who asked for calm sees no motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(backend.page({ body: '<laurel-spin></laurel-spin>' }));
  const spin = page.locator('laurel-spin');
  await expect(spin.getByRole('button', { name: 'Try' })).toBeVisible();
  await page.evaluate(() => {
    const animate = Element.prototype.animate;
    Element.prototype.animate = function (...args) {
      document.body.dataset.moved = 'yes';
      return animate.apply(this, args);
    };
  });
  await page.route(
    '**/storefront.spin',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await spin.getByRole('button', { name: 'Try' }).click();
  await expect(spin.getByRole('alert')).toContainText('nothing is taken twice');
  await clean(page);
  await spin.getByRole('button', { name: 'Try again' }).click();
  await expect(spin.locator('.outcome')).toContainText('Nothing today');
  expect(backend.world.drawn.size).toBe(1);
  expect(await page.locator('body').getAttribute('data-moved')).toBeNull();
});

test('a streak says until when to act and what is left, is paused by keyboard, and goes on', async ({ page }) => {
  await page.goto(backend.page({ body: '<laurel-streak></laurel-streak>' }));
  const streak = page.locator('laurel-streak');
  await expect(streak).toContainText('5 weeks in a row');
  await expect(streak).toContainText('Best: 11');
  await expect(streak).toContainText('ends in 2 days');
  await expect(streak).toContainText('2 freezes left');
  await expect(streak).toContainText('3 to go: 100 points and Regular');
  await streak.getByRole('button', { name: 'Pause' }).focus();
  await page.keyboard.press('Enter');
  const weeks = streak.getByRole('spinbutton', { name: 'How many weeks?' });
  await expect(weeks).toBeFocused();
  await clean(page);
  await weeks.fill('3');
  backend.world.refusal = 'internal';
  await page.keyboard.press('Enter');
  await expect(streak.getByRole('alert')).toBeVisible();
  backend.world.refusal = null;
  await weeks.press('Enter');
  await expect(streak).toContainText('Paused until');
  const days = (Date.parse(backend.world.paused[0] ?? '') - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBe(14);
  await clean(page);
  await streak.getByRole('button', { name: 'Go on now' }).click();
  await expect(streak).toContainText('ends in 2 days');
  expect(backend.world.paused[1]).toBeUndefined();
  await expect.poll(() => backend.hellos.length).toBeGreaterThan(0);
  const [kept] = backend.world.member.streaks;
  if (kept) backend.pushMember({ streaks: [{ ...kept, current: 6, keptNow: true }] });
  await expect(streak).toContainText('Done for this week');
  await expect(page.getByRole('status')).toHaveText('6 weeks in a row');
});

test('a recommendation goes by WhatsApp, by e-mail or as a QR code, and says what several friends are worth', async ({
  page,
}) => {
  await page.goto(backend.page({ body: '<laurel-referral></laurel-referral>' }));
  const referral = page.locator('laurel-referral');
  const link = 'https://maison-claire.example/?ref=CLAIRE-7Q2M';
  const chat = new URL((await referral.getByRole('link', { name: 'WhatsApp' }).getAttribute('href')) ?? '');
  expect(chat.origin).toBe('https://wa.me');
  expect(chat.searchParams.get('text')).toBe(`A little something for you: 10% off at Maison Claire. ${link}`);
  const mail = new URL((await referral.getByRole('link', { name: 'E-mail' }).getAttribute('href')) ?? '');
  expect(mail.protocol).toBe('mailto:');
  expect(mail.searchParams.get('body')).toContain(link);
  await expect(referral.locator('[part=milestone]')).toHaveText([
    /2 friends: 100 points.*Rewarded/s,
    /5 friends: 400 points.*2 of 5/s,
  ]);
  await referral.getByRole('button', { name: 'Show QR code' }).focus();
  await page.keyboard.press('Enter');
  await expect(referral.getByRole('img', { name: 'QR code of your link' })).toBeVisible();
  await clean(page);
  await page.keyboard.press('Enter');
  await expect(referral.getByRole('img', { name: 'QR code of your link' })).toHaveCount(0);
});

test('by keyboard: another board and the period before, with the focus kept; a league says who rises', async ({
  page,
}) => {
  const { world } = backend;
  world.program.boards = [...world.program.boards, { id: 'friends', name: 'Friends brought', period: 'month' }];
  world.list = { kind: 'cohort', name: 'Silver', level: { id: 'silver', n: 2, of: 3, up: 5, down: 1 } };
  world.toPrize = { place: 3, points: 500, missing: 84 };
  world.moved = 4;
  await page.goto(backend.page({ body: '<laurel-leaderboard></laurel-leaderboard>' }));
  const board = page.locator('laurel-leaderboard');
  await expect(board).toContainText('Silver, level 2 of 3 · the first 5 rise · the last goes down');
  await expect(board).toContainText('84 points to 3rd place and its prize: 500 points');
  await expect(board.locator('.me').getByRole('img', { name: 'up 4 places' })).toBeVisible();
  await clean(page);
  const before = board.getByRole('button', { name: 'Before' });
  await before.focus();
  await page.keyboard.press('Enter');
  await expect(board).toContainText('Final places');
  await expect(before).toHaveAttribute('aria-pressed', 'true');
  await expect(before).toBeFocused();
  await board.getByRole('button', { name: 'Friends brought' }).click();
  await expect(board.getByRole('list', { name: 'Friends brought' })).toBeVisible();
  await expect(board.getByRole('button', { name: 'Now' })).toHaveAttribute('aria-pressed', 'true');
  await page.setViewportSize({ width: 320, height: 640 });
  await clean(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('a new board says how far it is counted', async ({ page }) => {
  backend.world.filling = { done: 300, of: 1_200 };
  await page.goto(backend.page({ body: '<laurel-leaderboard></laurel-leaderboard>' }));
  await expect(page.locator('laurel-leaderboard')).toContainText('Still being counted: 25%');
  await expect(page.locator('laurel-leaderboard').getByRole('progressbar')).toHaveAttribute('aria-valuenow', '25');
  await clean(page);
});

test('a common goal moves while one looks at it, says once that it is reached, and tells each their own part', async ({
  page,
}) => {
  await page.goto(backend.page({ body: '<laurel-community-goal></laurel-community-goal>' }));
  const goal = page.locator('laurel-community-goal');
  await expect(goal).toContainText('6,240 of 10,000');
  await expect(goal).toContainText('318 people take part');
  await expect(goal).toContainText('You added 42');
  await expect(goal).toContainText('Everyone who adds 5 or more gets 50 points and Regular');
  await expect(goal.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '6,240 of 10,000');
  await expect.poll(() => backend.hellos.at(-1)?.goals).toBe(true);
  expect(backend.asked).toEqual(['me']);
  backend.pushGoals({ total: 9_999, members: 401, mine: 60 });
  await expect(goal).toContainText('9,999 of 10,000');
  await expect(goal).toContainText('You added 60');
  await expect(goal.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '99');
  await clean(page);
  backend.pushGoals({ total: 10_020, state: 'reached', reachedAt: new Date().toISOString() });
  await expect(goal).toContainText('Reached on');
  await expect(page.getByRole('status')).toHaveText('Reached together: Ten thousand bottles.');
  await clean(page);
});

test('a common goal over money says money, says when it begins, and that it was missed', async ({ page }) => {
  backend.world.signedIn = false;
  const [first] = backend.world.goals;
  if (!first) return;
  backend.world.goals = [
    {
      ...first,
      id: 'later',
      score: { sum: 'spend' },
      total: 0,
      target: 5_000_000,
      state: 'soon',
      least: null,
      startsAt: new Date(Date.now() + 3.2 * 86_400_000).toISOString(),
    },
    { ...first, id: 'orders', score: { count: 'orders' }, total: 1, target: 50, state: 'missed' },
  ];
  await page.goto(
    backend.page({
      body: '<laurel-community-goal join-url="/join"></laurel-community-goal><laurel-community-goal goal="orders"></laurel-community-goal>',
    }),
  );
  const [both, one] = [page.locator('laurel-community-goal').first(), page.locator('laurel-community-goal').last()];
  await expect(both).toContainText('€0 of €50,000');
  await expect(both).toContainText('Begins in 3 days');
  await expect(both).toContainText('Every member gets 50 points and Regular');
  await expect(both.getByRole('link', { name: 'Join' })).toBeVisible();
  await expect(one).toContainText('1 order of 50 orders');
  await expect(one).toContainText('Not reached this time');
  await expect(one).not.toContainText('Begins');
  await clean(page);
});
