import { FRIEND_STAGES, REASONS } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { en } from '../../src/views/words/en.ts';
import { fr } from '../../src/views/words/fr.ts';

/** Paths of everything that has words, down to each text or function. */
function paths(value: unknown, at = ''): string[] {
  if (value === null || typeof value !== 'object') return [at];
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, `${at}.${key}`));
}

/** Each kind as it is written in the source of the log's changes: what a log may hold. */
async function kindsIn(file: string, type: string): Promise<string[]> {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(new URL(`../../src/log/${file}`, import.meta.url), 'utf8');
  const from = text.indexOf(`export type ${type} =`);
  const body = text.slice(from, text.indexOf('\n/**', from) > 0 ? text.indexOf('\n/**', from) : undefined);
  return [
    ...body.matchAll(/^ {2}\|? *\{?\s*(?:\/\*\*.*\*\/\s*)?(?:\| \{ )?kind: '([^']+)'|^ {6}kind: '([^']+)'/gm),
  ].map(([, a, b]) => a ?? b ?? '');
}

describe.each([
  ['en', en],
  ['fr', fr],
] as const)('%s', (_language, words) => {
  test('every reason has words', () => {
    for (const reason of Object.keys(REASONS))
      expect([reason, words.reasons]).toEqual([
        reason,
        expect.objectContaining({ [reason]: expect.stringMatching(/\S/) }),
      ]);
  });

  test('every kind of change has words', async () => {
    const kinds = await kindsIn('change.ts', 'Change');
    expect(kinds.length).toBeGreaterThan(30);
    for (const kind of kinds) expect([kind, typeof words.changes[kind as 'created']]).toEqual([kind, 'function']);
  });

  test('every source of points has words', async () => {
    const kinds = await kindsIn('change.ts', 'Source');
    expect(kinds).toContain('rule');
    for (const kind of kinds) expect([kind, typeof words.sources[kind as 'rule']]).toEqual([kind, 'function']);
  });

  test('every stage of a friend has words', () => {
    expect(Object.keys(words.stages).toSorted()).toEqual([...FRIEND_STAGES].toSorted());
  });
});

test('both languages say the same things, and nothing is said in the other’s words', () => {
  expect(paths(fr).toSorted()).toEqual(paths(en).toSorted());
  for (const reason of Object.keys(REASONS))
    expect(fr.reasons[reason as 'limit']).not.toBe(en.reasons[reason as 'limit']);
});
