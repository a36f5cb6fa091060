import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import { type Backend, older, startBackend } from './support/backend.ts';

let backend: Backend;
// Every file of the other release has other bytes, and so another name and another hash.
test.beforeAll(async () => {
  await build({
    root: fileURLToPath(new URL('..', import.meta.url)),
    logLevel: 'error',
    build: { outDir: fileURLToPath(older), emptyOutDir: true },
    plugins: [{ name: 'older', renderChunk: (code) => ({ code: `${code};window.older=1;`, map: null }) }],
  });
});
test.beforeEach(async () => {
  backend = await startBackend();
});
test.afterEach(() => backend.stop());

for (const first of ['older', 'sdk']) {
  const second = first === 'sdk' ? 'older' : 'sdk';
  test(`of two releases on one page the first, in /${first}/, serves the programs of both`, async ({ page }) => {
    const errors: string[] = [];
    const files: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (/^\/(sdk|older)\/.*js$/.test(pathname)) files.push(pathname);
    });
    const tag = (release: string, key: string) =>
      `<script type="module" src="${backend.laurelOrigin}/${release}/laurel.js" data-program="${key}" data-token="/laurel/token"></script>`;
    const body = `<laurel-points></laurel-points><laurel-leaderboard></laurel-leaderboard>
      <laurel-tier program="pk_second"></laurel-tier>`;
    await page.goto(backend.page({ body, programs: [], head: `${tag(first, 'pk_demo')}${tag(second, 'pk_second')}` }));
    await expect(page.locator('laurel-points')).toContainText('2,480');
    await expect(page.locator('laurel-tier:state(member)')).toContainText('Gold');
    await expect.poll(() => backend.hellos.length).toBe(2);
    const { points } = backend.world.member;
    backend.pushMember({ points: { ...points, balance: 2_600, available: 2_600 } });
    await expect(page.locator('laurel-points')).toContainText('2,600');
    await expect(page.getByRole('status')).toHaveCount(1);
    expect(errors).toEqual([]);
    expect(files.filter((path) => path.startsWith(`/${second}/`))).toEqual([`/${second}/laurel.js`]);
    expect(files.filter((path) => path.startsWith(`/${first}/`)).length).toBeGreaterThan(3);
  });
}
