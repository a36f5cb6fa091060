import process from 'node:process';
import { ShopId, Slug } from '@laurel/contract';
import { Command, Option } from 'commander';
import { listPools } from '../../use/pools/list.ts';
import { uploadCodes } from '../../use/pools/upload.ts';
import { OperatorError } from '../fail.ts';
import { linesOf } from '../lines.ts';
import { withLaurel } from '../open.ts';
import { programOf } from '../program.ts';
import { table } from '../table.ts';

const program = () => new Option('--program <id>', 'which program; needed where there are several');
/** Codes that go to the store at once. */
const TOGETHER = 1_000;

/** `laurel pool` */
export function poolCommand(): Command {
  return new Command('pool')
    .description('Codes of others that rewards give away.')
    .helpCommand(false)
    .addCommand(
      new Command('list')
        .description('Show the pools and how many codes are left; never the codes.')
        .addOption(program())
        .action(async (options: { program?: string }) => {
          await withLaurel(async (laurel) => {
            const pools = await listPools(laurel, await programOf(laurel, options.program));
            const rows = pools.map(({ id, left, total, low }) => [id, `${left} of ${total} left`, low ? 'few' : '']);
            process.stdout.write(`${table(rows)}\n`);
          });
        }),
    )
    .addCommand(
      new Command('upload')
        .description('Add codes to a pool, one a line; those that are there already are refused and counted.')
        .argument('<pool>', 'the pool’s id, as the program names it')
        .argument('<file>', 'the file; - for standard input')
        .addOption(program())
        .action(async (pool: string, file: string, options: { program?: string }) => {
          if (!Slug.safeParse(pool).success) throw new OperatorError(`"${pool}" is no id of a pool: ${SLUG}.`);
          await withLaurel(async (laurel) => {
            const found = await programOf(laurel, options.program);
            let [added, duplicates, number] = [0, 0, 0];
            let together: string[] = [];
            const flush = async () => {
              if (together.length === 0) return;
              const done = await uploadCodes(laurel, found, { pool, codes: together });
              together = [];
              added += done.added;
              duplicates += done.duplicates;
            };
            for await (const line of linesOf(file).lines) {
              number += 1;
              const code = line.trim();
              if (code === '') continue;
              if (!ShopId.safeParse(code).success) {
                await flush();
                throw new OperatorError(`Line ${number} of ${file} is no code; ${added} codes before it were added.`);
              }
              together.push(code);
              if (together.length >= TOGETHER) await flush();
            }
            await flush();
            process.stdout.write(`${added} added, ${duplicates} refused because they are there already.\n`);
          });
        }),
    );
}

const SLUG = 'lower-case letters, digits and single hyphens';
