// Measures what six elements cost a page, beside a naive bundle of the same libraries and beside an empty page.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { launchOptions } from '../../scripts/lib/chromium.mjs';
import { bytes, compared, digits, median, report, time } from '../lib/report.mjs';
import { freePort } from '../lib/server.mjs';
import { startFront } from './front.mjs';
import { boardScript, load, longestTask, pushes } from './measure.mjs';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const LIGHTHOUSES = Number(process.env.BENCH_LIGHTHOUSES ?? 3);
const PUSHES = Number(process.env.BENCH_PUSHES ?? 10_000);
const FRAMES = Number(process.env.BENCH_FRAMES ?? 20);
const SLOW = 4;
const PAGES = ['ours', 'naive', 'empty'];

const here = fileURLToPath(new URL('.', import.meta.url));

/** What only this bench needs is installed when it runs. */
function install() {
  if (existsSync(join(here, 'node_modules/lighthouse'))) return;
  const flags = ['--yes', 'pnpm@10', 'install', '--ignore-workspace', '--frozen-lockfile'];
  const { status } = spawnSync('npx', flags, { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error('what the bench compares with could not be installed');
}

async function bundle() {
  const { output } = (
    await build({
      root: join(here, 'naive'),
      configFile: false,
      logLevel: 'error',
      build: { write: false, lib: { entry: 'main.ts', formats: ['es'] }, minify: true },
      define: { 'process.env.NODE_ENV': '"production"' },
    })
  )[0];
  return output.map(({ code }) => code).join('');
}

/** Points of Lighthouse's performance, on the phone and the network that it makes of this machine. */
async function lighthouse(port, url) {
  // Not installed with the workspace: see above.
  const { default: run } = await import(join(here, 'node_modules/lighthouse/core/index.js'));
  const { lhr } = await run(url, { port, output: 'json', logLevel: 'error', onlyCategories: ['performance'] });
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  return lhr.categories.performance.score * 100;
}

install();
const code = await bundle();
const front = await startFront(code);
const port = await freePort();
const options = launchOptions();
const browser = await chromium.launch({
  ...options,
  args: [...(options.args ?? []), `--remote-debugging-port=${port}`],
});
/** Of each page the median of some numbers; pages take turns. */
async function rounds(times, pages, measure) {
  const found = Object.fromEntries(pages.map((page) => [page, []]));
  for (let round = 0; round < times; round += 1) for (const page of pages) found[page].push(await measure(page));
  return found;
}
const medians = (found) => Object.fromEntries(Object.entries(found).map(([page, values]) => [page, median(values)]));

try {
  const loads = {};
  for (const page of PAGES) {
    loads[page] = await load(browser, front.at(page), front.origin, 1280);
    const narrow = await load(browser, front.at(page), front.origin, 360);
    loads[page].shift = Math.max(loads[page].shift, narrow.shift);
  }
  const tasks = medians(await rounds(ROUNDS, PAGES, (page) => longestTask(browser, front.at(page), SLOW)));
  const scores = LIGHTHOUSES
    ? medians(await rounds(LIGHTHOUSES, PAGES, (page) => lighthouse(port, front.at(page))))
    : null;
  const board = {};
  for (const page of ['ours', 'naive'])
    board[page] = median(
      await boardScript(browser, front.at(`${page}-board`), front.backend, { slow: SLOW, frames: FRAMES }),
    );
  const memory = await pushes(browser, front.at('ours'), front.backend, PUSHES);
  const row = (what, ours, theirs, ratio, aim) => ({ what, ours, theirs, ratio, aim });

  report(
    [
      compared(
        'requests to Laurel before data is seen, preflights counted (theirs: naive)',
        loads.ours.before,
        loads.naive.before,
        String,
        { most: 1 / loads.naive.before },
      ),
      row(
        'layout shift, with the stylesheet line, the worse of 360 and 1280 px (theirs: naive; ratio: ours)',
        loads.ours.shift.toFixed(3),
        loads.naive.shift.toFixed(3),
        loads.ours.shift,
        { most: 0.0004 },
      ),
      compared(
        `longest task at ${SLOW} times slowed CPU, median of ${ROUNDS} (theirs: the aim; naive ${time(tasks.naive)}, empty page ${time(tasks.empty)})`,
        tasks.ours,
        50,
        time,
        { most: 1 },
      ),
      ...(scores
        ? [
            row(
              `points of Lighthouse performance lost to the empty page, below the fold, median of ${LIGHTHOUSES} (theirs: naive; ratio: ours)`,
              digits(scores.empty - scores.ours),
              digits(scores.empty - scores.naive),
              scores.empty - scores.ours,
              { most: 1 },
            ),
          ]
        : []),
      compared(
        `script for a frame in which ten rows of 100 move, at ${SLOW} times slowed CPU (theirs: the aim; naive ${time(board.naive)})`,
        board.ours,
        8,
        time,
        { most: 1 },
      ),
      compared(
        'bytes that a first visit transfers, page included (theirs: naive)',
        loads.ours.bytes,
        loads.naive.bytes,
        bytes,
        {},
      ),
      compared(
        `heap after ${PUSHES.toLocaleString('en')} pushes (theirs: before, after as many)`,
        memory.after.bytes,
        memory.before.bytes,
        bytes,
        { most: 1.03 },
      ),
      compared(
        'of it what scripts hold: objects, arrays, strings and functions, without compiled code (theirs: before)',
        memory.after.own,
        memory.before.own,
        bytes,
        { most: 1.005 },
      ),
      compared(
        `nodes and listeners after ${PUSHES.toLocaleString('en')} pushes (theirs: before)`,
        memory.after.nodes + memory.after.listeners,
        memory.before.nodes + memory.before.listeners,
        String,
        { most: 1 },
      ),
    ],
    [
      `The naive bundle (lit, @trpc/client, socket.io-client, canvas-confetti) weighs ${gzipSync(code).length.toLocaleString('en')} bytes gzip; it has none of the faces, languages and manners of ours.`,
      `Tasks and script are the main thread's own time, times ${SLOW}: the clock would count what others do on this machine.`,
      "Pushes as fast as the page takes them. The shop's own request for a token is not counted among those to Laurel.",
      ...(scores
        ? [
            `Lighthouse: empty ${digits(scores.empty)}, ours ${digits(scores.ours)}, naive ${digits(scores.naive)} of 100.`,
          ]
        : []),
    ],
  );
} finally {
  await browser.close();
  await front.stop();
}
process.exit();
