// `npm test`: everything that must hold, and at the end how much of it does.
import './lib/node-version.mjs';
import { readArguments } from './lib/arguments.mjs';
import { Failure } from './lib/failure.mjs';
import { isInstalled } from './lib/install.mjs';
import { prepare } from './lib/prepare.mjs';
import { createProgress } from './lib/progress.mjs';
import { endWithSignals } from './lib/run.mjs';
import { checks, runners } from './lib/suites.mjs';

const names = [...Object.keys(checks), ...Object.keys(runners)];
const usage = `npm test                                     everything
npm test -- --only=lint,types                some of: ${names.join(', ')}
npm test -- --only=vitest packages/engine    what else stands there goes to that runner
MONGODB_URI=mongodb://… npm test             against that server instead of the embedded store`;

const { only, rest } = asked();
// Playwright has a step more, to find its browser.
const progress = createProgress(2 + only.length + (only.includes('playwright') ? 1 : 0));
let passed = 0;
let failed = 0;
let skipped = 0;
/** What failed, told once more at the end: a forge shows the last lines first, and some show no others. @type {string[]} */
const failures = [];

try {
  await prepare(progress);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  fail(error.message);
}
if (isInstalled()) await runAll();

if (failures.length > 0) progress.say(`What failed:\n\n${failures.join('\n\n')}\n`);
if (skipped > 0) progress.say(`${skipped} tests were left out.`);
process.stdout.write(`${passed} passed, ${failed} failed\n`, () => process.exit(failed > 0 || passed === 0 ? 1 : 0));

async function runAll() {
  endWithSignals();
  if (process.env.MONGODB_URI) progress.say('The tests use the server that MONGODB_URI names.');
  for (const name of only) {
    await runCheck(name);
    await runRunner(name);
  }
}

/** @param {string} name */
async function runCheck(name) {
  const check = checks[name];
  if (!check) return;
  const word = (/** @type {{ code: number }} */ { code }) => (code === 0 ? 'passed' : 'FAILED');
  const { code, output } = await progress.step(`Checking ${name}`, check, word);
  if (code === 0) passed++;
  else {
    fail(output.trimEnd());
    failures.push(`${name}\n    ${output.trimEnd().split('\n').slice(-12).join('\n    ')}`);
  }
}

/** @param {string} name */
async function runRunner(name) {
  const runner = runners[name];
  if (!runner) return;
  const tally = await runner(rest, progress);
  passed += tally.passed;
  failed += tally.failed;
  skipped += tally.skipped;
  failures.push(...tally.failures, ...tally.problems);
  for (const problem of tally.problems) progress.say(`\n${problem}`);
  progress.say(`\n${name}: ${tally.passed} passed, ${tally.failed} failed\n`);
}

/** @param {string} message */
function fail(message) {
  failed++;
  progress.say(`\n${message}\n`);
}

function asked() {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return readArguments(args, names, Object.keys(runners));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    process.exit(2);
  }
}
