import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './ensure-chromium.mjs';
import { Failure } from './failure.mjs';
import { root } from './root.mjs';
import { runNode } from './run.mjs';
import { tallyPlaywright, tallyVitest } from './tally.mjs';
import { checkTypes } from './types.mjs';

/** @typedef {import('./prepare.mjs').Progress} Progress */
/** @typedef {import('./tally.mjs').Tally} Tally */
/** @typedef {(tell: (detail: string) => void) => Promise<{ code: number, output: string }>} Check */

// Far more than any of them needs: a run that hangs must end, and say so, before the forge gives up on it.
const minutes = 25;

/** @type {(name: string) => string} a fresh place for a runner's report */
function report(name) {
  const file = join(root, '.cache/reports', `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/**
 * What passes or fails as a whole; what it prints is shown if it fails.
 * @type {Record<string, Check>}
 */
export const checks = {
  lint: () => runNode('node_modules/@biomejs/biome/bin/biome', ['check', '--colors=off', '.'], { minutes }),
  types: async (tell) => {
    const { checked, failed, output } = await checkTypes(tell);
    if (checked.length === 0) return { code: 1, output: 'There is no tsconfig.json to check.' };
    return { code: failed.length, output };
  },
  unused: () => runNode('node_modules/knip/bin/knip.js', ['--no-progress'], { minutes }),
};

/**
 * What counts its own tests and shows them as they run.
 * @type {Record<string, (args: string[], progress: Progress) => Promise<Tally>>}
 */
export const runners = {
  vitest: async (args, progress) => {
    progress.announce('Running vitest');
    const file = report('vitest');
    const flags = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args];
    const { code, late } = await runNode('node_modules/vitest/vitest.mjs', flags, { show: true, minutes });
    return timely(tallyVitest(file, code), late);
  },

  playwright: async (args, progress) => {
    const file = report('playwright');
    /** @type {NodeJS.ProcessEnv} */
    const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file };
    try {
      const path = await progress.step('Finding a browser', ensureChromium, (path) => path ?? "Playwright's own");
      if (path) env.LAUREL_CHROMIUM = path;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { passed: 0, failed: 1, skipped: 0, problems: [error.message], failures: [] };
    }
    progress.announce('Running playwright');
    const flags = ['test', '--reporter=list,json', ...args];
    const { code, late } = await runNode('node_modules/@playwright/test/cli.js', flags, { show: true, env, minutes });
    return timely(tallyPlaywright(file, code), late);
  },
};

/** @type {(tally: Tally, late: boolean) => Tally} */
function timely(tally, late) {
  return late ? { ...tally, problems: [...tally.problems, `It was ended after ${minutes} minutes.`] } : tally;
}
