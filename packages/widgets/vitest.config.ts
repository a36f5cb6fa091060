import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'widgets', include: ['test/**/*.test.ts'] } });
