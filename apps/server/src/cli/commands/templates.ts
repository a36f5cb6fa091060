import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { TEMPLATES, type Template } from '@laurel/programs';
import { Command } from 'commander';
import { OperatorError } from '../fail.ts';

/** `laurel program templates` */
export function templatesCommand(): Command {
  return new Command('templates').description('Show the ready programmes that one may start from.').action(() => {
    const widest = Math.max(...TEMPLATES.map(({ id }) => id.length));
    for (const { id, about } of TEMPLATES) process.stdout.write(`${id.padEnd(widest)}  ${about.en}\n`);
  });
}

/** `laurel program new` */
export function newCommand(): Command {
  return new Command('new')
    .description('Write a ready programme to a file, to change it and push it.')
    .argument('<template>', 'its name; laurel program templates shows them')
    .argument('[file]', 'where to; by default standard output')
    .option('--name <name>', 'what the programme is called')
    .option('--currency <code>', 'the money of its orders, e.g. GBP; amounts stay as they are')
    .option('--time-zone <zone>', 'where its days begin, e.g. Europe/London')
    .action(
      async (id: string, file: string | undefined, given: { name?: string; currency?: string; timeZone?: string }) => {
        const { document } = templateOf(id);
        const { name = document.name, currency = document.currency, timeZone = document.timeZone } = given;
        const text = `${JSON.stringify({ ...document, name, currency, timeZone }, null, 2)}\n`;
        if (file === undefined) process.stdout.write(text);
        else {
          if (existsSync(file)) throw new OperatorError(`${file} is there already; name another file, or remove it.`);
          await writeFile(file, text);
          process.stdout.write(`Written to ${file}. Publish it with: laurel program push ${file}\n`);
        }
      },
    );
}

function templateOf(id: string): Template {
  const found = TEMPLATES.find((template) => template.id === id);
  if (!found)
    throw new OperatorError(
      `There is no ready programme "${id}". There are: ${TEMPLATES.map((template) => template.id).join(', ')}.`,
    );
  return found;
}
