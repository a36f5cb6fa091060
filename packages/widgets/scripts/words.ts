import type { Plugin } from 'vite';
import { messages } from '../src/words/en.ts';
import { idOf } from '../src/words/id.ts';

const English: Record<string, string | Record<string, string>> = messages;

/** A key as the elements carry it: its id, and the English forms. */
function carried(key: string): string {
  const message = English[key] as (typeof English)[string];
  const forms =
    typeof message === 'string' ? [message] : ['one', 'two', 'few', 'other'].flatMap((form) => message[form] ?? []);
  return JSON.stringify(`${idOf(key)}${forms.join('|')}`);
}

/** Whether a seed gives two keys one id. */
function clashes(seed?: number): boolean {
  const keys = Object.keys(English);
  return new Set(keys.map((key) => idOf(key, seed))).size < keys.length;
}

/** No two keys have one id, and no English sentence holds what stands between its forms. */
function faults(): string[] {
  const faults = Object.entries(English)
    .filter(([, message]) => JSON.stringify(message).includes('|'))
    .map(([key]) => `${key} holds |`);
  if (clashes()) {
    let seed = 0x2f0b4c47;
    while (clashes(seed)) seed += 2;
    faults.push(`two keys have one id: let SEED in src/words/id.ts be ${seed}`);
  }
  return faults;
}

/**
 * Sources say sentences by key. What is shipped carries the English sentence where it is said, and two letters for the key, by which other
 * languages and the page's own words are found: hundreds of keys would weigh more than many an element.
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
        return { code: code.replace(/^ {2}'?([\w.]+)'?:/gm, (_, key: string) => `  ${idOf(key)}:`), map: null };
      }
      if (/words\/(en|id)\.ts$/.test(id)) return null;
      const said = code
        .replace(/(?<=\b(?:say|parts)\()[^(),]*/g, (asked) =>
          asked.replace(/'([\w.]+)'/g, (all, key: string) => (key in English ? carried(key) : all)),
        )
        .replace(/'(\w+(?:\.\w+)+)'/g, (all, key: string) => (key in English ? carried(key) : all));
      return said === code ? null : { code: said, map: null };
    },
  };
}
