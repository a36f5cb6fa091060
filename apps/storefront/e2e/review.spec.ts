import { expect, shown, signIn, test } from './support/demo.ts';

test('a review earns points in every window of its writer, without a reload', async ({ arrive }) => {
  const writer = await arrive();
  const other = await arrive();
  await signIn(writer.page, 'Tom');
  await signIn(other.page, 'Tom');
  const points = other.page.locator('main laurel-points');
  await expect(points).toContainText('points');
  // While it loads, words of the same length stand in their place.
  await expect(other.page.locator('laurel-challenges .wait')).toHaveCount(0);
  const challenge = other.page.locator('laurel-challenges').getByText('Write three reviews');
  await expect(challenge).toBeVisible();
  await other.page.evaluate(() => {
    document.body.dataset.same = 'yes';
  });
  const balance = async () => Number(/[\d,]+/.exec(await shown(points))?.[0].replace(',', ''));
  const before = await balance();

  await writer.page.goto('/goods/rabbit-night-light');
  await writer.page.locator('label', { hasText: '4 out of 5 stars' }).click();
  await writer.page.getByLabel('What should others know?').fill('It keeps watch, as promised.');
  await writer.page.getByRole('button', { name: 'Publish' }).click();
  await expect(writer.page.getByText('It keeps watch, as promised.')).toBeVisible();

  // 50 for the review, 75 for the challenge that wanted an order and a review.
  await expect.poll(balance).toBeGreaterThanOrEqual(before + 50);
  await expect(other.page.locator('body')).toHaveAttribute('data-same', 'yes');
  expect([...writer.faults, ...other.faults]).toEqual([]);
});
