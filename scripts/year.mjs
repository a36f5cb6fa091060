// `npm run year -- events.ndjson.gz`: brings a whole history in under ready programmes, each in a store of its own, and audits what came of it.
import './lib/node-version.mjs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, orExplain } from './lib/failure.mjs';
import { prepare } from './lib/prepare.mjs';
import { createProgress } from './lib/progress.mjs';
import { endWithSignals, runNode } from './lib/run.mjs';

const HELP = `npm run year -- FILE [--under coffee-chain,beauty-club,paid-membership] [--currency GBP] [--time-zone Europe/London]

Brings a history (one event a line, NDJSON, gzip or plain) in under each of these ready programmes, audits it, tries the same programme
as a draft on it, and prints what came of it and how long it took. Ends with status 1 where an audit finds a fault.
`;

await orExplain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      under: { type: 'string', default: 'coffee-chain,beauty-club,paid-membership' },
      currency: { type: 'string', default: 'GBP' },
      'time-zone': { type: 'string', default: 'Europe/London' },
      help: { type: 'boolean', default: false },
    },
  });
  const [file] = positionals;
  if (values.help || file === undefined) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 1;
    return;
  }
  const names = values.under.split(',');
  const progress = createProgress(2 + 3 * names.length);
  await prepare(progress);
  endWithSignals();
  /** @type {string[][]} */
  const rows = [['programme', 'facts', 'refused', 'issued', 'reversed', 'expired', 'import', 'audit', 'faults', 'try']];
  for (const name of names) rows.push(await underOne(name, resolve(file), values, progress));
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  for (const row of rows) progress.say(row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '));
  if (rows.slice(1).some((row) => row[8] !== '0')) process.exitCode = 1;
});

/**
 * @param {string} name of a ready programme
 * @param {string} file
 * @param {{ currency: string, 'time-zone': string }} options
 * @param {ReturnType<typeof createProgress>} progress
 * @returns {Promise<string[]>} a row of the table
 */
async function underOne(name, file, { currency, 'time-zone': zone }, progress) {
  const folder = await mkdtemp(join(tmpdir(), 'laurel-year-'));
  try {
    /** @param {string[]} args */
    const laurel = async (...args) => {
      const began = Date.now();
      const { code, output } = await runNode('apps/server/dist/laurel.js', args, {
        env: { LAUREL_DATA_DIR: join(folder, 'store') },
      });
      return { code, output, seconds: `${((Date.now() - began) / 1_000).toFixed(1)} s` };
    };
    /** @param {string[]} args */
    const must = async (...args) => {
      const done = await laurel(...args);
      if (done.code !== 0) throw new Failure(`laurel ${args.join(' ')} ended with ${done.code}.`, done.output);
      return done;
    };
    const document = join(folder, 'program.json');
    await must('program', 'new', name, document, '--currency', currency, '--time-zone', zone);
    await must('program', 'push', document);
    const brought = await progress.step(`${name}: bringing it in`, () => must('import', file, '--json'));
    const summary = jsonIn(brought.output);
    const audited = await progress.step(`${name}: auditing`, () => laurel('audit', '--json'));
    const { faults, more, letters } = jsonIn(audited.output);
    for (const { collection, id, what } of faults) progress.say(`    ${collection} ${id}: ${what}`);
    const tried = await progress.step(`${name}: trying a draft`, () => must('program', 'try', document, '--json'));
    const count = (/** @type {number} */ n) => n.toLocaleString('en');
    return [
      name,
      count(summary.taken),
      count(summary.refusedCount),
      count(summary.points.issued),
      count(summary.points.reversed),
      count(summary.points.expired),
      brought.seconds,
      audited.seconds,
      count(faults.length + more + letters.length),
      tried.seconds,
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * What a command printed as JSON, between what it said on standard error.
 * @param {string} output
 */
function jsonIn(output) {
  return JSON.parse(output.slice(output.indexOf('\n{') + 1, output.lastIndexOf('\n}') + 2));
}
