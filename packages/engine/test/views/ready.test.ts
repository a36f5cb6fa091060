import { readdirSync, readFileSync } from 'node:fs';
import { Program } from '@laurel/contract';
import { expect, test } from 'vitest';
import { explainProgram } from '../../src/index.ts';

const room = new URL('../../../../programs/', import.meta.url);
const ready = readdirSync(room).filter((name) => name.endsWith('.json') && !/^(package|tsconfig)/.test(name));

const pageOf = (program: Program, locale: string) =>
  explainProgram(program, 1, locale)
    .sections.map(({ title, lines }) => [`# ${title}`, ...lines].join('\n'))
    .join('\n\n');

// Each page is what a guest reads of a programme that merchants start from: whoever changes a sentence reads them again.
test.each(ready.flatMap((name) => ['en', 'fr'].map((locale) => [name, locale] as const)))(
  'the ready programme %s is explained in plain sentences (%s)',
  async (name, locale) => {
    const { document, ...rest } = JSON.parse(readFileSync(new URL(name, room), 'utf8'));
    const program = Program.parse(document ?? rest);
    await expect(`${pageOf(program, locale)}\n`).toMatchFileSnapshot(`programs/${name.replace('json', locale)}.txt`);
  },
);
