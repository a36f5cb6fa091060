import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'apps/server', testTimeout: 30_000, hookTimeout: 30_000 } });
