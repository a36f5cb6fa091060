import type { ProgramView } from '@laurel/contract';
import type { Strings } from '../store/state.ts';
import { idOf } from './id.ts';
import type { Key, Message, Messages } from './messages.ts';

type Values = Record<string, unknown>;

/** In which order the forms of an English message stand, but the last, `other`. */
const ENGLISH = ['one', 'two', 'few'];

/** Letters that are read from right to left. */
const RTL = /[\u0590-\u08ff]/;

/** Sentences, numbers and dates in one language. */
export interface Speech {
  readonly language: string;
  /**
   * A message with its placeholders filled; `n` chooses the plural form. What the build makes of a key is the English text
   * (`{n} order|{n} orders`), so that a page has the sentences of its tags alone; another language stands by its id.
   */
  say(key: Key, values?: Values): string;
  /** The same in pieces, so that a value may be a template. */
  parts(key: Key, values?: Values): unknown[];
  number(value: number): string;
  /** "42 %", of a share from 0 to 1; with as many digits after the point, by default none. */
  percent(share: number, digits?: number): string;
  /** "in 3 days" */
  relative(n: number, of: Intl.RelativeTimeFormatUnit): string;
  /** "120 points", in the program's own unit. */
  points(value: number): string;
  /** The unit of so many; of three where no number is named, since two have a form of their own in Arabic. */
  unit(value: number): string;
  /** What points are worth as money, where the program says so; '' where not. */
  cash(value: number): string;
  /** "120 points, €1.20": with what they are worth, where the program says so. */
  worth(value: number): string;
  /** An amount in minor units of the program's currency. */
  money(minor: number): string;
  /** An amount as a field of numbers gives it, in minor units. */
  minor(amount: unknown): number;
  /** A day and month in the program's time zone. */
  date(instant: string): string;
  /** "7th" */
  place(value: number): string;
}

type Said = [
  messages: Partial<Messages>,
  strings: Strings,
  tag: string,
  program: ProgramView | null,
  keys?: Readonly<Record<string, string>> | undefined,
];
let last: { of: Said; speech: Speech } | undefined;

/** How all elements of a page speak until one of these changes, so that it is made once for all of them. */
export function speak(...of: Said): Speech {
  if (!last?.of.every((each, index) => each === of[index])) last = { of, speech: speechOf(...of) };
  return last.speech;
}

/** The same again for what was asked before: rows that move say the same few numbers. It forgets when there are many. */
function kept<In, Out>(make: (of: In) => Out): (of: In) => Out {
  const known = new Map<In, Out>();
  return (of) => {
    if (known.size > 500) known.clear();
    if (!known.has(of)) known.set(of, make(of));
    return known.get(of) as Out;
  };
}

function speechOf(...[messages, strings, tag, program, keys = {}]: Said): Speech {
  let language = tag;
  try {
    new Intl.NumberFormat(tag);
  } catch {
    language = 'en';
  }
  const [base = ''] = language.split('-');
  const rules = kept((type: Intl.PluralRuleType) => {
    const made = new Intl.PluralRules(language, { type });
    return kept((n: unknown) => made.select(Number(n)));
  });
  const select = (n: unknown, type: Intl.PluralRuleType = 'cardinal') => rules(type)(n);
  const plural = (forms: Partial<Record<string, string>>, category: string) => forms[category] ?? forms.other ?? '';
  /** The page's own words, under the ids of their keys. */
  const byId = (words: object): Record<string, unknown> =>
    Object.fromEntries(Object.entries(words).map(([key, value]) => [keys[key] ?? key, value]));
  const own = byId(strings);
  const ours = byId(strings[language] ?? strings[base] ?? {});
  // Made once: a board of a hundred rows has two hundred numbers.
  const plain = new Intl.NumberFormat(language);
  const number = kept((value: number) => plain.format(value));
  const messageOf = kept((key: Key) => {
    // Whole keys are said where no build has touched the sources.
    const id = key in messages ? key : idOf(key);
    return (ours[id] ?? own[id] ?? messages[id as Key] ?? key.split('|')) as Message | string[];
  });
  const pieces = kept((text: string) => text.split(/\{(\w+)\}/));
  const relative = new Intl.RelativeTimeFormat(language);
  const parts = (key: Key, values: Values = {}, type?: 'ordinal'): unknown[] => {
    const message = messageOf(key);
    const category = typeof message === 'string' ? '' : select(values.n, type);
    const text = Array.isArray(message)
      ? (message[ENGLISH.indexOf(category)] ?? message.at(-1) ?? '')
      : typeof message === 'object'
        ? plural(message, category)
        : message;
    return pieces(text).map((part, index) => {
      if (index % 2 === 0) return part;
      const value = values[part];
      if (typeof value === 'number') return number(value);
      // A name of the other direction keeps its own order, and leaves the sentence its.
      return typeof value === 'string' && RTL.test(value) !== RTL.test(text) ? `\u2068${value}\u2069` : value;
    });
  };
  const say: Speech['say'] = (key, values) => parts(key, values).join('');
  const unit = (value: number) => {
    const names = program?.points.name ?? {};
    return plural(names[language] ?? names[base] ?? names.en ?? Object.values(names)[0] ?? {}, select(value));
  };
  const points = (value: number) => say('amount', { n: value, unit: unit(value) });
  const coins = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: program?.currency ?? 'EUR',
    // The shop's own currency needs no country before its sign.
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: 'stripIfInteger',
  });
  const one = 10 ** (coins.resolvedOptions().maximumFractionDigits ?? 2);
  // A sign after letters stays with them, also from right to left: US$.
  const money = (minor: number) => coins.format(minor / one).replace(/(?<=\p{L})\p{Sc}$/u, '$&\u200e');
  const cash = (value: number) => {
    const rate = program?.checkout;
    return rate && value > 0 ? money(Math.floor((value * rate.amount) / rate.points)) : '';
  };
  return {
    language,
    say,
    parts,
    number,
    percent: (share, maximumFractionDigits = 0) =>
      share.toLocaleString(language, { style: 'percent', maximumFractionDigits }),
    relative: (n, of) => relative.format(n, of),
    unit,
    points,
    money,
    minor: (amount) => Math.round(Number(amount) * one),
    cash,
    worth: (value) => {
      const is = cash(value);
      return is ? say('worth', { points: points(value), money: is }) : points(value);
    },
    date: (instant) =>
      new Date(instant).toLocaleDateString(language, {
        day: 'numeric',
        month: 'long',
        ...(program ? { timeZone: program.timeZone } : {}),
      }),
    place: (value) => parts('place', { n: value }, 'ordinal').join(''),
  };
}
