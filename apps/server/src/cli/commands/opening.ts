import { readFile } from 'node:fs/promises';
import process from 'node:process';
import type { OpeningReport } from '@laurel/contract';
import type { Columns, Field } from '../../use/opening/columns.ts';
import { PROVIDERS } from '../../use/opening/columns.ts';
import { importOpening } from '../../use/opening/import.ts';
import { readJson, readTable } from '../../use/opening/read.ts';
import { OperatorError } from '../fail.ts';
import { linesOf } from '../lines.ts';
import { withLaurel } from '../open.ts';
import { programOf } from '../program.ts';
import { progressBar } from '../progress.ts';
import { table } from '../table.ts';

export interface OpeningOptions {
  program?: string;
  json?: boolean;
  from: keyof typeof PROVIDERS;
  columns?: string;
  qualifies?: boolean;
  pendingDays: number;
}

/** `laurel import --opening FILE`: the balances of another provider, and a report. Ends with status 1 when anything differs. */
export async function importOpeningFile(file: string, options: OpeningOptions): Promise<void> {
  const columns = { ...PROVIDERS.laurel, ...PROVIDERS[options.from], ...(await ownColumns(options.columns)) };
  const report = await withLaurel(async (laurel, signal) => {
    const program = await programOf(laurel, options.program);
    const { lines } = linesOf(file);
    const isTable = /\.(csv|tsv|txt)(\.gz)?$/i.test(file);
    const bar = progressBar('members', 0);
    try {
      return await importOpening(laurel, program, isTable ? readTable(lines, columns) : readJson(lines), {
        from: options.from,
        qualifies: options.qualifies === true,
        pendingDays: options.pendingDays,
        signal,
        onProgress: (rows) => bar.update(rows, rows),
      });
    } finally {
      bar.stop();
    }
  });
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : textOf(report));
  if (report.differences.length > 0 || report.stopped) process.exitCode = 1;
}

/** A JSON object, or a file with one: `{ "member": "Shopper No." }`. */
async function ownColumns(given: string | undefined): Promise<Columns> {
  if (given === undefined) return {};
  const text = given.trim().startsWith('{') ? given : await readFile(given, 'utf8');
  try {
    const read = JSON.parse(text) as Record<Field, string | string[]>;
    return Object.fromEntries(Object.entries(read).map(([field, names]) => [field, [names].flat()]));
  } catch (error) {
    throw new OperatorError(`--columns is no JSON object of fields and column names (${(error as Error).message}).`);
  }
}

const LISTED = 50;

function textOf({ said, held, differences, stopped }: OpeningReport): string {
  const names = {
    members: 'members',
    points: 'points',
    pending: 'points pending',
    coupons: 'live codes',
    referralCodes: 'referral codes',
  };
  const rows = (Object.keys(names) as (keyof typeof names)[]).map((name) => [
    names[name],
    said[name].toLocaleString('en'),
    held[name].toLocaleString('en'),
    said[name] === held[name] ? '' : 'differs',
  ]);
  const listed = differences
    .slice(0, LISTED)
    .map(({ line, member, field, said: file, held: here }) =>
      field === 'row'
        ? `line ${line}, ${member ?? 'nobody'}: not taken (${String(file)})`
        : `line ${line}, ${member}: ${field} is ${String(file)} in the file and ${String(here)} in Laurel`,
    );
  if (differences.length > LISTED) listed.push(`… and ${(differences.length - LISTED).toLocaleString('en')} more`);
  const verdict = stopped
    ? 'Stopped before the end; run it again to go on.'
    : differences.length === 0
      ? 'Laurel holds what the file says.'
      : 'Laurel does not hold what the file says:';
  return `${table([['', 'file', 'Laurel', ''], ...rows])}\n\n${verdict}\n${listed.length > 0 ? `${listed.join('\n')}\n` : ''}`;
}
