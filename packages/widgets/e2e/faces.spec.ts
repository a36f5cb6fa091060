import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type Backend, startBackend } from './support/backend.ts';
import type { PageOptions } from './support/page.ts';
import { EVERY, TAGS } from './support/tags.ts';
import { rewardOf } from './support/world.ts';

/** How a page comes to show each face. */
const FACES: Record<string, { set: (backend: Backend, page: Page) => void; options?: PageOptions; state: string }> = {
  loading: { set: ({ world }) => Object.assign(world, { delay: 600_000 }), state: 'loading' },
  member: { set: () => {}, state: 'member' },
  guest: { set: ({ world }) => Object.assign(world, { signedIn: false }), state: 'guest' },
  empty: {
    set: ({ world }) => world.empty(),
    state: 'member',
  },
  error: { set: ({ world }) => Object.assign(world, { refusal: 'internal' }), state: 'error' },
  offline: { set: () => {}, state: 'offline' },
  long: {
    set: ({ world }) => {
      const { member } = world;
      const long = 'Kundenbindungsprogrammteilnahmebestätigung';
      world.rows = world.rows.map((row, index) => ({
        ...row,
        alias: index % 2 ? long.slice(0, 30) : row.alias,
        score: 7_654_321 - index,
      }));
      world.lines = world.lines.map((line) => ({ ...line, text: `${long} ${line.text}`, points: 7_654_321 }));
      world.program.tiers = world.program.tiers.map((tier) => ({ ...tier, name: long, points: 7_654_321 }));
      world.goals = world.goals.map((one) => ({
        ...one,
        name: `${long} ${one.name}`,
        total: 7_654_321,
        target: 9_999_999,
      }));
      world.member = {
        ...member,
        points: { ...member.points, balance: 7_654_321, available: 7_654_321 },
        tier: { ...member.tier, name: long, perks: [long] },
        challenges: member.challenges.map((each) => ({
          ...each,
          name: `${long} ${each.name}`,
          grant: { points: 1_000_000, badge: null, counter: null, reward: null },
        })),
        streaks: member.streaks.map((one) => ({ ...one, name: long, current: 7_654_321, actBy: null, keptNow: true })),
        draws: member.draws.map((one) => ({
          ...one,
          name: long,
          cost: 1_000_000,
          prizes: one.prizes.map((each) => ({ ...each, name: long })),
        })),
        rewards: [rewardOf({ id: 'r', name: long, cost: 9_999_999 }, 7_654_321)],
      };
    },
    state: 'member',
  },
};

// Eight looks at a whole page each, on whatever machine this runs.
test.setTimeout(240_000);

let backend: Backend;
test.beforeEach(async () => {
  backend = await startBackend();
});
test.afterEach(() => backend.stop());

/** What can be pressed and is smaller than a finger needs. A field may be pressed by its label. */
function tooSmall(): string[] {
  return [...document.querySelectorAll('main *')].flatMap((host) =>
    [...(host.shadowRoot?.querySelectorAll('a, button, input') ?? [])]
      .filter((each) => {
        const { width, height } = (each.closest('label') ?? each).getBoundingClientRect();
        return width > 0 && Math.min(width, height) < 23.9;
      })
      .map((each) => `${host.localName}: ${each.outerHTML}`),
  );
}

for (const [face, { set, options, state }] of Object.entries(FACES)) {
  test(`${face}: at every width, scheme and direction no barrier is found and nothing overflows`, async ({ page }) => {
    // What waits is in motion as long as it waits, and is looked at so; the others are looked at when they have come to rest.
    await page.emulateMedia({ reducedMotion: face === 'loading' ? 'no-preference' : 'reduce' });
    set(backend, page);
    await page.goto(backend.page({ body: EVERY, ...options }));
    if (face === 'offline') {
      await expect(page.locator('laurel-points:state(member)')).toBeVisible();
      await page.evaluate(() => dispatchEvent(new Event('pageshow')));
      await expect.poll(() => backend.connected()).toBe(1);
      await page.context().setOffline(true);
    }
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      for (const dark of [false, true]) {
        for (const dir of ['ltr', 'rtl']) {
          await page.evaluate(
            ([scheme, direction]) => {
              document.documentElement.dataset.scheme = scheme;
              document.documentElement.dir = direction;
            },
            [dark ? 'dark' : 'light', dir] as const,
          );
          for (const tag of TAGS) await expect(page.locator(`laurel-${tag}:state(${state})`)).toBeVisible();
          // Axe takes its time: four of the eight looks hold every pair of a width, a scheme and a direction, and in the dark nothing
          // but the colours is other than in the light.
          const paired = ((width === 360) !== dark) === (dir === 'ltr');
          const axe = new AxeBuilder({ page });
          if (dark) axe.withRules(['color-contrast', 'link-in-text-block']);
          const violations = paired ? (await axe.analyze()).violations : [];
          const where = `${width} ${dark ? 'dark' : 'light'} ${dir}`;
          const found = violations.map(
            ({ id, nodes }) => `${where} ${id}: ${nodes.map((node) => node.failureSummary)}`,
          );
          expect(found).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), where).toBe(true);
          expect(await page.evaluate(tooSmall), where).toEqual([]);
          if (process.env.SHOTS) {
            await page.screenshot({
              path: `${process.env.SHOTS}/${face}-${where.replaceAll(' ', '-')}.png`,
              fullPage: true,
            });
          }
        }
      }
    }
  });
}
