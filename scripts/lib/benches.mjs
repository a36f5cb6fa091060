import { fork } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { root } from './root.mjs';

const folder = join(root, 'bench');
const results = join(folder, 'RESULTS.md');

/** @typedef {{ what: string, ours: string, theirs: string, ratio: number, aim: { most?: number, least?: number } }} Row */

/**
 * Runs benches one after the other and writes their tables; what was not run stays as it was written before.
 * @param {string[]} names folders of bench/; none: all of them
 * @throws {Failure} when there is no such bench, or one of them breaks
 */
export async function runBenches(names) {
  const all = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'run.mjs')));
  const unknown = names.find((name) => !all.includes(name));
  if (unknown) throw new Failure(`There is no bench "${unknown}".`, `choose of: ${all.join(', ')}.`);
  const sections = readSections();
  for (const name of names.length > 0 ? names : all) {
    console.log(`\n${name}`);
    const before = loadavg()[0];
    const { rows, notes } = await runOne(name);
    const load = [before, loadavg()[0]].map((n) => (n ?? 0).toFixed(1)).join(' to ');
    const run = `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} cores, load ${load}.`;
    sections.set(name, sectionOf(rows, [...notes, run]));
    writeFileSync(results, documentOf(sections));
  }
  console.log(`\nWritten to ${results}.`);
}

/** @param {string} name @returns {Promise<{ rows: Row[], notes: string[] }>} */
function runOne(name) {
  return new Promise((resolve, reject) => {
    const child = fork(join(folder, name, 'run.mjs'), [], {
      cwd: join(folder, name),
      execArgv: ['--expose-gc', '--import', 'tsx'],
    });
    /** @type {{ rows: Row[], notes: string[] }} */
    const found = { rows: [], notes: [] };
    child.on('message', (message) => {
      const { rows, notes } = /** @type {{ rows: Row[], notes: string[] }} */ (message);
      found.rows.push(...rows);
      found.notes.push(...notes);
    });
    child.on('exit', (code) => {
      if (code === 0) resolve(found);
      else
        reject(new Failure(`The bench "${name}" broke with status ${code}.`, `run it alone: npm run bench -- ${name}`));
    });
  });
}

/** Sections by name, as they stand in the file. */
function readSections() {
  /** @type {Map<string, string>} */
  const sections = new Map();
  if (!existsSync(results)) return sections;
  for (const part of readFileSync(results, 'utf8').split(/^## /m).slice(1)) {
    const [name = '', ...lines] = part.split('\n');
    sections.set(name.trim(), lines.join('\n').trim());
  }
  return sections;
}

/** @param {Map<string, string>} sections */
function documentOf(sections) {
  const parts = [...sections].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => `## ${name}\n\n${text}\n`);
  return `# What was measured

Made by \`npm run bench\`. Numbers of one row come from one run in which both sides took turns; a ratio is ours by theirs. Another
machine has other numbers and much the same ratios, as long as nothing else runs on it: the load average is told.

${parts.join('\n')}`;
}

/** @param {Row[]} rows @param {string[]} notes */
function sectionOf(rows, notes) {
  const lines = rows.map(({ what, ours, theirs, ratio, aim }) => {
    const { most, least } = aim;
    const wanted = [most === undefined ? [] : `≤ ${most}`, least === undefined ? [] : `≥ ${least}`].flat().join(', ');
    const isMet = (most === undefined || ratio <= most) && (least === undefined || ratio >= least);
    return `| ${[what, ours, theirs, Number(ratio.toPrecision(3)), wanted, isMet ? 'met' : '**not met**'].join(' | ')} |`;
  });
  const table = ['| what | ours | theirs | ratio | aim | |', '| --- | --- | --- | --- | --- | --- |', ...lines];
  return `${rows.length > 0 ? `${table.join('\n')}\n\n` : ''}${notes.join('\n')}`;
}
