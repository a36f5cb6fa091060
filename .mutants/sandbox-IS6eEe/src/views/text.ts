// @ts-nocheck
function stryNS_9fa48() {
  var g = typeof globalThis === 'object' && globalThis && globalThis.Math === Math && globalThis || new Function("return this")();
  var ns = g.__stryker__ || (g.__stryker__ = {});
  if (ns.activeMutant === undefined && g.process && g.process.env && g.process.env.__STRYKER_ACTIVE_MUTANT__) {
    ns.activeMutant = g.process.env.__STRYKER_ACTIVE_MUTANT__;
  }
  function retrieveNS() {
    return ns;
  }
  stryNS_9fa48 = retrieveNS;
  return retrieveNS();
}
stryNS_9fa48();
function stryCov_9fa48() {
  var ns = stryNS_9fa48();
  var cov = ns.mutantCoverage || (ns.mutantCoverage = {
    static: {},
    perTest: {}
  });
  function cover() {
    var c = cov.static;
    if (ns.currentTestId) {
      c = cov.perTest[ns.currentTestId] = cov.perTest[ns.currentTestId] || {};
    }
    var a = arguments;
    for (var i = 0; i < a.length; i++) {
      c[a[i]] = (c[a[i]] || 0) + 1;
    }
  }
  stryCov_9fa48 = cover;
  cover.apply(null, arguments);
}
function stryMutAct_9fa48(id) {
  var ns = stryNS_9fa48();
  function isActive(id) {
    if (ns.activeMutant === id) {
      if (ns.hitCount !== void 0 && ++ns.hitCount > ns.hitLimit) {
        throw new Error('Stryker: Hit count limit reached (' + ns.hitCount + ')');
      }
      return true;
    }
    return false;
  }
  stryMutAct_9fa48 = isActive;
  return isActive(id);
}
import type { PluralText, Text } from '@laurel/contract';

/** The words of a text in a language, or in English, or in whatever there is; `fallback` where there is no text. */
export function textOf(text: Text | undefined, locale: string, fallback: string): string {
  if (stryMutAct_9fa48("5345")) {
    {}
  } else {
    stryCov_9fa48("5345");
    if (text === undefined) return fallback;
    if (typeof text === 'string') return text;
    return pick(text, locale) ?? fallback;
  }
}

/** A number of a unit, e.g. "1 point", "1,200 points". */
export function counted(unit: PluralText, n: number, locale: string): string {
  if (stryMutAct_9fa48("5354")) {
    {}
  } else {
    stryCov_9fa48("5354");
    const forms = pick(unit, locale);
    const form = forms?.[plurals(locale).select(n)] ?? forms?.other ?? 'points';
    return `${number(locale).format(n)} ${form}`;
  }
}

/** Money of minor units in words, e.g. "€87.50". */
export function money(amount: number, currency: string, locale: string): string {
  if (stryMutAct_9fa48("5361")) {
    {}
  } else {
    stryCov_9fa48("5361");
    const format = cached(`${locale} ${currency}`, () => new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol'
    }));
    return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  }
}

/** The day of an instant in a time zone, e.g. "6 December 2026". */
export function day(at: number, timeZone: string, locale: string): string {
  if (stryMutAct_9fa48("5369")) {
    {}
  } else {
    stryCov_9fa48("5369");
    const make = () => new Intl.DateTimeFormat(locale, {
      dateStyle: 'long',
      timeZone
    });
    return cached(`${locale} ${timeZone} day`, make).format(at);
  }
}
export function number(locale: string): Intl.NumberFormat {
  if (stryMutAct_9fa48("5374")) {
    {}
  } else {
    stryCov_9fa48("5374");
    return cached(`${locale} number`, () => new Intl.NumberFormat(locale));
  }
}

/** The language that we have sentences in. */
export function language(locale: string): 'en' | 'fr' {
  if (stryMutAct_9fa48("5377")) {
    {}
  } else {
    stryCov_9fa48("5377");
    return locale.toLowerCase().split('-')[0] === 'fr' ? 'fr' : 'en';
  }
}

/** An instant as ISO text; null stays null. */
export function iso(at: number): string;
export function iso(at: number | null): string | null;
export function iso(at: number | null): string | null {
  if (stryMutAct_9fa48("5386")) {
    {}
  } else {
    stryCov_9fa48("5386");
    return at === null ? null : new Date(at).toISOString();
  }
}
function pick<Words>(byLanguage: Record<string, Words>, locale: string): Words | undefined {
  if (stryMutAct_9fa48("5390")) {
    {}
  } else {
    stryCov_9fa48("5390");
    const short = locale.split('-')[0] ?? locale;
    const known = [locale, short, 'en'].find(language => Object.hasOwn(byLanguage, language));
    return known === undefined ? Object.values(byLanguage)[0] : byLanguage[known];
  }
}
function plurals(locale: string): Intl.PluralRules {
  if (stryMutAct_9fa48("5399")) {
    {}
  } else {
    stryCov_9fa48("5399");
    return cached(`${locale} plural`, () => new Intl.PluralRules(locale));
  }
}
const formats = new Map<string, unknown>();

/** Formats are dear to make. */
function cached<Format>(key: string, make: () => Format): Format {
  if (stryMutAct_9fa48("5402")) {
    {}
  } else {
    stryCov_9fa48("5402");
    const known = formats.get(key) as Format | undefined;
    if (known) return known;
    const made = make();
    if (formats.size > 500) formats.clear();
    formats.set(key, made);
    return made;
  }
}

/** A locale that `Intl` takes: what is none is English. */
export function knownLocale(locale: string): string {
  if (stryMutAct_9fa48("5409")) {
    {}
  } else {
    stryCov_9fa48("5409");
    try {
      if (stryMutAct_9fa48("5410")) {
        {}
      } else {
        stryCov_9fa48("5410");
        return Intl.getCanonicalLocales(locale)[0] ?? 'en';
      }
    } catch {
      if (stryMutAct_9fa48("5413")) {
        {}
      } else {
        stryCov_9fa48("5413");
        return 'en';
      }
    }
  }
}