import { readdirSync, readFileSync } from 'node:fs';
import { Program } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { at } from '../story.ts';
import { ending, explained } from './ending.ts';
import { lived } from './life.ts';
import { made } from './programs/index.ts';

const room = new URL('../../../../programs/', import.meta.url);
const ready = readdirSync(room).filter((name) => name.endsWith('.json') && !/^(package|tsconfig)/.test(name));
const BEGIN = at('2026-03-02T12:00:00Z');

async function recorded(program: Program, how: { seed: number; steps: number }, page: string, more: string[] = []) {
  const { town, page: told, now } = lived(program, { ...how, from: BEGIN });
  const lines = [...more, ...told.lines, ...ending({ town, page: told, from: BEGIN, now })];
  await expect(`${lines.join('\n').trim()}\n`).toMatchFileSnapshot(`pages/${page}.txt`);
  town.audit();
}

describe('a ready programme comes to what it came to', () => {
  test.each(ready)('%s', async (name) => {
    const program = Program.parse(JSON.parse(readFileSync(new URL(name, room), 'utf8')));
    await recorded(program, { seed: name.length, steps: 28 }, name.replace('.json', ''));
  });
});

describe('so does a programme made of all that there is', () => {
  const times = Object.entries(made).flatMap(([name, document]) => [1, 2].map((seed) => ({ name, document, seed })));
  test.each(times)('$name $seed', async ({ name, document, seed }) => {
    const program = Program.parse(document);
    await recorded(program, { seed, steps: 110 }, `${name}-${seed}`, seed === 1 ? explained(program) : []);
  });
});
