import type { PluralText, Program, Text } from '@laurel/contract';
import type { Change, GiftOf, Source } from '../log/change.ts';
import { counted, day, knownLocale, language, money, number, textOf } from './text.ts';
import { en } from './words/en.ts';
import { fr } from './words/fr.ts';
import type { Words } from './words/words.ts';

const POINTS: PluralText = { en: { one: 'point', other: 'points' }, fr: { one: 'point', other: 'points' } };

const GIFT_LISTS = { tier: 'tiers', challenge: 'challenges', streak: 'streaks', draw: 'draws', goal: 'goals' } as const;

type Named =
  | 'streaks'
  | 'draws'
  | 'goals'
  | 'rules'
  | 'tiers'
  | 'challenges'
  | 'badges'
  | 'rewards'
  | 'campaigns'
  | 'boards'
  | 'causes'
  | 'segments'
  | 'counters';

/** What sentences are written with: the words of a language, and a program that has names for things (null: ids are shown). */
export interface Pen {
  words: Words;
  locale: string;
  program: Program | null;
  /** "1,200 points", in the merchant's unit. */
  points(n: number): string;
  plain(n: number): string;
  /** With its sign: "+3", "−2". */
  signed(n: number): string;
  /** Minor units of a currency, by default the program's. */
  money(amount: number, currency?: string): string;
  /** The day of an instant in the program's time zone. */
  day(at: number): string;
  /** The same; null stays null. */
  on(at: number | null): string | null;
  /** "A, B and C". */
  list(items: string[]): string;
  /** Who of the shop did something; null where the member reads, who is not told names of staff. */
  who(by: string | null): string | null;
  /** Where points came from. */
  source(source: Source): string;
  /** The name of a prize of a draw. */
  prizeName(draw: string, prize: string): string;
  /** The name of what points bought: a reward, or a try. */
  bought(reward: string): string;
  /** The name of whatever gave something. */
  gifts(of: GiftOf, id: string): string;
  /** The name of a part of the program. */
  name(list: Named, id: string): string;
}

/** @param reader who reads it: a member is not told who of the shop did something */
export function penOf(locale: string, program: Program | null, reader: 'shop' | 'member' = 'shop'): Pen {
  const known = knownLocale(locale);
  const spoken = language(known);
  const words = spoken === 'fr' ? fr : en;
  // Where a sentence falls back to English, its dates and amounts do so with it; names stay in the reader's language.
  const written = known.split('-')[0] === spoken ? known : spoken;
  const dayOf = (at: number) => day(at, program?.timeZone ?? 'UTC', written);
  const pen: Pen = {
    words,
    locale: known,
    program,
    points: (n) => counted(program?.points.name ?? POINTS, n, known),
    plain: (n) => number(written).format(n),
    signed: (n) => `${n < 0 ? '−' : '+'}${number(written).format(Math.abs(n))}`,
    money: (amount, currency = program?.currency) =>
      currency ? money(amount, currency, written) : number(written).format(amount / 100),
    day: dayOf,
    on: (at) => (at === null ? null : dayOf(at)),
    list: (items) => new Intl.ListFormat(written, { type: 'conjunction' }).format(items),
    who: (by) => (reader === 'member' ? null : by),
    // The words of each kind take just that kind.
    source: (source) => (words.sources[source.kind] as (of: Source, pen: Pen) => string)(source, pen),
    prizeName: (draw, prize) =>
      textOf(program?.draws.find(({ id }) => id === draw)?.prizes.find(({ id }) => id === prize)?.name, known, prize),
    bought: (reward) =>
      reward.startsWith('draw:') ? pen.name('draws', reward.slice('draw:'.length)) : pen.name('rewards', reward),
    gifts: (of, id) => pen.name(GIFT_LISTS[of], id),
    name: (list, id) =>
      textOf(
        (program?.[list] as { id: string; name?: Text | undefined }[] | undefined)?.find((one) => one.id === id)?.name,
        known,
        id,
      ),
  };
  return pen;
}

/** A sentence begins with a capital and ends with a full stop. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** One change as a line of its own. */
export function changeText(change: Change, pen: Pen): string {
  return (pen.words.changes[change.kind] as (of: Change, pen: Pen) => string)(change, pen);
}
