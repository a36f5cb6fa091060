import { defineConfig } from 'vitest/config';

// Random histories take seconds on a machine that does other things; nothing here is about time.
export default defineConfig({ test: { name: 'engine', isolate: false, testTimeout: 120_000 } });
