import { createRequire } from 'node:module';

const { configureGlobal } = createRequire(new URL('../../packages/engine/package.json', import.meta.url))('fast-check');

// A history that fails has noticed the change; looking for a shorter one that fails too takes minutes.
configureGlobal({ endOnFailure: true });
