import { expect, test } from 'vitest';
import { entryView, historyView } from '../../src/index.ts';
import { live } from '../life.ts';

/** A log as its reader sees it: each entry in a sentence, and below it why. */
function told(locale: string, view: typeof entryView | typeof historyView): string {
  const story = live();
  const lines = [...story.logs].flatMap(([who, log]) =>
    log.map((entry) => {
      const { text, why = [] } = view(entry, `${entry.seq}`, locale, story.program) as { text: string; why?: string[] };
      return [`${who}: ${text}`, ...why.map((line) => `    ${line}`)].join('\n');
    }),
  );
  return `${lines.join('\n')}\n`;
}

// Whoever changes a sentence reads these pages again: each line has to be true of `live`, and read as people speak.
test('everything that happens to a member is told in plain sentences, with the reasons, in English', async () => {
  await expect(told('en', entryView)).toMatchFileSnapshot('life.en.txt');
});

test('and in French', async () => {
  await expect(told('fr', entryView)).toMatchFileSnapshot('life.fr.txt');
});

test('the member reads the same, without the names of who works in the shop', async () => {
  const page = told('en', historyView);
  expect(page).not.toContain('Zoé');
  await expect(page).toMatchFileSnapshot('life.member.txt');
});
