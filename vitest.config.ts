import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['packages/*', 'apps/*', 'tests'],
    // The machines this runs on are as small as two cores, and the tests start servers and browsers of their own.
    maxWorkers: 2,
    allowOnly: false,
  },
});
