import type { PluralText, Text } from '@laurel/contract';

/** The words of a text in a language, or in English, or in whatever there is; `fallback` where there is no text. */
export function textOf(text: Text | undefined, locale: string, fallback: string): string {
  if (text === undefined) return fallback;
  if (typeof text === 'string') return text;
  return pick(text, locale) ?? fallback;
}

/** A number of a unit, e.g. "1 point", "1,200 points". */
export function counted(unit: PluralText, n: number, locale: string): string {
  const forms = pick(unit, locale);
  const form = forms?.[plurals(locale).select(n)] ?? forms?.other ?? 'points';
  return `${number(locale).format(n)} ${form}`;
}

/** Money of minor units in words, e.g. "€87.50". */
export function money(amount: number, currency: string, locale: string): string {
  const { format, unit } = cached(`${locale} ${currency}`, () => {
    const made = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
    return { format: made, unit: 10 ** (made.resolvedOptions().maximumFractionDigits ?? 2) };
  });
  return format.format(amount / unit);
}

/** The day of an instant in a time zone, e.g. "6 December 2026": the American order only for whoever asks for it. */
export function day(at: number, timeZone: string, locale: string): string {
  const written = locale === 'en' ? 'en-GB' : locale;
  const make = () => new Intl.DateTimeFormat(written, { dateStyle: 'long', timeZone });
  return cached(`${locale} ${timeZone} day`, make).format(at);
}

export function number(locale: string): Intl.NumberFormat {
  return cached(`${locale} number`, () => new Intl.NumberFormat(locale));
}

/** A number with all its decimals, up to six. */
export function exact(n: number, locale: string): string {
  return cached(`${locale} exact`, () => new Intl.NumberFormat(locale, { maximumFractionDigits: 6 })).format(n);
}

/** The language that we have sentences in. */
export function language(locale: string): 'en' | 'fr' {
  return locale.toLowerCase().split('-')[0] === 'fr' ? 'fr' : 'en';
}

/** An instant as ISO text; null stays null. */
export function iso(at: number): string;
export function iso(at: number | null): string | null;
export function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function pick<Words>(byLanguage: Record<string, Words>, locale: string): Words | undefined {
  const short = locale.split('-')[0] ?? locale;
  const known = [locale, short, 'en'].find((language) => Object.hasOwn(byLanguage, language));
  return known === undefined ? Object.values(byLanguage)[0] : byLanguage[known];
}

function plurals(locale: string): Intl.PluralRules {
  return cached(`${locale} plural`, () => new Intl.PluralRules(locale));
}

const formats = new Map<string, unknown>();

/** Formats are dear to make. */
function cached<Format>(key: string, make: () => Format): Format {
  const known = formats.get(key) as Format | undefined;
  if (known) return known;
  const made = make();
  if (formats.size > 500) formats.clear();
  formats.set(key, made);
  return made;
}

/** A locale that `Intl` takes: what is none is English. */
export function knownLocale(locale: string): string {
  if (locale === 'en') return locale;
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
