import { en } from './en.ts';
import { fr } from './fr.ts';

export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

const TEXTS = { en, fr };

/** How one language says things. */
export interface Words {
  language: Language;
  t: typeof en;
  money(pence: number): string;
  number(n: number): string;
  date(instant: string): string;
}

const tags = { en: 'en-GB', fr: 'fr-FR' };

export function wordsOf(language: Language): Words {
  const tag = tags[language];
  const money = new Intl.NumberFormat(tag, { style: 'currency', currency: 'GBP', currencyDisplay: 'narrowSymbol' });
  const number = new Intl.NumberFormat(tag);
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'Europe/London' });
  return {
    language,
    t: TEXTS[language],
    money: (pence) => money.format(pence / 100),
    number: (n) => number.format(n),
    date: (instant) => date.format(new Date(instant)),
  };
}

export const isLanguage = (text: unknown): text is Language => text === 'en' || text === 'fr';
