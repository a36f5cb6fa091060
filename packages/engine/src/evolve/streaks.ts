import type { Change } from '../log/change.ts';
import type { State, StreakState } from '../log/state.ts';
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
      const { unit, per, zone } = change;
      return { ...known, per, zone, begun: true, runs: addUnit(known.runs, unit) };
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
      return { ...known, reached: { ...known.reached, [change.length]: change.unit } };
  }
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
function bounded(streak: StreakState): StreakState {
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
  return bounded({
    ...own,
    runs: runs.filter(({ from }) => base.last === null || from > base.last),
    base,
    best: Math.max(own.best, other.best),
    gives: [...own.gives, ...other.gives].sort((a, b) => a.unit - b.unit),
    pauses: [...own.pauses, ...other.pauses],
    reached,
  });
}
