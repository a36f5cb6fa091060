import type { OrderLine } from '@laurel/contract';
import { firstOf } from '../number/first.ts';

/** What can be bought: by code, by category, by brand. */
export const GOODS = ['codes', 'categories', 'brands'] as const;
export type GoodsOf = (typeof GOODS)[number];

/** Pieces by name, more or fewer than before. */
export type Pieces = Partial<Record<GoodsOf, Record<string, number>>>;

/** The same in memory: names are often numbers, by which objects are slow to fill. */
type Counted = Partial<Record<GoodsOf, Map<string, number>>>;

/**
 * What a member bought, bounded: orders by the instant (at most `ORDERS_KEPT`, of the last `DAYS_KEPT` days), and of each thing the pieces
 * at its latest purchases. Never changed, only replaced.
 */
export interface Bought {
  /** Instant, orders, spend in minor units; oldest first. */
  readonly orders: readonly (readonly [at: number, orders: number, spend: number])[];
  readonly codes: Things;
  readonly categories: Things;
  readonly brands: Things;
}
/** Each thing with its latest purchases (instant and pieces, newest last); what was bought last stands last. */
type Things = readonly Thing[];
type Thing = readonly [name: string, times: readonly (readonly [at: number, n: number])[]];

export const NOTHING_BOUGHT: Bought = { orders: [], codes: [], categories: [], brands: [] };

const ORDERS_KEPT = 400;
const DAYS_KEPT = 1_100;
const DAY = 86_400_000;
/** Purchases of one thing that are told apart. */
const TIMES_KEPT = 4;
/** Things that are kept; whatever was bought longest ago goes first. */
const KEPT: Record<GoodsOf, number> = { codes: 200, categories: 100, brands: 100 };

/** Adds an order, or takes of it; `at` is the order's own instant. */
export function withOrder(bought: Bought, at: number, orders: number, spend: number): Bought {
  let list = bought.orders;
  let place = list.length;
  while (place > 0 && (list[place - 1]?.[0] ?? 0) > at) place -= 1;
  const known = list[place - 1];
  if (known?.[0] === at) {
    const made = [at, known[1] + orders, known[2] + spend] as const;
    // One that was given back as a whole was never there.
    list = made[1] <= 0 && made[2] <= 0 ? list.toSpliced(place - 1, 1) : list.with(place - 1, made);
  } else if (orders > 0) list = list.toSpliced(place, 0, [at, orders, spend]);
  const newest = list.at(-1)?.[0] ?? at;
  const old = firstOf(list, ([when]) => when > newest - DAYS_KEPT * DAY);
  const first = Math.max(old, list.length - ORDERS_KEPT);
  return { ...bought, orders: first > 0 ? list.slice(first) : list };
}

/** Adds pieces of an order, or takes of them. @param at the order's own instant */
export function withPieces(bought: Bought, at: number, pieces: Pieces): Bought {
  const counted: Counted = {};
  for (const of of GOODS) counted[of] = new Map(Object.entries(pieces[of] ?? {}));
  return withCounted(bought, at, counted);
}

/** Adds all pieces of an order's lines. @param at the order's own instant */
export function withLines(bought: Bought, at: number, lines: readonly OrderLine[]): Bought {
  return withCounted(bought, at, countedIn(lines.map((line) => ({ line, quantity: line.quantity }))));
}

function withCounted(bought: Bought, at: number, pieces: Counted): Bought {
  const made: Bought = { ...bought };
  for (const of of GOODS) {
    const changed = pieces[of];
    if (changed && changed.size > 0) Object.assign(made, { [of]: withThings(bought[of], at, changed, KEPT[of]) });
  }
  return made;
}

function withThings(things: Things, at: number, changed: Map<string, number>, kept: number): Things {
  const known = new Map<string, Thing>();
  const others = things.filter((thing) => {
    const isChanged = changed.has(thing[0]);
    if (isChanged) known.set(thing[0], thing);
    return !isChanged;
  });
  const moved: Thing[] = [];
  for (const name of inOrder(changed)) {
    const n = changed.get(name) ?? 0;
    const before = known.get(name);
    if (!before) {
      if (n > 0) moved.push([name, [[at, n]]]);
      continue;
    }
    const times = before[1].slice();
    const place = times.findIndex(([when]) => when === at);
    const left = (times[place]?.[1] ?? 0) + n;
    if (place >= 0) times.splice(place, 1);
    if (left > 0) times.push([at, left]);
    if (times.length === 0) continue;
    times.sort((a, b) => a[0] - b[0]);
    moved.push([name, times.slice(-TIMES_KEPT)]);
  }
  return merged(others, moved).slice(-kept);
}

/** Whether it is a number as the name of a field: those stand before all others, by their size. */
const isPlace = (name: string): boolean => /^(0|[1-9]\d{0,9})$/.test(name) && Number(name) < 4_294_967_295;

/** As fields stand in an object, by which states were always made: that one order lists its things otherwise changes nothing. */
function inOrder(changed: Map<string, number>): string[] {
  const names = [...changed.keys()];
  const places = names.filter(isPlace);
  if (places.length === 0) return names;
  places.sort((a, b) => Number(a) - Number(b));
  return places.length === names.length ? places : places.concat(names.filter((name) => !isPlace(name)));
}

/** Both in one order, by when each was bought last; of equals those that have just changed stand last. */
function merged(others: Things, moved: Thing[]): Thing[] {
  moved.sort((a, b) => last(a) - last(b));
  const made: Thing[] = [];
  let next = 0;
  if (last(others.at(-1)) <= last(moved[0])) return others.concat(moved);
  for (const thing of others) {
    for (let one = moved[next]; one && last(one) < last(thing); one = moved[next]) {
      made.push(one);
      next += 1;
    }
    made.push(thing);
  }
  return made.concat(moved.slice(next));
}

const last = (thing: Thing | undefined): number => thing?.[1].at(-1)?.[0] ?? 0;

/** What two members bought who are one. */
export function boughtByBoth(one: Bought, other: Bought): Bought {
  let made = one;
  for (const [at, orders, spend] of other.orders) made = withOrder(made, at, orders, spend);
  for (const of of GOODS)
    for (const [name, list] of other[of])
      for (const [at, n] of list) made = withPieces(made, at, { [of]: { [name]: n } });
  return made;
}

/** The pieces of an order's lines, by what they are. */
export function piecesOf(lines: readonly Quantity[]): Pieces {
  const counted = countedIn(lines);
  const pieces: Pieces = {};
  for (const of of GOODS) pieces[of] = Object.fromEntries(counted[of]);
  return pieces;
}

interface Quantity {
  line: OrderLine | null;
  quantity: number;
}

function countedIn(lines: readonly Quantity[]): Record<GoodsOf, Map<string, number>> {
  const pieces = {
    codes: new Map<string, number>(),
    categories: new Map<string, number>(),
    brands: new Map<string, number>(),
  };
  for (const { line, quantity } of lines) {
    if (!line || quantity <= 0) continue;
    const { sku, category, brand } = line;
    const named = { codes: sku, categories: category, brands: brand };
    for (const of of GOODS) {
      const name = named[of];
      if (name !== undefined && name !== '__proto__') pieces[of].set(name, (pieces[of].get(name) ?? 0) + quantity);
    }
  }
  return pieces;
}

/** What has to be added to come from one to the other; null: nothing. */
export function difference(before: Pieces, after: Pieces): Pieces | null {
  const made: Pieces = {};
  for (const of of GOODS) {
    const [was, is] = [before[of] ?? {}, after[of] ?? {}];
    for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
      const n = (is[name] ?? 0) - (was[name] ?? 0);
      if (n !== 0) made[of] = { ...made[of], [name]: n };
    }
  }
  return Object.keys(made).length === 0 ? null : made;
}
