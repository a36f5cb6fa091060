import type { Change } from '../log/change.ts';
import type { Given, State, StreakState } from '../log/state.ts';
import { begin, step } from '../streaks/walk.ts';

const EMPTY: StreakState = {
  per: 'day',
  zone: 'UTC',
  begun: false,
  base: { current: 0, start: null, freezes: 0, last: null },
  best: 0,
  runs: [],
  gives: [],
  pauses: [],
  reached: {},
  earned: null,
};
/** As far back as late facts may repair something. */
const LATE = { day: 35, week: 7, month: 3 };

/** What was kept up, frozen, paused and reached. */
export function applyStreak(state: State, change: Extract<Change, { kind: `streak.${string}` }>): void {
  const known = state.streaks[change.streak] ?? EMPTY;
  state.streaks[change.streak] = bounded(next(known, change));
}

function next(known: StreakState, change: Extract<Change, { kind: `streak.${string}` }>): StreakState {
  switch (change.kind) {
    case 'streak.kept': {
      const { unit, per, zone, subject } = change;
      const orders = keptBy(known, unit, subject);
      const { orders: _, ...rest } = known;
      return { ...rest, per, zone, begun: true, runs: addUnit(known.runs, unit), ...(orders ? { orders } : {}) };
    }
    case 'streak.lost': {
      const { unit, subject } = change;
      const { [unit]: by = [], ...others } = known.orders ?? {};
      const left = by.filter((one) => one !== subject);
      if (left.length > 0) return { ...known, orders: { ...others, [unit]: left } };
      return { ...known, runs: withoutUnit(known.runs, unit), orders: others };
    }
    case 'streak.undone': {
      const { [change.length]: _, ...reached } = known.reached;
      const { [change.length]: __, ...given } = known.given ?? {};
      return { ...known, reached, given };
    }
    case 'streak.frozen': {
      const { n, most, unit, cause } = change;
      const gives = [...known.gives, { unit, n, most }].sort((a, b) => a.unit - b.unit);
      const earned = cause.kind === 'earned' ? { n: cause.n, unit } : known.earned;
      return { ...known, gives, earned };
    }
    case 'streak.paused':
      return { ...known, pauses: [...known.pauses, [change.from, change.to]] };
    case 'streak.resumed':
      return {
        ...known,
        pauses: known.pauses.flatMap(([from, to]) =>
          to < change.unit ? [[from, to]] : from < change.unit ? [[from, change.unit - 1]] : [],
        ),
      };
    case 'streak.reached':
      return {
        ...known,
        reached: { ...known.reached, [change.length]: change.unit },
        given: { ...known.given, [change.length]: givenBy(change) },
      };
  }
}

function givenBy({ lot, points, badge, counter, redemption }: Extract<Change, { kind: 'streak.reached' }>): Given {
  return { lot, points, badge: badge ?? null, counter: counter ?? null, redemption: redemption ?? null };
}

/** Units that orders alone keep up: once anything else does, no refund can take it back. */
function keptBy({ orders = {}, runs }: StreakState, unit: number, subject: string | undefined): StreakState['orders'] {
  const { [unit]: by, ...others } = orders;
  const isNew = !runs.some(({ from, to }) => from <= unit && unit <= to);
  const next = subject !== undefined && (isNew || by) ? { ...others, [unit]: [...(by ?? []), subject] } : others;
  return Object.keys(next).length > 0 ? next : undefined;
}

function withoutUnit(runs: StreakState['runs'], unit: number): StreakState['runs'] {
  return runs.flatMap(({ from, to }) => {
    if (unit < from || unit > to) return [{ from, to }];
    return [...(from < unit ? [{ from, to: unit - 1 }] : []), ...(unit < to ? [{ from: unit + 1, to }] : [])];
  });
}

/** The runs with one more unit in them, in order. */
function addUnit(runs: StreakState['runs'], unit: number): StreakState['runs'] {
  if (runs.some(({ from, to }) => from <= unit && unit <= to)) return runs;
  const before = runs.find(({ to }) => to === unit - 1);
  const after = runs.find(({ from }) => from === unit + 1);
  const joined = { from: before?.from ?? unit, to: after?.to ?? unit };
  return [...runs.filter((run) => run !== before && run !== after), joined].sort((a, b) => a.from - b.from);
}

/** What no late fact can change any more becomes the beginning that all else is counted from. */
function bounded(known: StreakState): StreakState {
  const streak = withOrders(known);
  const newest = streak.runs.at(-1)?.to ?? 0;
  const first = streak.runs[0];
  if (!first || streak.runs.length < 2 || first.to >= newest - LATE[streak.per]) return withBest(streak);
  const at = begin(streak);
  step(streak, at, first);
  const { current, start, freezes, last } = at;
  const left = {
    ...streak,
    best: at.best,
    base: { current, start, freezes, last },
    runs: streak.runs.slice(1),
    gives: streak.gives.slice(at.given),
    pauses: streak.pauses.filter(([, to]) => to > first.to),
  };
  return bounded(left);
}

/** Orders as far back as late facts come. */
function withOrders(streak: StreakState): StreakState {
  if (!streak.orders) return streak;
  const oldest = (streak.runs.at(-1)?.to ?? 0) - LATE[streak.per];
  const { orders, ...rest } = streak;
  const near = Object.fromEntries(Object.entries(orders).filter(([unit]) => Number(unit) >= oldest));
  return Object.keys(near).length > 0 ? { ...rest, orders: near } : rest;
}

function withBest(streak: StreakState): StreakState {
  const at = begin(streak);
  for (const run of streak.runs) step(streak, at, run);
  return {
    ...streak,
    best: Math.max(streak.best, at.best),
    gives: streak.gives.slice(-200),
    pauses: streak.pauses.slice(-50),
  };
}

/** Two streaks of one person: a unit that either kept up is kept up. */
export function joinStreaks(own: StreakState | undefined, other: StreakState): StreakState {
  if (!own) return other;
  let { runs } = own;
  for (const { from, to } of other.runs) for (let unit = from; unit <= to; unit += 1) runs = addUnit(runs, unit);
  const base = own.base.current >= other.base.current ? own.base : other.base;
  const reached = { ...other.reached, ...own.reached };
  const given = { ...other.given, ...own.given };
  // What one of them kept up by anything else stays, whatever becomes of the other's order.
  const { orders: _, ...mine } = own;
  const orders = { ...onlyIn(other, own), ...onlyIn(own, other) };
  return bounded({
    ...mine,
    ...(Object.keys(given).length > 0 ? { given } : {}),
    ...(Object.keys(orders).length > 0 ? { orders } : {}),
    runs: runs.filter(({ from }) => base.last === null || from > base.last),
    base,
    best: Math.max(own.best, other.best),
    gives: [...own.gives, ...other.gives].sort((a, b) => a.unit - b.unit),
    pauses: [...own.pauses, ...other.pauses],
    reached,
  });
}

/** Orders of one that keep up a unit which the other has not, or keeps up by orders too. */
function onlyIn({ orders = {} }: StreakState, other: StreakState): NonNullable<StreakState['orders']> {
  const isFirm = (unit: number) =>
    other.runs.some(({ from, to }) => from <= unit && unit <= to) && other.orders?.[unit] === undefined;
  return Object.fromEntries(
    Object.entries(orders)
      .filter(([unit]) => !isFirm(Number(unit)))
      .map(([unit, by]) => [unit, [...new Set([...by, ...(other.orders?.[Number(unit)] ?? [])])]]),
  );
}
