import { stat } from 'node:fs/promises';
import process from 'node:process';
import { Command, Option } from 'commander';
import type { ImportSummary } from '../../laurel.ts';
import { WrittenLogs } from '../../log/written.ts';
import { startProjector } from '../../project/projector.ts';
import { importEvents } from '../../use/import/import.ts';
import { OperatorError } from '../fail.ts';
import { linesOf } from '../lines.ts';
import { withLaurel } from '../open.ts';
import { programIfAny } from '../program.ts';
import { progressBar } from '../progress.ts';
import { createStarter } from '../starter/create.ts';
import { table } from '../table.ts';
import { importOpeningFile, type OpeningOptions } from './opening.ts';

/** `laurel import FILE` */
export function importCommand(): Command {
  return new Command('import')
    .description('Bring in a history: one event a line (NDJSON, gzip or plain), recorded as of when it happened.')
    .argument('<file>', 'the file; - for standard input')
    .option('--program <id>', 'which program; needed where there are several')
    .option('--strict', 'stop at the first line that is refused')
    .option('--json', 'print the summary as JSON')
    .option('--opening', 'the file has opening balances from another provider instead (CSV or JSON lines)')
    .addOption(
      new Option('--from <provider>', 'with --opening: whose export it is')
        .choices(['laurel', 'smile', 'loyaltylion', 'gameball'] as const)
        .default('laurel' as const),
    )
    .option('--columns <json>', 'with --opening: columns of a table that are called otherwise, as JSON or a file of it')
    .option('--qualifies', 'with --opening: the points count for tiers and boards')
    .option('--pending-days <n>', 'with --opening: how long points wait that are pending without a date', Number, 14)
    .action(async (file: string, options: OpeningOptions & { strict?: boolean; opening?: boolean }) => {
      if (options.opening) return importOpeningFile(file, options);
      const size = file === '-' ? 0 : await sizeOf(file);
      const summary = await withLaurel(async (laurel, signal) => {
        const source = linesOf(file);
        const found = await programIfAny(laurel, options.program);
        const program = found ?? (await createStarter(laurel, file));
        if (!found)
          process.stderr.write(
            `The store had no program: made "${program.document.name}", to be changed with laurel program pull and push.\n`,
          );
        const written = await WrittenLogs.open(laurel);
        const bar = progressBar(size > 0 ? 'KiB' : 'lines', Math.ceil(size / 1_024));
        try {
          return await importEvents(laurel, program, source.lines, {
            strict: options.strict === true,
            signal,
            onProgress: (lines) =>
              size > 0
                ? bar.update(Math.ceil(source.bytes() / 1_024), Math.ceil(size / 1_024))
                : bar.update(lines, lines),
            onWritten() {
              bar.stop();
              process.stderr.write('Bringing boards and sums up to date …\n');
            },
            written,
          });
        } finally {
          bar.stop();
          // Scores and sums follow the logs; what stands beside a stopped server would otherwise wait for its next start.
          const projector = startProjector(laurel, { written });
          await projector.settled(BOARDS_PATIENCE).finally(projector.stop);
        }
      });
      process.stdout.write(options.json ? `${JSON.stringify(summary, null, 2)}\n` : textOf(summary));
      if (summary.stopped) process.exitCode = 1;
    });
}

const LISTED = 20;
const BOARDS_PATIENCE = 600_000;

function textOf(summary: ImportSummary): string {
  const refused = summary.refused
    .slice(0, LISTED)
    .map(({ line, code, message }) => `line ${line}: ${code}: ${message}`);
  if (summary.refusedCount > LISTED) refused.push(`… and ${(summary.refusedCount - LISTED).toLocaleString('en')} more`);
  const reasons = Object.entries(summary.reasons).map(([reason, n]): [string, number] => [`  ${reason}`, n]);
  const rows: [string, number][] = [
    ['facts read', summary.read],
    ['taken', summary.taken],
    ['repeated', summary.repeated],
    ['refused', summary.refusedCount],
    ...reasons,
    ['points issued', summary.points.issued],
    ['points reversed', summary.points.reversed],
    ['points expired', summary.points.expired],
  ];
  return `${table(rows)}\n${refused.length > 0 ? `\n${refused.join('\n')}\n` : ''}${summary.stopped ? `\nStopped at line ${summary.stopped.line}: ${summary.stopped.why}\n` : ''}`;
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file);
  if (found.isDirectory()) throw new OperatorError(`${file} is a folder; import takes one file of events.`);
  return found.size;
}
