import { fileURLToPath } from 'node:url';

/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// The words are data: no test spells out each sentence. All else of the engine is changed.
const everything = ['src/**/*.ts', '!src/views/words/*.ts', '!src/views/explain/{en,fr}.ts', '!src/**/index.ts'];

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  plugins: [here('./node_modules/@stryker-mutator/vitest-runner/dist/src/index.js'), here('./sample.mjs')],
  ignorers: ['parts'],
  checkers: ['sample'],
  testRunner: 'vitest',
  vitest: { configFile: here('./vitest.config.mjs'), related: false },
  coverageAnalysis: 'perTest',
  mutate: process.env.LAUREL_MUTATE?.split(',') ?? everything,
  reporters: ['json', 'told'],
  jsonReporter: { fileName: here('../../.cache/mutants/report.json') },
  concurrency: 2,
  // Two folders below the root, as the engine is: its tsconfig.json finds what it extends.
  tempDirName: here('../../.mutants'),
  // There is no program of the type checker's here that Stryker could read; types play no part.
  tsconfigFile: 'none.json',
  // On a machine that does other things too, tests take longer than when they were timed: that is no loop without an end.
  dryRunTimeoutMinutes: 14,
  timeoutMS: 20_000,
  timeoutFactor: 4,
  ignoreStatic: true,
  allowConsoleColors: false,
};
