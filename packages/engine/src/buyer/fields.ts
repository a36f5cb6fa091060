import type { Program } from '@laurel/contract';
import type { State } from '../log/state.ts';
import { segmentsOf } from '../segments/of.ts';
import { addDuration } from '../time/add.ts';
import { type Bought, GOODS, type GoodsOf } from './bought.ts';

const DAY = 86_400_000;

/** What of a program's conditions is about a buyer: which windows, and whether anything at all. */
export interface AskedOfBuyer {
  /** Days, as in `member.last.60.orders`. */
  windows: number[];
  /** `member.top.…`: whoever is among the best. */
  top: boolean;
  /** What was bought, by code, category or brand. */
  goods: boolean;
  /** Conditions that time itself decides, beside orders that grow old. */
  calendar: boolean;
  any: boolean;
}

const known = new WeakMap<Program, AskedOfBuyer>();

/** Looks through the whole document once. */
export function askedOfBuyer(program: Program): AskedOfBuyer {
  let asked = known.get(program);
  if (!asked) {
    const segments = JSON.stringify(segmentsOf(program));
    const text = JSON.stringify(program) + segments;
    const windows = new Set([...text.matchAll(/"member\.last\.(\d{1,4})\./g)].map(([, days]) => Number(days)));
    const top = text.includes('"member.top.');
    const goods =
      /"member(\.(bought|last)(\.\d{1,4})?)?"|"member\.(bought\.|last\.\d{1,4}\.(codes|categories|brands))/.test(text);
    const any =
      goods ||
      windows.size > 0 ||
      top ||
      /"member\.(bought|daysSinceOrder|averageOrder|firstOrderAt|lastOrderAt)/.test(text);
    const calendar = /"(time\.|member\.joinedAt|member\.firstOrderAt|member\.lastOrderAt)/.test(segments);
    asked = { windows: [...windows].sort((a, b) => a - b), top, goods, calendar, any };
    known.set(program, asked);
  }
  return asked;
}

/** What so many per cent of the members have at least: `spent[10]` is what it takes to be among the best tenth. */
export interface Standings {
  spent: number[];
  orders: number[];
}

/** Within a number of days. Amounts in minor units. */
type Window = { orders: number; spent: number } & Record<GoodsOf, string[]>;

/** A member as a buyer, as conditions see them. */
export interface Buyer {
  daysSinceOrder: number | null;
  firstOrderAt: Date | null;
  lastOrderAt: Date | null;
  /** Minor units, rounded down. */
  averageOrder: number;
  last: Record<string, Window>;
  bought: Record<GoodsOf, string[]>;
  /** Among the best so many per cent, 1 to 100; null: nobody has counted yet, or nothing was bought. */
  top: { spent: number | null; orders: number | null };
}

/** Where no condition asks what was bought, nobody looks. */
const NO_THINGS: Record<GoodsOf, string[]> = { codes: [], categories: [], brands: [] };

type Counted = Pick<State, 'orders' | 'spent' | 'firstOrderAt' | 'bought'>;

/** All that conditions may ask of a buyer, at an instant. */
export function buyerOf(program: Program, state: Counted, now: number, standings: Standings | null): Buyer {
  const { bought, orders, spent, firstOrderAt } = state;
  const last = bought.orders.findLast(([at, n]) => n > 0 && at <= now)?.[0] ?? null;
  const { windows, goods } = askedOfBuyer(program);
  const things = (since: number) => (goods ? thingsSince(bought, since, now) : NO_THINGS);
  return {
    daysSinceOrder: last === null ? null : daysBetween(program.timeZone, last, now),
    firstOrderAt: firstOrderAt === null ? null : new Date(firstOrderAt),
    lastOrderAt: last === null ? null : new Date(last),
    averageOrder: orders > 0 ? Math.floor(spent / orders) : 0,
    last: Object.fromEntries(
      windows.map((days) => {
        const since = addDuration(program.timeZone, now, { days }, -1);
        return [days, { ...windowOf(bought, since, now), ...things(since) }];
      }),
    ),
    bought: things(Number.NEGATIVE_INFINITY),
    top: { spent: placeOf(spent, standings?.spent), orders: placeOf(orders, standings?.orders) },
  };
}

/** Whole days of the program's time zone that have passed. */
function daysBetween(timeZone: string, from: number, now: number): number {
  let days = Math.max(0, Math.floor((now - from) / DAY) - 1);
  while (addDuration(timeZone, from, { days: days + 1 }) <= now) days += 1;
  return days;
}

/** An order of exactly n days ago has grown out of the window. */
function windowOf(bought: Bought, since: number, now: number): Pick<Window, 'orders' | 'spent'> {
  let [orders, spent] = [0, 0];
  for (const [at, n, spend] of bought.orders) {
    if (at <= since || at > now) continue;
    orders += n;
    spent += spend;
  }
  return { orders, spent };
}

function thingsSince(bought: Bought, since: number, now: number): Record<GoodsOf, string[]> {
  const found = {} as Record<GoodsOf, string[]>;
  for (const of of GOODS)
    found[of] = bought[of].flatMap(([name, list]) => (list.some(([at]) => at > since && at <= now) ? [name] : []));
  return found;
}

function placeOf(value: number, thresholds: readonly number[] | undefined): number | null {
  if (!thresholds || value <= 0) return null;
  const place = thresholds.findIndex((least, percent) => percent > 0 && value >= least);
  return place < 0 ? null : place;
}
