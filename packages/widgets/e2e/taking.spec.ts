import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { rule } from './support/answers/spend.ts';
import { type Backend, startBackend } from './support/backend.ts';

let backend: Backend;
test.beforeEach(async () => {
  backend = await startBackend();
});
test.afterEach(() => backend.stop());

const clean = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

/** The first challenge counts only for whoever takes it up. */
function toBeTaken(): void {
  const { world } = backend;
  const own = <C extends { id: string }>(all: C[]) =>
    all.map((each) => (each.id === 'three-reviews' ? { ...each, join: 'open' as const } : each));
  world.program = { ...world.program, challenges: own(world.program.challenges) };
  world.member = { ...world.member, challenges: own(world.member.challenges) };
}

test('by keyboard: a challenge is taken up; what fails says why, and can be tried again', async ({ page, context }) => {
  const { world } = backend;
  toBeTaken();
  await page.goto(backend.page({ body: '<laurel-challenges></laurel-challenges>' }));
  const challenges = page.locator('laurel-challenges');
  const take = challenges.getByRole('button', { name: 'Take it on: Write three reviews' });
  await take.focus();
  await clean(page);
  world.refusal = 'refused';
  world.why = 'This challenge is over.';
  await page.keyboard.press('Enter');
  await expect(challenges.getByRole('alert')).toHaveText('This challenge is over.');
  await expect(take).toBeFocused();
  await clean(page);
  world.refusal = null;
  await context.setOffline(true);
  await page.keyboard.press('Enter');
  await expect(challenges.getByRole('alert')).toContainText('can’t be reached');
  await context.setOffline(false);
  await take.focus();
  await page.keyboard.press('Enter');
  await expect(take).toHaveCount(0);
  await expect(challenges.getByRole('alert')).toHaveCount(0);
  await expect(challenges.getByRole('heading', { name: 'Write three reviews' })).toBeFocused();
  await expect(page.getByRole('status')).toHaveText('You have taken on Write three reviews.');
  await clean(page);
});

test('a guest sees a challenge that is to be taken up, and no button for it', async ({ page }) => {
  toBeTaken();
  await page.goto(backend.page({ body: '<laurel-challenges></laurel-challenges>', tokenless: true }));
  await expect(page.locator('laurel-challenges')).toContainText('Write three reviews');
  await expect(page.getByRole('button', { name: /Take it on/ })).toHaveCount(0);
});

for (const [unit, said] of [
  ['trees', '3 trees, €6 for The Green Belt. Receipt red_1'],
  ['money', '€5 for The Green Belt. Receipt red_1'],
] as const)
  test(`what gives to a cause shows its receipt, in ${unit}`, async ({ page }) => {
    const { world } = backend;
    world.receipt = {
      number: 'red_1',
      cause: 'belt',
      name: 'The Green Belt',
      unit,
      n: unit === 'trees' ? 3 : 500,
      unitPrice: unit === 'trees' ? 200 : null,
      amount: unit === 'trees' ? 600 : 500,
      currency: 'EUR',
      points: 500,
      at: new Date().toISOString(),
      cancelled: false,
    };
    await page.goto(backend.page({ body: '<laurel-rewards></laurel-rewards>' }));
    await page.getByRole('button', { name: 'Redeem €5 off' }).click();
    await page.getByRole('button', { name: 'Yes, redeem' }).click();
    await expect(page.locator('laurel-rewards .won')).toContainText(said);
    await clean(page);
  });

test('what gives to a cause tells how much all have given so far, also to guests', async ({ page }) => {
  const { world } = backend;
  const [first] = world.member.rewards;
  if (!first) throw new Error('no reward');
  const trees = {
    ...first,
    id: 'trees',
    name: 'Three trees',
    kind: 'trees',
    give: { trees: 3, cause: 'belt' },
  } as const;
  const belt = { id: 'belt', name: 'The Green Belt', description: null, trees: 310, unitPrice: 200 };
  world.program = {
    ...world.program,
    rewards: [trees, first],
    causes: [{ ...belt, donated: 0, amount: 62_000 }],
  };
  world.signedIn = false;
  await page.goto(backend.page({ body: '<laurel-rewards></laurel-rewards>' }));
  await expect(page.locator('laurel-rewards [data-id=trees]')).toContainText('€620 given so far');
  await expect(page.locator('laurel-rewards').getByText('given so far')).toHaveCount(1);
  await clean(page);
});

test('whoever is about to lose a level is told what is missing and until when, and that it is kept for some days more', async ({
  page,
}) => {
  const { tier } = backend.world.member;
  await page.goto(backend.page({ body: '<laurel-tier></laurel-tier>' }));
  const own = page.locator('laurel-tier');
  await expect(own).toContainText('Gold');
  await expect(own).not.toContainText('to keep it');
  await expect.poll(() => backend.hellos.length).toBeGreaterThan(0);
  const keep = { missing: 240, by: '2027-01-31T23:00:00Z', grace: false, warned: true };
  backend.pushMember({ tier: { ...tier, keep } });
  await expect(own).toContainText('Still 240 points by 1 February to keep it');
  await expect(page.getByRole('status')).toHaveText('Still 240 points by 1 February to keep it');
  await clean(page);
  backend.pushMember({ tier: { ...tier, keep: { ...keep, by: '2027-02-14T23:00:00Z', grace: true } } });
  await expect(own).toContainText('Yours until 15 February all the same: still 240 points to keep it');
  await expect(page.getByRole('status')).toHaveText(
    'Yours until 15 February all the same: still 240 points to keep it',
  );
});

test('a streak tells of its freezes, of what they made up for, and until when it rests', async ({ page }) => {
  const [streak] = backend.world.member.streaks;
  if (!streak) return;
  await page.goto(backend.page({ body: '<laurel-streak></laurel-streak>' }));
  const own = page.locator('laurel-streak');
  await expect(own).toContainText('2 freezes left');
  await expect(own).toContainText('1 missed and made up for');
  await expect.poll(() => backend.hellos.length).toBeGreaterThan(0);
  backend.pushMember({ streaks: [{ ...streak, freezes: 0, frozen: 3 }] });
  await expect(own).toContainText('0 freezes left');
  await expect(own).toContainText('3 missed and made up for');
  backend.pushMember({ streaks: [{ ...streak, pausedUntil: '2027-01-31T23:00:00Z' }] });
  await expect(own).toContainText('Paused until 1 February');
  await expect(own).not.toContainText('ends in');
  await clean(page);
});

test('a form that is opened in a folded card has its whole room, and the card folds again when it is closed', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  backend.world.program.claims = { proof: ['total', 'date'] };
  await page.goto(backend.page({ body: '<laurel-history limit="12"></laurel-history><p>What follows.</p>' }));
  const history = page.locator('laurel-history');
  await expect(history.locator('.unfold')).toBeVisible();
  const hidden = () =>
    history.locator('.card').evaluate((card) => Math.round(card.scrollHeight) - Math.round(card.clientHeight));
  expect(await hidden()).toBeGreaterThan(50);
  await history.getByRole('button', { name: 'Missing points?' }).focus();
  await page.keyboard.press('Enter');
  await expect(history.getByLabel('Order number')).toBeFocused();
  expect(await hidden()).toBeLessThan(2);
  await expect(history.locator('.unfold')).toBeHidden();
  await clean(page);
  await history.getByRole('button', { name: 'Missing points?' }).click();
  await expect(history.locator('.unfold')).toBeVisible();
  expect(await hidden()).toBeGreaterThan(50);
});

test('ways to earn are said in words, also where a rule has no name, and what is so for each product', async ({
  page,
}) => {
  const { world } = backend;
  const way = (on: string, more: object = {}) => ({ ...rule(on, on, 20), ...more });
  world.program = {
    ...world.program,
    rules: [
      way('store.visited'),
      way('birthday.reached'),
      way('review.approved', { times: 1, window: 'ever', each: 'sku' }),
      way('level.completed', { name: 'Finish a level', times: 1, window: 'ever', each: 'level' }),
      way('shop.visit_store', { times: 2, window: 'week' }),
    ],
  };
  await page.goto(
    backend.page({ body: '<laurel-earn></laurel-earn><div lang="ar"><laurel-earn></laurel-earn></div>' }),
  );
  const ways = page.locator('laurel-earn').first().locator('[part=rule]');
  await expect(ways.locator('b')).toHaveText([
    'Pay us a visit',
    'Your birthday',
    'Write a review',
    'Finish a level',
    'Shop visit store',
  ]);
  await expect(ways.locator('p')).toHaveText(['once for each product', 'up to 2 times a week']);
  const arabic = page.locator('laurel-earn').last().locator('[part=rule] b');
  await expect(arabic).toHaveCount(5);
  for (const text of await arabic.allInnerTexts()) if (text !== 'Finish a level') expect(text).not.toMatch(/[a-z]/);
});
