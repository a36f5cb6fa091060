import { BaseSequencer } from 'vitest/node';

/** Random histories, models and whole replays: what takes long, and is seldom the first to notice. */
const LATE = /\/test\/(properties|model|replay|ranks|past)\/|\/(counted|life|streaks|boards)\.test\.ts$/;

/** Stories first: a change is given up at the first test that notices, and they notice most within milliseconds. */
class Stories extends BaseSequencer {
  /** @param {import('vitest/node').TestSpecification[]} files */
  async sort(files) {
    const late = (/** @type {import('vitest/node').TestSpecification} */ { moduleId }) => Number(LATE.test(moduleId));
    return [...files].sort((a, b) => late(a) - late(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

export default {
  test: {
    name: 'engine',
    isolate: false,
    testTimeout: 120_000,
    setupFiles: [new URL('./setup.mjs', import.meta.url).pathname],
    sequence: { sequencer: Stories },
  },
};
