import type * as Kit from '../element/kit.ts';
import type { Messages } from './messages.ts';

/** Our words in one language, none for English, which stands where it is said; and what can be drawn only with words. */
export interface Words {
  messages: Partial<Messages>;
  kit: typeof Kit;
  /** Where the page has words of its own: what they stand for. */
  keys: Readonly<Record<string, string>> | undefined;
}

const files: Record<string, () => Promise<{ messages: Partial<Messages> }>> = {
  fr: () => import('./fr.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  ar: () => import('./ar.ts'),
};
const loads: Record<string, Promise<Words>> = {};

/** Our words in the language nearest to `tag`, English where we have none; `own`: and what the page's own words stand for. */
export function loadWords(tag: string, own: boolean): Promise<Words> {
  const base = tag.toLowerCase().split('-')[0] ?? '';
  const language = files[base] ? base : 'en';
  const name = language + own;
  loads[name] ??= Promise.all([
    import('../element/kit.ts'),
    files[language]?.(),
    own ? import('./keys.ts') : null,
  ]).then(
    ([kit, file, names]) => ({ kit, messages: file?.messages ?? {}, keys: names?.keys }),
    (error) => {
      // A file that did not come is asked for again by the next element.
      delete loads[name];
      throw error;
    },
  );
  return loads[name];
}
