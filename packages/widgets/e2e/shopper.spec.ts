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

test('by keyboard: redeeming asks once, shows the code, and buys once however often it is tried', async ({ page }) => {
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
    badges: [{ id: 'pantry', name: 'Full pantry', description: null, at: new Date().toISOString() }],
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
