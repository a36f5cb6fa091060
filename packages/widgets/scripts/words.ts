import type { Plugin } from 'vite';
import { messages } from '../src/words/en.ts';
import { idOf } from '../src/words/id.ts';

const English: Record<string, string | Record<string, string>> = messages;

/** What stands for each key where it is said: its English forms. No two are the same, since other languages go by them. */
const texts = new Map<string, string>();
for (const [key, message] of Object.entries(English)) {
  const forms =
    typeof message === 'string' ? [message] : ['one', 'two', 'few', 'other'].flatMap((form) => message[form] ?? []);
  // The last form once more is no other sentence.
  while ([...texts.values()].includes(forms.join('|'))) forms.push(forms.at(-1) ?? '');
  texts.set(key, forms.join('|'));
}

/** Under which other languages hold it, and the page's own words. */
const idFor = (key: string, seed?: number) => idOf(texts.get(key) ?? '', seed);

/** The page's own words stand by language as well. */
const TAKEN = ['en', 'fr', 'de', 'es', 'ar', 'it', 'nl', 'pt', 'pl', 'ja', 'zh', 'he', 'tr'];

/** Whether a seed gives two sentences one id. */
function clashes(seed?: number): boolean {
  const ids = [...TAKEN, ...[...texts.keys()].map((key) => idFor(key, seed))];
  return new Set(ids).size < ids.length;
}

/** No two sentences have one id, and none holds what stands between its forms. */
function faults(): string[] {
  const faults = Object.entries(English)
    .filter(([, message]) => JSON.stringify(message).includes('|'))
    .map(([key]) => `${key} holds |`);
  if (clashes()) {
    let seed = 0x2f0b4c47;
    while (clashes(seed)) seed += 2;
    faults.push(`two sentences have one id: let SEED in src/words/id.ts be ${seed}`);
  }
  return faults;
}

/**
 * Sources say sentences by key. What is shipped says the English sentence, and finds other languages and the page's own words by two letters
 * that follow from it: hundreds of keys would weigh more than many an element.
 */
export function words(): Plugin {
  return {
    name: 'laurel:words',
    enforce: 'pre',
    buildStart() {
      for (const fault of faults()) this.error(fault);
    },
    transform(code, id) {
      if (!/widgets\/src\/.*\.ts(\?|$)/.test(id)) return null;
      if (/words\/(fr|de|es|ar)\.ts$/.test(id)) {
        return { code: code.replace(/^ {2}'?([\w.]+)'?:/gm, (_, key: string) => `  ${idFor(key)}:`), map: null };
      }
      if (/words\/keys\.ts$/.test(id)) {
        const table = Object.fromEntries([...texts.keys()].map((key) => [key, idFor(key)]));
        return { code: `export const keys = ${JSON.stringify(table)};`, map: null };
      }
      if (/words\/(en|id)\.ts$/.test(id)) return null;
      const said = code
        .replace(/(?<=\b(?:say|parts)\()[^(),]*/g, (asked) =>
          asked.replace(/'([\w.]+)'/g, (all, key: string) => (key in English ? JSON.stringify(texts.get(key)) : all)),
        )
        .replace(/'(\w+(?:\.\w+)+)'/g, (all, key: string) => (key in English ? JSON.stringify(texts.get(key)) : all));
      return said === code ? null : { code: said, map: null };
    },
  };
}
