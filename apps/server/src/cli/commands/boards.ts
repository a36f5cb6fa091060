import process from 'node:process';
import { Command } from 'commander';
import { fillingOf } from '../../project/scores/folded.ts';
import { grantPeriod, listPeriods } from '../../use/boards/periods.ts';
import { withLaurel } from '../open.ts';
import { programOf } from '../program.ts';
import { table } from '../table.ts';

/** `laurel boards` */
export function boardsCommand(): Command {
  const boards = new Command('boards')
    .description('List the boards of the program, and how far they are filled from the log.')
    .option('--program <id>', 'which program, where there are several')
    .action(async ({ program: named }: { program?: string }) => {
      await withLaurel(async (laurel) => {
        const program = await programOf(laurel, named);
        const filling = await fillingOf(laurel, program.id);
        const state = filling ? `filling: ${filling.done} of ${filling.of} members` : 'filled';
        const rows: string[][] = [];
        for (const { id, period, prizes = [] } of program.document.boards) {
          const closed = await laurel.store.periods.countDocuments({
            program: program.id,
            board: id,
            archive: { $ne: null },
          });
          const span = typeof period === 'string' ? period : `season ${period.season}`;
          rows.push([id, span, state, `${closed} closed`, prizes.length > 0 ? 'with prizes' : '']);
        }
        process.stdout.write(`${table([['board', 'period', 'state', 'periods', ''], ...rows])}\n`);
      });
    });
  boards
    .command('periods <board>')
    .description('List the closed periods of a board, newest first.')
    .option('--program <id>', 'which program, where there are several')
    .action(async (board: string, { program: named }: { program?: string }) => {
      await withLaurel(async (laurel) => {
        const program = await programOf(laurel, named);
        const rows: string[][] = [];
        for (let cursor: string | undefined; ; ) {
          const { rows: found, next } = await listPeriods(laurel, program, { board, limit: 100, cursor });
          for (const { period, closedAt, members, prizes, winners, history } of found)
            rows.push([period, closedAt, String(members), prizes, String(winners), history ? 'history' : '']);
          if (next === null) break;
          cursor = next;
        }
        process.stdout.write(`${table([['period', 'closed', 'members', 'prizes', 'winners', ''], ...rows])}\n`);
      });
    });
  boards
    .command('grant <board> <period>')
    .description(
      'Grant the prizes of a period of the past that was brought in; the running server does it within seconds.',
    )
    .option('--program <id>', 'which program, where there are several')
    .action(async (board: string, period: string, { program: named }: { program?: string }) => {
      await withLaurel(async (laurel) => {
        const program = await programOf(laurel, named);
        const { prizes } = await grantPeriod(laurel, program, { board, period });
        process.stdout.write(prizes === 'granted' ? 'These prizes were granted before.\n' : 'The prizes are due.\n');
      });
    });
  return boards;
}
