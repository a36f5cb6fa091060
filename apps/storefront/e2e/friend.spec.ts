import { add, CAKE_STAND, expect, pay, shown, signIn, test } from './support/demo.ts';

test('a friend comes by a link, gets a discount, orders; the one who sent them sees it happen', async ({
  arrive,
  shop,
}) => {
  const advocate = await arrive({ permissions: ['clipboard-read', 'clipboard-write'] });
  await signIn(advocate.page, 'Camille');
  const referral = advocate.page.locator('laurel-referral');
  const link = await referral.locator('input').first().inputValue();
  expect(link).toContain('ref=');
  await advocate.page.evaluate(() => {
    document.body.dataset.same = 'yes';
  });

  const friend = await arrive();
  await friend.page.goto(link.replace(/^https?:\/\/[^/]+/, shop));
  await expect(friend.page.getByText('A friend sent you')).toBeVisible();
  await expect(friend.page.getByText('You get 10% off your first order. For orders of £15.00 or more.')).toBeVisible();
  expect(friend.page.url()).not.toContain('ref=');
  await friend.page.getByRole('link', { name: 'Create an account' }).click();
  await friend.page.getByLabel('Your name').fill('Agnès');
  await friend.page.getByRole('button', { name: 'Create an account' }).click();
  await expect(friend.page.getByText('Welcome, Agnès.')).toBeVisible();

  await add(friend.page, CAKE_STAND, 2);
  await friend.page.goto('/checkout');
  await friend.page.locator('#coupon').getByRole('button', { name: 'Use' }).first().click();
  await expect(friend.page.getByText('−£2.55')).toBeVisible();
  const before = await shown(referral);
  await pay(friend.page);

  await expect.poll(() => shown(referral)).not.toBe(before);
  await expect(referral).toContainText('500');
  await expect(advocate.page.locator('body')).toHaveAttribute('data-same', 'yes');
  expect([...advocate.faults, ...friend.faults]).toEqual([]);
});
