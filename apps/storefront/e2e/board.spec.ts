import { add, CAKE_STAND, expect, pay, shown, signIn, test } from './support/demo.ts';

test('a board moves in another browser while somebody buys', async ({ arrive }) => {
  const watcher = await arrive();
  await watcher.page.goto('/leaderboard/day');
  const board = watcher.page.locator('laurel-leaderboard');
  await expect(board).toContainText(/\d/);
  await watcher.page.evaluate(() => {
    document.body.dataset.same = 'yes';
  });

  const buyer = await arrive();
  await signIn(buyer.page, 'Nora');
  await add(buyer.page, CAKE_STAND, 99);
  await pay(buyer.page);

  await expect(board.getByText('Nora')).toBeVisible();
  await expect(watcher.page.locator('body')).toHaveAttribute('data-same', 'yes');
  expect([...watcher.faults, ...buyer.faults]).toEqual([]);
});

test('nobody is named on a board who has not chosen a name', async ({ arrive }) => {
  const { page } = await arrive();
  await page.goto('/leaderboard/all');
  const board = page.locator('laurel-leaderboard');
  await expect(board).toContainText(/\d/);
  const text = await shown(board);
  expect(text).not.toMatch(/\b1[2-8]\d{3}\b/);
  expect(text).not.toContain('Ellis');
});
