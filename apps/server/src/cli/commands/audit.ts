import process from 'node:process';
import { Command } from 'commander';
import { audit } from '../../use/audit/audit.ts';
import { withLaurel } from '../open.ts';
import { progressBar } from '../progress.ts';
import { table } from '../table.ts';

/** `laurel audit`: ends with status 1 when anything is not what the logs say. */
export function auditCommand(): Command {
  return new Command('audit')
    .description(
      'Fold every log afresh and compare snapshots, scores, sums, claims, stocks and budgets with it. Reads only.',
    )
    .option('--json', 'print the report as JSON')
    .action(async (options: { json?: boolean }) => {
      const report = await withLaurel(async (laurel) => {
        const bar = progressBar('entries', 0);
        const found = await audit(laurel, { onProgress: (entries, of) => bar.update(entries, of) });
        bar.stop();
        return found;
      });
      if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      else {
        const rows = (
          ['members', 'entries', 'snapshots', 'scores', 'sums', 'claims', 'stocks', 'budgets', 'programs'] as const
        ).map((name) => [name, report[name]]);
        process.stdout.write(`${table(rows)}\n\n`);
        for (const fault of report.faults) process.stdout.write(`${fault.collection} ${fault.id}: ${fault.what}\n`);
        for (const { _id, reason } of report.letters) process.stdout.write(`set aside ${_id}: ${reason}\n`);
        const faults = report.faults.length + report.more;
        if (report.more > 0) process.stdout.write(`… and ${report.more.toLocaleString('en')} more\n`);
        process.stdout.write(
          faults === 0
            ? report.letters.length === 0
              ? 'All is what the logs say.\n'
              : 'What stands is what the logs say; what is set aside is tried again by: laurel letters retry\n'
            : `${faults === 1 ? 'One fault' : `${faults.toLocaleString('en')} faults`} found. Scores, sums and snapshots are made anew by: laurel rebuild\n`,
        );
      }
      if (report.faults.length > 0 || report.letters.length > 0) process.exitCode = 1;
    });
}
