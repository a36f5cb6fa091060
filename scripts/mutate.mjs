// `npm run mutate`: changes the engine in small ways, and counts how many of the changes its tests notice.
import './lib/node-version.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isDrawn } from '../tests/mutants/draw.mjs';
import { Failure, orExplain } from './lib/failure.mjs';
import { askTypes } from './lib/mutant-types.mjs';
import { drawnOf, installMutants, isTried, survivors, tableOf } from './lib/mutants.mjs';
import { prepare } from './lib/prepare.mjs';
import { createProgress } from './lib/progress.mjs';
import { root } from './lib/root.mjs';
import { endWithSignals, run } from './lib/run.mjs';

const AIM = 85;
const usage = `npm run mutate                        a small part of the engine, drawn by a seed (about twenty minutes on two idle cores)
npm run mutate -- --all               all of it (hours)
npm run mutate -- --share 0.2         another share; --seed N draws another one
npm run mutate -- 'src/points/*.ts'   only these files of packages/engine, whole; with --share 0.3 that part of them
A change counts as noticed when a test fails or never ends. What does not compile is left out of both sides, as Stryker does it.
It ends with 1 if fewer than ${AIM} of 100 changes that compile are noticed.`;

await orExplain(main);

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      share: { type: 'string' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const share = values.all ? 1 : Number(values.share ?? (positionals.length > 0 ? 1 : 0.02));
  if (!(share > 0 && share <= 1)) throw new Failure(`--share is ${values.share}.`, 'give a share above 0, at most 1.');
  const progress = createProgress(5);
  await prepare(progress);
  await progress.step('Installing Stryker', installMutants, (did) => (did ? 'installed' : 'already there'));
  const report = await progress.step(
    'Changing the engine',
    (tell) => mutate(share, values.seed, positionals, tell),
    () => 'done',
  );
  const drawn = drawnOf(report, (file, mutant) => isDrawn(file, mutant, { share, seed: values.seed }));
  const refused = await progress.step(
    'Asking for types',
    (tell) => askTypes(drawn, isTried, tell),
    (n) => `${n} are refused`,
  );
  const { text, killed, valid, killedInAll, killedOrRefused, all, late } = tableOf(drawn);
  const list = join(root, '.cache/mutants/survivors.txt');
  writeFileSync(list, survivors(drawn));
  console.log(`\n${text}\n\nThose that nothing noticed: ${list}`);
  const score = (100 * killed) / valid;
  const error = 196 * Math.sqrt(((score / 100) * (1 - score / 100)) / valid);
  console.log(
    `${score.toFixed(1)} of 100 mutants that compile were killed${share < 1 ? `, give or take ${error.toFixed(1)}` : ''} ` +
      `(${killed} of ${valid}; ${late} of them never ended). The aim is ${AIM}.\n` +
      `Of all ${all}, whether they compile or not, the tests kill ${((100 * killedInAll) / all).toFixed(1)} of 100; with those that the type checker refuses (${refused}) it is ${((100 * killedOrRefused) / all).toFixed(1)}.`,
  );
  if (score < AIM) process.exitCode = 1;
}

/**
 * @param {number} share
 * @param {string} seed
 * @param {string[]} files
 * @param {(detail: string) => void} tell
 */
async function mutate(share, seed, files, tell) {
  endWithSignals();
  const room = join(root, 'tests/mutants');
  const report = join(root, '.cache/mutants/report.json');
  const log = join(root, '.cache/logs/mutate.log');
  const { code, output } = await run(
    process.execPath,
    [join(room, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', join(room, 'stryker.config.mjs')],
    {
      cwd: join(root, 'packages/engine'),
      // Random histories are shorter here: a change that needs hundreds of them to show is not well tested.
      env: {
        LAUREL_MUTATE_SHARE: String(share),
        LAUREL_MUTATE_SEED: seed,
        LAUREL_HISTORIES: '0.2',
        ...(files.length > 0 ? { LAUREL_MUTATE: files.join(',') } : {}),
      },
      log,
      onLine: (line) => tell(line.replace(/^.* INFO \w+ /, '')),
    },
  );
  if (code !== 0)
    throw new Failure('The run ended early.', 'see below, and the whole of it in the log.', { output, log });
  return JSON.parse(readFileSync(report, 'utf8'));
}
