import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { Program, programJsonSchema } from '@laurel/contract';
import { Command, Option } from 'commander';
import { createTwoFilesPatch } from 'diff';
import { createProgram } from '../../use/programs/create.ts';
import { putProgram } from '../../use/programs/put.ts';
import { withLaurel } from '../open.ts';
import { programIfAny, programOf } from '../program.ts';
import { readDocument } from '../read-document.ts';
import { table } from '../table.ts';
import { explainCommand } from './explain.ts';
import { newCommand, templatesCommand } from './templates.ts';
import { tryCommand } from './try.ts';

const program = () => new Option('--program <id>', 'which program; needed where there are several');
const pretty = (document: Program) => `${JSON.stringify(document, null, 2)}\n`;

/** `laurel program` */
export function programCommand(): Command {
  return new Command('program')
    .description('The program document: what a merchant keeps in their own repository.')
    .helpCommand(false)
    .addCommand(pushCommand())
    .addCommand(pullCommand())
    .addCommand(diffCommand())
    .addCommand(tryCommand())
    .addCommand(explainCommand())
    .addCommand(templatesCommand())
    .addCommand(newCommand())
    .addCommand(
      new Command('list').description('Show the programs of this store.').action(async () => {
        await withLaurel(async (laurel) => {
          const all = await laurel.store.programs.find({}).sort({ createdAt: 1 }).lean();
          const rows = all.map((each) => [
            each._id,
            each.name,
            each.publishableKey,
            each.mode ?? 'live',
            `version ${each.version}`,
          ]);
          process.stdout.write(
            rows.length === 0 ? 'There is none yet. Make one with: laurel program push FILE\n' : `${table(rows)}\n`,
          );
        });
      }),
    )
    .addCommand(
      new Command('schema')
        .description('Print the JSON Schema of the document, so that an editor completes it.')
        .action(() => void process.stdout.write(`${JSON.stringify(programJsonSchema(), null, 2)}\n`)),
    );
}

interface PushOptions {
  program?: string;
  base?: number;
  confirm?: string;
  new?: boolean;
  test?: boolean;
}

function pushCommand(): Command {
  return new Command('push')
    .description('Publish a document as the next version; makes the program where there is none.')
    .argument('<file>', 'the document, JSON with or without comments')
    .addOption(program())
    .option('--base <version>', 'refuse where another version than this is published', Number)
    .option('--confirm <code>', 'let new challenges give for the past: the code that came with what it costs')
    .option('--new', 'make a further program of it')
    .option('--test', 'where it makes a program: one in test mode, whose members’ clocks can be moved')
    .action(async (file: string, options: PushOptions) => {
      const document = await readDocument(file);
      await withLaurel(async (laurel) => {
        const found = options.new ? null : await programIfAny(laurel, options.program);
        if (!found) {
          const made = await createProgram(laurel, document, { mode: options.test ? 'test' : 'live' });
          process.stdout.write(
            `Made ${document.name} (${made.program.id}), version ${made.program.version}.\n` +
              `publishable  ${made.program.publishableKey}\nsecret       ${made.secretKey}\nsigning      ${made.signingSecret}\n`,
          );
          process.stderr.write('Keep the secret and the signing key now: they are not shown again.\n');
          return;
        }
        const published = await putProgram(laurel, found.id, document, options);
        process.stdout.write(
          published.version === found.version
            ? `Nothing changed: version ${found.version} stands.\n`
            : `Published version ${published.version}.\n`,
        );
      });
    });
}

function pullCommand(): Command {
  return new Command('pull')
    .description('Write the published document to a file, or to standard output.')
    .argument('[file]', 'where to')
    .addOption(program())
    .action(async (file: string | undefined, options: { program?: string }) => {
      await withLaurel(async (laurel) => {
        const found = await programOf(laurel, options.program);
        if (file === undefined) process.stdout.write(pretty(found.document));
        else {
          await writeFile(file, pretty(found.document));
          process.stdout.write(`Version ${found.version} stands in ${file}.\n`);
        }
      });
    });
}

function diffCommand(): Command {
  return new Command('diff')
    .description('Show what a push would change. Ends with status 1 when anything would.')
    .argument('<file>', 'the document')
    .addOption(program())
    .action(async (file: string, options: { program?: string }) => {
      const document = await readDocument(file);
      await withLaurel(async (laurel) => {
        const found = await programOf(laurel, options.program);
        const [before, after] = [pretty(Program.parse(found.document)), pretty(document)];
        if (before === after) process.stdout.write(`No difference to version ${found.version}.\n`);
        else {
          process.stdout.write(
            createTwoFilesPatch(`version ${found.version}`, file, before, after, undefined, undefined, { context: 3 }),
          );
          process.exitCode = 1;
        }
      });
    });
}
