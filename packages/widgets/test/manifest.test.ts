import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { declarationsOf, manifest } from '../scripts/describe.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'laurel-manifest-'));
  await cp(new URL('../src/elements/', import.meta.url), join(folder, 'src/elements'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const made = () => manifest(pathToFileURL(`${folder}/`));
const change = async (path: string, edit: (text: string) => string) => {
  const file = join(folder, 'src/elements', path);
  const text = await readFile(file, 'utf8');
  const edited = edit(text);
  expect(edited).not.toBe(text);
  await writeFile(file, edited);
};

test('every element has its tag, and nothing that is private', () => {
  const declarations = declarationsOf(made());
  expect(declarations.length).toBeGreaterThan(20);
  for (const { tagName, members } of declarations) {
    expect(tagName).toMatch(/^laurel-[a-z-]+$/);
    expect(members.filter(({ name }) => /^#|Callback$/.test(name))).toEqual([]);
  }
});

test.each([
  ['a tag that is not registered', 'tier/define.ts', () => 'export {};', /laurel-tier: .*declares no class/],
  ['a summary', 'tier/tier.ts', (text: string) => text.replace('@summary', '@see'), /laurel-tier: no @summary/],
  [
    'an attribute',
    'hub/hub.ts',
    (text: string) => text.replace('@attr {string} join-url', 'x'),
    /laurel-hub: the attribute join-url/,
  ],
  ['a part', 'tier/tier.ts', (text: string) => text.replace('@csspart name', 'x'), /laurel-tier: the part name/],
  ['a slot', 'gate/gate.ts', (text: string) => text.replace('@slot locked', 'x'), /laurel-gate: the slot locked/],
  [
    'an event',
    'spin/spin.ts',
    (text: string) => text.replace('} laurel-drawn -', '} laurel-other -'),
    /laurel-spin: the event laurel-drawn/,
  ],
])('the build fails without %s', async (_, path, edit, fault) => {
  await change(path, edit);
  expect(made).toThrow(fault);
});
