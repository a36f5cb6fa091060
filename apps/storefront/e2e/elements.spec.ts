import { add, CAKE_STAND, expect, pay, signIn, test } from './support/demo.ts';

test('the shop’s elements speak with the real server: points at the price, the slider, the card, the survey', async ({
  arrive,
}) => {
  const { page, faults } = await arrive();
  await page.goto(`/goods/${CAKE_STAND}`);
  // 63 for the price, and 100 for the first order of somebody new; until that is known, what the shop itself says of the price.
  await expect(page.locator('.product laurel-product-points')).toHaveText(/Earn 163 points/);
  await page.goto('/');
  await expect(page.locator('.shelf > li laurel-product-points').first()).toHaveText(/Earn \d+ points/);
  await expect(page.getByText('From the back room')).toBeHidden();

  await signIn(page, 'Priya');
  await expect(page.getByRole('img', { name: 'QR code of your card' })).toBeVisible();
  await page.goto(`/goods/${CAKE_STAND}`);
  await expect(page.locator('laurel-share')).toContainText('5 points for each visitor');

  await add(page, CAKE_STAND, 2);
  await page.goto('/checkout');
  const slider = page.getByRole('slider', { name: 'Pay with points' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', '200 points, £1 off');
  await page.locator('#points').getByRole('button', { name: 'Use' }).click();
  await page.waitForURL('**/checkout#points');
  await expect(page.getByRole('button', { name: /^Pay £/ })).toBeVisible();
  await expect(slider).toHaveAttribute('aria-valuetext', '200 points, £1 off');

  await pay(page);
  const survey = page.locator('laurel-survey');
  await survey.getByRole('radio', { name: '5' }).check();
  await survey.getByRole('radio', { name: 'By chance' }).check();
  await survey.getByRole('button', { name: 'Send' }).click();
  await expect(survey).toContainText('Thank you. 25 points for your answers.');
  expect(faults).toEqual([]);
});

test('who comes by a shared link pays the member once', async ({ arrive }) => {
  const { page } = await arrive({ permissions: ['clipboard-read', 'clipboard-write'] });
  await signIn(page, 'Nora');
  await page.goto(`/goods/${CAKE_STAND}`);
  await page.locator('laurel-share').getByRole('button', { name: 'Share' }).click();
  await expect(page.locator('laurel-share').getByRole('button', { name: 'Copied' })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\?share=/);
  const visitor = await arrive();
  const told = visitor.page.waitForResponse((response) => response.url().includes('storefront.arrive'));
  await visitor.page.goto(link);
  expect((await told).ok()).toBe(true);
  await page.goto('/account');
  await expect(page.locator('laurel-history li').first()).toContainText('5 points');
});
