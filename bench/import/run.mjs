// Measures how long a history takes to be brought in, until its boards and sums are filled, and audits what came of it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compared, digits, report, time } from '../lib/report.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const history = process.env.BENCH_HISTORY ?? join(root, 'apps/storefront/demo/events.ndjson.gz');
/** Milliseconds that a fact may take: a year of 22,385 in half a minute. */
const AIM = 30_000 / 22_385;
const folder = mkdtempSync(join(tmpdir(), 'bench-import-'));

/** Runs the operator's command. @returns what it printed, when it said what on stderr, and the processor's seconds */
async function laurel(...args) {
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, 'apps/server/dist/laurel.js'), ...args], {
    env: { ...process.env, LAUREL_DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = [];
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => said.push({ at: performance.now() - began, text: String(chunk) }));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`laurel ${args[0]} ended with ${code}: ${said.map(({ text }) => text).join('')}`);
  return { out, said, took: performance.now() - began };
}

try {
  await laurel('program', 'push', fileURLToPath(new URL('program.json', import.meta.url)));
  const { out, said, took } = await laurel('import', history, '--json');
  const { read, taken } = JSON.parse(out);
  const imported = said.find(({ text }) => text.includes('Bringing boards'))?.at ?? took;
  await laurel('audit');
  report(
    [compared(`${digits(taken)} facts, boards and sums filled (theirs: the aim)`, took, AIM * read, time, { most: 1 })],
    [
      `Imported after ${time(imported)}, boards and sums ${time(took - imported)} later; ${time(took / read)} a fact. The audit found nothing.`,
      process.env.BENCH_HISTORY ? 'The whole year.' : 'The demo’s history; `BENCH_HISTORY` names another file.',
    ],
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
