import type { ProgramView } from '@laurel/contract';
import type { Strings } from '../store/state.ts';
import type { Key, Message, Messages } from './messages.ts';

type Values = Record<string, unknown>;

/** Sentences, numbers and dates in one language. */
export interface Speech {
  readonly language: string;
  has(key: string): boolean;
  /** A message with its placeholders filled; `n` chooses the plural form. */
  say(key: Key, values?: Values): string;
  /** The same in pieces, so that a value may be a template. */
  parts(key: Key, values?: Values): unknown[];
  number(value: number): string;
  /** "120 points", in the program's own unit. */
  points(value: number): string;
  unit(value: number): string;
  /** What points are worth as money, where the program says so; '' where not. */
  cash(value: number): string;
  /** "120 points, €1.20": with what they are worth, where the program says so. */
  worth(value: number): string;
  /** An amount in minor units of the program's currency. */
  money(minor: number): string;
  /** A day and month in the program's time zone. */
  date(instant: string): string;
  /** "7th" */
  place(value: number): string;
}

export function speak(messages: Messages, strings: Strings, tag: string, program: ProgramView | null): Speech {
  let language = tag;
  try {
    new Intl.NumberFormat(tag);
  } catch {
    language = 'en';
  }
  const [base = ''] = language.split('-');
  const plural = (n: unknown, forms: Partial<Record<string, string>>, type?: 'ordinal') =>
    forms[new Intl.PluralRules(language, type && { type }).select(Number(n))] ?? forms.other ?? '';
  const number = (value: number) => value.toLocaleString(language);
  const parts = (key: Key, values: Values = {}): unknown[] => {
    const own = (strings[language] ?? strings[base]) as Strings | undefined;
    const message = (own?.[key] ?? strings[key] ?? messages[key]) as Message;
    const text =
      typeof message === 'object' ? plural(values.n, message, key === 'place' ? 'ordinal' : undefined) : message;
    return text.split(/\{(\w+)\}/).map((part, index) => {
      if (index % 2 === 0) return part;
      const value = values[part];
      return typeof value === 'number' ? number(value) : value;
    });
  };
  const say: Speech['say'] = (key, values) => parts(key, values).join('');
  const unit = (value: number) => {
    const names = program?.points.name ?? {};
    return plural(value, names[language] ?? names[base] ?? names.en ?? Object.values(names)[0] ?? {});
  };
  const money = (minor: number) => {
    // The shop's own currency needs no country before its sign.
    const how = { style: 'currency', currency: program?.currency ?? 'EUR', currencyDisplay: 'narrowSymbol' } as const;
    const { maximumFractionDigits = 2 } = new Intl.NumberFormat(language, how).resolvedOptions();
    const amount = minor / 10 ** maximumFractionDigits;
    return new Intl.NumberFormat(language, {
      ...how,
      minimumFractionDigits: amount % 1 ? maximumFractionDigits : 0,
    }).format(amount);
  };
  const cash = (value: number) => {
    const rate = program?.checkout;
    return rate && value > 0 ? money(Math.floor((value * rate.amount) / rate.points)) : '';
  };
  return {
    language,
    has: (key) => key in messages,
    say,
    parts,
    number,
    unit,
    points: (value) => say('amount', { n: value, unit: unit(value) }),
    money,
    cash,
    worth: (value) => {
      const points = say('amount', { n: value, unit: unit(value) });
      const is = cash(value);
      return is ? say('worth', { points, money: is }) : points;
    },
    date: (instant) =>
      new Date(instant).toLocaleDateString(language, {
        day: 'numeric',
        month: 'long',
        ...(program ? { timeZone: program.timeZone } : {}),
      }),
    place: (value) => say('place', { n: value }),
  };
}
