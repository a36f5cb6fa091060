import type { Page } from '@playwright/test';
import { add, CAKE_STAND, expect, HEART, pay, signIn, test } from './support/demo.ts';

/** What the signed-in shopper has earned in all, as the board says. */
async function scoreOf(page: Page): Promise<number> {
  await page.goto('/leaderboard/all');
  const row = page.locator('laurel-leaderboard [part~=me]');
  await expect(row).toBeVisible();
  return Number(/([\d,]+)\s*$/.exec(await row.innerText())?.[1]?.replaceAll(',', ''));
}

test('an order earns points at once, and giving it back takes them away', async ({ arrive }) => {
  const { page, faults } = await arrive();
  await signIn(page, 'Nora');
  const before = await scoreOf(page);

  await add(page, CAKE_STAND, 2);
  await expect(page.getByText('Earn 127 points')).toBeVisible();
  const order = await pay(page);
  await expect(page.getByRole('heading', { name: 'Thank you, Nora' })).toBeVisible();
  await expect(page.getByText(/This order earned 127 points, yours to spend from/)).toBeVisible();

  await page.goto('/account');
  await expect(page.locator('laurel-history [part=row]').first()).toContainText('127');
  await expect.poll(() => scoreOf(page)).toBe(before + 127);

  await page.goto(`/orders/${order}`);
  await page.getByRole('button', { name: 'Return the whole order' }).click();
  await expect(page.getByText('£29.45 are on their way back to you.')).toBeVisible();
  await expect(page.getByText('Returned', { exact: true })).toBeVisible();
  await expect.poll(() => scoreOf(page)).toBe(before);
  expect(faults).toEqual([]);
});

test('part of an order can be returned, and the rest keeps its points', async ({ arrive }) => {
  const { page } = await arrive();
  await signIn(page, 'Priya');
  await add(page, CAKE_STAND, 2);
  await add(page, HEART, 4);
  await pay(page);
  await page.getByRole('button', { name: 'Return White hanging heart tea light holder' }).click();
  await expect(page.getByText('£11.80 are on their way back to you.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Return Regency cake stand, three tiers' })).toBeVisible();
  await page.goto('/account');
  const rows = page.locator('laurel-history [part=row]');
  await expect(rows.nth(1)).toBeVisible();
  const [refund, order] = await rows.allInnerTexts();
  expect(refund).not.toBe(order);
});

test('a reward is bought with points, and its coupon pays at the checkout', async ({ arrive }) => {
  const { page } = await arrive();
  await signIn(page, 'Priya');
  const rewards = page.locator('laurel-rewards');
  await rewards.getByRole('button', { name: 'Redeem £5 off an order' }).click();
  await rewards.getByRole('button', { name: 'Yes, redeem' }).click();
  await expect(rewards.locator('.won code')).toBeVisible();
  await add(page, CAKE_STAND);
  await page.goto('/checkout');
  await page.locator('#coupon').getByRole('button', { name: 'Use' }).first().click();
  await expect(page.getByText('−£5.00')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pay £11.70' })).toBeVisible();
  await pay(page);
  await expect(page.getByText('−£5.00')).toBeVisible();
  await add(page, CAKE_STAND);
  await page.goto('/checkout');
  await expect(page.locator('#coupon').getByRole('button', { name: 'Use' })).toHaveCount(1);
});
