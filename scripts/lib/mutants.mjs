import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from './failure.mjs';
import { root } from './root.mjs';
import { runNpx } from './run.mjs';

/**
 * @typedef {{ status: string, isRefused?: boolean, mutatorName: string, replacement?: string, location: { start: { line: number, column: number }, end: { line: number, column: number } } }} Mutant
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

const isKilled = (/** @type {Mutant} */ { status }) => status === 'Killed' || status === 'Timeout';
const isMissed = (/** @type {Mutant} */ { status }) => status === 'Survived' || status === 'NoCoverage';

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

/** Whether a mutant was tried at all. @param {Mutant} mutant */
export const isTried = (mutant) => isKilled(mutant) || isMissed(mutant);

/** @typedef {{ killed: number, valid: number, refused: number, killedInAll: number, killedOrRefused: number, late: number, all: number }} Tally */

/**
 * How many of the mutants were killed, by folder and in all. What does not compile is no program, and no test is asked about it: that is
 * Stryker's own rule.
 * @param {Report} report
 * @returns {{ text: string } & Tally} a table for people; `late`: how many only ran out of time
 */
export function tableOf(report) {
  /** @type {Map<string, Tally>} */
  const folders = new Map();
  const sum = none();
  for (const [file, { mutants }] of Object.entries(report.files)) {
    const folder = dirname(file.replace(/^.*?src\//, 'src/'));
    const row = folders.get(folder) ?? none();
    for (const tally of [row, sum]) for (const mutant of mutants) count(tally, mutant);
    folders.set(folder, row);
  }
  const rows = [...folders].filter(([, { all }]) => all > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const line = (/** @type {string} */ name, /** @type {Tally} */ { killed, valid, refused }) =>
    `${name.padEnd(24)}${String(killed).padStart(6)} of ${String(valid).padStart(5)}${percent(killed, valid).padStart(8)}${refused > 0 ? `   ${refused} do not compile` : ''}`;
  if (sum.all === 0) throw new Failure('No mutant was tried.', 'name files that stand in packages/engine/src.');
  return { text: [...rows.map(([name, row]) => line(name, row)), line('all', sum)].join('\n'), ...sum };
}

/** @returns {Tally} */
const none = () => ({ killed: 0, valid: 0, refused: 0, killedInAll: 0, killedOrRefused: 0, late: 0, all: 0 });

const percent = (/** @type {number} */ n, /** @type {number} */ of) =>
  of === 0 ? '' : `${((100 * n) / of).toFixed(1)} %`;

/**
 * @param {Tally} tally
 * @param {Mutant} mutant
 */
function count(tally, mutant) {
  if (!isTried(mutant)) return;
  const { isRefused = false, status } = mutant;
  tally.all += 1;
  tally.refused += Number(isRefused);
  tally.valid += Number(!isRefused);
  tally.killed += Number(!isRefused && isKilled(mutant));
  tally.killedInAll += Number(isKilled(mutant));
  tally.killedOrRefused += Number(isRefused || isKilled(mutant));
  tally.late += Number(!isRefused && status === 'Timeout');
}

/**
 * Each mutant that was not noticed: where, and what stood there instead.
 * @param {Report} report
 */
export function survivors(report) {
  return Object.entries(report.files)
    .flatMap(([file, { source, mutants }]) => {
      const lines = source.split('\n');
      return mutants
        .filter((mutant) => isMissed(mutant) && !mutant.isRefused)
        .map(({ status, mutatorName, replacement, location: { start } }) => {
          const line = lines[start.line - 1]?.trim();
          return `${file}:${start.line}:${start.column} ${status} ${mutatorName}\n  ${line}\n  → ${replacement ?? ''}\n`;
        });
    })
    .join('');
}
