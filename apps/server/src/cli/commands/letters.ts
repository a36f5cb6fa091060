import process from 'node:process';
import { Command } from 'commander';
import { dropLetters, listLetters } from '../../use/letters/list.ts';
import { retryLetters } from '../../use/letters/retry.ts';
import { OperatorError } from '../fail.ts';
import { withLaurel } from '../open.ts';

/** `laurel letters`: what could not be done and was set aside. */
export function lettersCommand(): Command {
  const command = new Command('letters').description(
    'What could not be done and was set aside: effects of entries, and entries that projections cannot take.',
  );
  command
    .command('list', { isDefault: true })
    .description('Tell each with its reason.')
    .option('--json', 'print them as JSON')
    .action(async (options: { json?: boolean }) => {
      const letters = await withLaurel(listLetters);
      if (options.json) process.stdout.write(`${JSON.stringify(letters, null, 2)}\n`);
      else if (letters.length === 0) process.stdout.write('Nothing is set aside.\n');
      else
        for (const { _id, program, tries, since, again, reason } of letters) {
          const next = again ? `again at ${again.toISOString()}` : 'not tried again by itself';
          process.stdout.write(
            `${_id}\n  ${reason}\n  ${program}, since ${since.toISOString()}, ${tries === 1 ? 'one try' : `${tries} tries`}, ${next}\n`,
          );
        }
    });
  command
    .command('retry')
    .description('Carry out effects that were set aside, once more. (What projections set aside: laurel rebuild.)')
    .argument('[ids...]', 'some of them; by default all')
    .action(async (ids: string[]) => {
      const { done, failed } = await withLaurel((laurel) => retryLetters(laurel, ids.length > 0 ? { ids } : {}));
      if (done + failed === 0 && ids.length > 0)
        throw new OperatorError('No effect of that id is set aside. laurel letters lists them.');
      process.stdout.write(`${done} done, ${failed} set aside again.\n`);
      if (failed > 0) process.exitCode = 1;
    });
  command
    .command('drop')
    .description('Give some up for good.')
    .argument('<ids...>', 'which')
    .action(async (ids: string[]) => {
      const dropped = await withLaurel((laurel) => dropLetters(laurel, ids));
      if (dropped < ids.length)
        throw new OperatorError(`${dropped} given up; the others are not there. laurel letters lists them.`);
      process.stdout.write(`${dropped} given up.\n`);
    });
  return command;
}
