import process from 'node:process';
import { explainProgram } from '@laurel/engine';
import { Command, Option } from 'commander';
import { withLaurel } from '../open.ts';
import { programOf } from '../program.ts';
import { readDocument } from '../read-document.ts';

/** `laurel program explain` */
export function explainCommand(): Command {
  return new Command('explain')
    .description('Say the whole programme in plain sentences, as a guest reads them.')
    .argument('[file]', 'a document; by default what is published')
    .addOption(new Option('--program <id>', 'which program; needed where there are several'))
    .option('--lang <language>', 'en or fr', 'en')
    .action(async (file: string | undefined, options: { program?: string; lang: string }) => {
      const { document, version } =
        file === undefined
          ? await withLaurel((laurel) => programOf(laurel, options.program))
          : { document: await readDocument(file), version: 0 };
      const { name, sections } = explainProgram(document, version, options.lang);
      const parts = sections.map(({ title, lines }) => `${title}\n${lines.map((line) => `  ${line}`).join('\n')}`);
      process.stdout.write(`${[name, ...parts].join('\n\n')}\n`);
    });
}
