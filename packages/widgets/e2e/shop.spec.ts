import { expect, test } from '@playwright/test';
import { type Backend, startBackend } from './support/backend.ts';

let backend: Backend;
test.beforeEach(async () => {
  backend = await startBackend();
});
test.afterEach(() => backend.stop());

test('forty products ask once, say what they earn, and ask anew for somebody else', async ({ page }) => {
  const body = Array.from(
    { length: 40 },
    (_, n) => `<p><laurel-product-points sku="S-${n}" price="${100 * (n + 1)}"></laurel-product-points></p>`,
  ).join('');
  await page.goto(
    backend.page({ body: `${body}<laurel-product-points sku="FREE" price="0"></laurel-product-points>` }),
  );
  const points = page.locator('laurel-product-points');
  await expect(points.nth(0)).toHaveText('Earn 1 point');
  await expect(points.nth(39)).toHaveText('Earn 40 points');
  await expect(points.nth(40)).toHaveText('');
  expect(backend.asked).toEqual(['me', 'myPreview']);
  await points.nth(0).evaluate((element) => element.setAttribute('price', '4200'));
  await expect(points.nth(0)).toHaveText('Earn 42 points');
  await page.evaluate(() =>
    (window as unknown as { laurel: unknown[] }).laurel.push((l: { logout(): void }) => l.logout()),
  );
  await expect.poll(() => backend.asked.slice(-2)).toEqual(['snapshot', 'preview']);
  await expect(points.nth(39)).toHaveText('Earn 40 points');
});

test('the slider is a field of the shop’s form, goes by keyboard, and keeps to the bounds', async ({ page }) => {
  const head = `<script>document.addEventListener('submit', (event) => { event.preventDefault(); window.sent = new FormData(event.target).get('points') });
    addEventListener('laurel-checkout', ({ detail }) => { window.chose = detail })</script>`;
  const body =
    '<form><laurel-checkout total="4250" name="points" value="600"></laurel-checkout><button>Pay</button></form>';
  await page.goto(backend.page({ head, body }));
  const slider = page.getByRole('slider', { name: 'Pay with points' });
  await expect(slider).toHaveAttribute('aria-valuetext', '600 points, €6 off');
  const sent = async () => {
    await page.getByRole('button', { name: 'Pay' }).click();
    return page.evaluate(() => (window as unknown as { sent: string }).sent);
  };
  expect(await sent()).toBe('600');
  await slider.focus();
  await page.keyboard.press('End');
  // Half of 42.50 € is 21.25 €, in steps of 50 points.
  await expect(slider).toHaveAttribute('aria-valuetext', '2,100 points, €21 off');
  expect(await page.evaluate(() => (window as unknown as { chose: object }).chose)).toEqual({
    points: 2_100,
    worth: 2_100,
  });
  expect(await sent()).toBe('2100');
  await page.keyboard.press('Tab');
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', 'No points');
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', '200 points, €2 off');
  expect(await sent()).toBe('200');
});

test('the gate shows its content to those entitled, and to nobody before it is known', async ({ page }) => {
  backend.world.delay = 3_000;
  const body = `<laurel-gate id="tier" tier="gold"><p>Gold only</p></laurel-gate>
    <laurel-gate id="early" entitlement="spring"><p>Early spring</p><p slot="locked">Not yet</p></laurel-gate>`;
  await page.goto(backend.page({ body }));
  await expect(page.locator('#tier:state(loading)')).toHaveCount(1);
  await expect(page.getByText('Gold only')).toBeHidden();
  await expect(page.getByText('Gold only')).toBeVisible();
  await expect(page.getByText('Early spring')).toBeHidden();
  await expect(page.getByText('Not yet')).toBeVisible();
  await expect.poll(() => backend.hellos.length).toBeGreaterThan(0);
  const { tier } = backend.world.member;
  const entitlements = [{ id: 'spring', since: new Date().toISOString(), until: null }];
  backend.pushMember({ entitlements, tier: { ...tier, id: null, name: null } });
  await expect(page.getByText('Early spring')).toBeVisible();
  await expect(page.getByText('Not yet')).toBeHidden();
  await expect(page.getByText('Gold only')).toBeHidden();
  await expect(page.locator('#tier')).toContainText('For members from Gold on');
});

test('a card is shown to be scanned, renews itself in time, and ends with who it belongs to', async ({ page }) => {
  backend.world.cardLife = 17_000;
  await page.goto(backend.page({ body: '<laurel-card></laurel-card>' }));
  const code = page.locator('laurel-card').getByRole('img', { name: 'QR code of your card' });
  await expect(code).toBeVisible();
  const path = code.locator('path');
  const first = await path.getAttribute('d');
  await expect.poll(() => path.getAttribute('d')).not.toBe(first);
  await page.evaluate(() =>
    (window as unknown as { laurel: unknown[] }).laurel.push((l: { logout(): void }) => l.logout()),
  );
  await expect(page.locator('laurel-card')).toContainText('Join to get a card');
  await expect(code).toHaveCount(0);
});

test('sharing copies the member’s own link where there is no sheet; a guest shares the page', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(backend.page({ body: '<laurel-share product="MUG"></laurel-share>' }));
  const share = page.locator('laurel-share');
  await expect(share).toContainText('5 points for each visitor who comes by your link');
  await share.getByRole('button', { name: 'Share' }).click();
  await expect(share.getByRole('button', { name: 'Copied' })).toBeVisible();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  expect(await clipboard()).toMatch(/\?share=SHARE42$/);
  expect(backend.world.shared).toMatchObject([{ product: 'MUG' }]);
  await page.evaluate(() =>
    (window as unknown as { laurel: unknown[] }).laurel.push((l: { logout(): void }) => l.logout()),
  );
  await expect(page.locator('laurel-share:state(guest)')).toBeVisible();
  await share.getByRole('button').click();
  await expect.poll(clipboard).toBe(page.url());
});

test('a survey is answered by keyboard, asks for what is open, and thanks once', async ({ page }) => {
  await page.goto(
    backend.page({
      body: `<laurel-survey name="after order"><p data-question="delivery" data-scale="5">How was the delivery?</p>
        <p data-question="found" data-choices="A friend|<b>By chance</b>">How did you find us?</p></laurel-survey>`,
    }),
  );
  const survey = page.locator('laurel-survey');
  await expect(survey).toContainText('+20 points');
  await survey.getByRole('radio', { name: '4' }).focus();
  await page.keyboard.press('Space');
  await survey.getByRole('button', { name: 'Send' }).click();
  await expect(survey.getByRole('alert')).toHaveText('One question is still open.');
  await expect(survey.getByRole('radio', { name: 'A friend' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(survey.getByRole('radio', { name: '<b>By chance</b>' })).toBeChecked();
  await survey.getByRole('button', { name: 'Send' }).click();
  await expect(survey).toContainText('Thank you. 20 points for your answers.');
  expect(backend.world.reports).toEqual([
    {
      key: 'survey:after%20order',
      type: 'survey.answered',
      data: { survey: 'after order', score: 4, answers: { delivery: 4, found: '<b>By chance</b>' } },
    },
  ]);
});
