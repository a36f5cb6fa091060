import { BaseSequencer } from 'vitest/node';

/** What takes long: records, which notice most; then random histories, models and whole replays, which are seldom the first to. */
const LATE = [
  /\/test\/records\/(levels|merging|records|variants|waiting)/,
  /\/test\/(properties|model|replay|ranks|past)\/|\/(counted|life|streaks|boards)\.test\.ts$/,
];

/** Stories first: a change is given up at the first test that notices, and they notice much within milliseconds. */
class Stories extends BaseSequencer {
  /** @param {import('vitest/node').TestSpecification[]} files */
  async sort(files) {
    const late = (/** @type {import('vitest/node').TestSpecification} */ { moduleId }) =>
      1 + LATE.findIndex((late) => late.test(moduleId));
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
