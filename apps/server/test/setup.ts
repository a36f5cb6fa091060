import { afterAll } from 'vitest';
import { closeShared } from './core/support/shop.ts';

// Run anew for each file, while what it imports is loaded once for all of a worker.
afterAll(closeShared);
