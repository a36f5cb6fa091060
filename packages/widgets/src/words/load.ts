import type { ProgramView } from '@laurel/contract';
import type { Strings } from '../store/state.ts';
import type { Messages } from './messages.ts';
import type { Speech } from './speech.ts';

/** Makes speech of our words in one language, the page owner's own strings, and the program's unit and currency. */
export type Words = (strings: Strings, tag: string, program: ProgramView | null) => Speech;

const files: Record<string, () => Promise<{ messages: Messages }>> = {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
};
const loads: Record<string, Promise<Words>> = {};

/** Our words in the language nearest to `tag`; English where we have none. */
export function loadWords(tag: string): Promise<Words> {
  const base = tag.toLowerCase().split('-')[0] ?? '';
  const language = files[base] ? base : 'en';
  loads[language] ??= Promise.all([import('./speech.ts'), files[language]?.()]).then(
    ([{ speak }, file]) =>
      (strings, own, program) =>
        speak((file as { messages: Messages }).messages, strings, own, program),
    (error) => {
      // A file that did not come is asked for again by the next element.
      delete loads[language];
      throw error;
    },
  );
  return loads[language];
}
