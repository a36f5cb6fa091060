import process from 'node:process';
import { Command } from 'commander';
import { rebuildProjections } from '../../project/rebuild.ts';
import { withLaurel } from '../open.ts';
import { progressBar } from '../progress.ts';

/** `laurel rebuild` */
export function rebuildCommand(): Command {
  return new Command('rebuild')
    .description('Drop snapshots, scores and sums, and make them anew from the logs. Effects are not sent again.')
    .action(async () => {
      await withLaurel(async (laurel) => {
        const bar = progressBar('entries', 0);
        await laurel.store.snapshots.deleteMany({});
        await rebuildProjections(laurel, { onProgress: (done, of) => bar.update(done, of) });
        bar.stop();
      });
      process.stdout.write('Snapshots, scores and sums are made anew.\n');
    });
}
