import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from './failure.mjs';
import { root } from './root.mjs';
import { runNpx } from './run.mjs';

/**
 * @typedef {{ status: string, mutatorName: string, replacement?: string, location: { start: { line: number, column: number }, end: { line: number, column: number } } }} Mutant
 * @typedef {{ files: Record<string, { source: string, mutants: Mutant[] }> }} Report as mutation-testing-elements defines it
 */

/**
 * Installs the mutation tester into its own room, once.
 * @returns {Promise<boolean>} whether there was anything to do
 */
export async function installMutants() {
  const room = join(root, 'tests/mutants');
  if (existsSync(join(room, 'node_modules/@stryker-mutator/core/bin/stryker.js'))) return false;
  const log = join(root, '.cache/logs/install-mutants.log');
  const { code, output } = await runNpx(
    ['pnpm@10', 'install', '--ignore-workspace', '--frozen-lockfile', '--reporter=append-only'],
    { cwd: room, log },
  );
  if (code !== 0) throw new Failure('Stryker could not be installed.', 'see below.', { output, log });
  return true;
}

const NOTICED = new Set(['Killed', 'Timeout', 'CompileError']);
const noticed = (/** @type {Mutant} */ { status }) => NOTICED.has(status);
export const missed = (/** @type {Mutant} */ { status }) => status === 'Survived' || status === 'NoCoverage';

/**
 * What was drawn of a report: mutants that no test runs are told of all the others too.
 * @param {Report} report
 * @param {(file: string, mutant: Mutant) => boolean} isDrawn
 * @returns {Report}
 */
export function drawnOf({ files }, isDrawn) {
  const drawn = Object.entries(files).map(([file, { source, mutants }]) => {
    return [file, { source, mutants: mutants.filter((mutant) => isDrawn(file, mutant)) }];
  });
  return { files: Object.fromEntries(drawn) };
}

/**
 * How many of the mutants were killed, by folder and in all.
 * @param {Report} report
 * @returns {{ text: string, score: number, all: number, late: number }} a table for people, the share of 100, how many were tried, and how
 *   many of them only ran out of time
 */
export function tableOf(report) {
  /** @type {Map<string, { killed: number, all: number }>} */
  const folders = new Map();
  const sum = { killed: 0, all: 0 };
  for (const [file, { mutants }] of Object.entries(report.files)) {
    const folder = dirname(file.replace(/^.*?src\//, 'src/'));
    const row = folders.get(folder) ?? { killed: 0, all: 0 };
    for (const tally of [row, sum]) {
      tally.killed += mutants.filter(noticed).length;
      tally.all += mutants.filter((mutant) => noticed(mutant) || missed(mutant)).length;
    }
    folders.set(folder, row);
  }
  const rows = [...folders].filter(([, { all }]) => all > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const line = (/** @type {string} */ name, /** @type {{ killed: number, all: number }} */ { killed, all }) =>
    `${name.padEnd(24)}${String(killed).padStart(6)} of ${String(all).padStart(5)}${((100 * killed) / all).toFixed(1).padStart(8)} %`;
  if (sum.all === 0) throw new Failure('No mutant was tried.', 'name files that stand in packages/engine/src.');
  return {
    text: [...rows.map(([name, row]) => line(name, row)), line('all', sum)].join('\n'),
    score: (100 * sum.killed) / sum.all,
    all: sum.all,
    late: Object.values(report.files).flatMap(({ mutants }) => mutants.filter(({ status }) => status === 'Timeout'))
      .length,
  };
}

/**
 * Each mutant that was not noticed: where, and what stood there instead.
 * @param {Report} report
 */
export function survivors(report) {
  return Object.entries(report.files)
    .flatMap(([file, { source, mutants }]) => {
      const lines = source.split('\n');
      return mutants.filter(missed).map(({ status, mutatorName, replacement, location: { start } }) => {
        const line = lines[start.line - 1]?.trim();
        return `${file}:${start.line}:${start.column} ${status} ${mutatorName}\n  ${line}\n  → ${replacement ?? ''}\n`;
      });
    })
    .join('');
}
