import type * as Kit from '../element/kit.ts';
import type { Messages } from './messages.ts';

/** Our words in one language, none for English, which stands where it is said; and what can be drawn only with words. */
export interface Words {
  messages: Partial<Messages>;
  kit: typeof Kit;
}

const files: Record<string, () => Promise<{ messages: Partial<Messages> }>> = {
  fr: () => import('./fr.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  ar: () => import('./ar.ts'),
};
const loads: Record<string, Promise<Words>> = {};

/** Our words in the language nearest to `tag`; English where we have none. */
export function loadWords(tag: string): Promise<Words> {
  const base = tag.toLowerCase().split('-')[0] ?? '';
  const language = files[base] ? base : 'en';
  loads[language] ??= Promise.all([import('../element/kit.ts'), files[language]?.()]).then(
    ([kit, file]) => ({ kit, messages: file?.messages ?? {} }),
    (error) => {
      // A file that did not come is asked for again by the next element.
      delete loads[language];
      throw error;
    },
  );
  return loads[language];
}
