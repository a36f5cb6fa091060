import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/lib/chromium.mjs';

const rooms = ['apps/storefront', 'apps/console', 'packages/widgets'];
const folder = (room: string) => fileURLToPath(new URL(`./${room}/e2e`, import.meta.url));

export default defineConfig({
  // A test that passes at the second try has a cause that nobody looked for.
  retries: 0,
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  outputDir: 'test-results',
  use: { browserName: 'chromium', launchOptions: launchOptions(), trace: 'retain-on-failure', locale: 'en-GB' },
  projects: rooms
    .filter((room) => existsSync(folder(room)))
    .map((room) => ({ name: room, testDir: folder(room), testMatch: /\.(e2e|spec|test)\.ts$/ })),
});
