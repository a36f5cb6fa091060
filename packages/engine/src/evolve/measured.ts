import type { Change } from '../log/change.ts';
import type { State } from '../log/state.ts';

type Measured = State['measured'][string];

const DAY = 86_400_000;
/** All time zones begin their days at a whole quarter of an hour. */
const QUARTER = 900_000;
/** Beyond so many, what is older than late facts are is kept by days of UTC. */
const KEPT = 400;
const OLD = 40 * DAY;
/** As far back as windows of what is not points reach. */
const FORGOTTEN = 800 * DAY;

/** Counts what tiers may ask for beside points, from the changes that say it: whatever the program then asked for. */
export function measure(state: State, change: Change): void {
  switch (change.kind) {
    case 'tallied':
      if (change.metric === 'spend' || change.metric === 'orders') add(state, change.metric, change.at, change.n);
      return;
    case 'counter.moved':
      add(state, `counter:${change.counter}`, change.at, change.n);
      return;
    case 'friend.advanced': {
      const before = state.friends[change.friend];
      const [had, has] = [countsAs(before?.stage), countsAs(change.stage)];
      if (had !== has) add(state, 'referrals', had && before ? before.at : change.at, has ? 1 : -1);
      return;
    }
  }
}

function countsAs(stage: string | undefined): boolean {
  return stage === 'ordered' || stage === 'rewarded';
}

function add(state: State, measure: string, at: number, n: number): void {
  const known = state.measured[measure] ?? { total: 0, items: [] };
  let { items } = known;
  const quarter = Math.floor(at / QUARTER) * QUARTER;
  let place = items.length;
  while (place > 0 && (items[place - 1]?.[0] ?? 0) > quarter) place -= 1;
  const last = items[place - 1];
  // What was kept by the day is found under the beginning of that day.
  const isSame = last && (last[0] === quarter || (n < 0 && last[0] === Math.floor(at / DAY) * DAY));
  if (isSame) {
    const sum = last[1] + n;
    items = sum === 0 ? items.toSpliced(place - 1, 1) : items.with(place - 1, [last[0], sum]);
  } else if (n > 0 || measure.startsWith('counter:')) items = items.toSpliced(place, 0, [quarter, n]);
  state.measured[measure] = { total: known.total + n, items };
}

/** Two measures as one. */
export function addMeasured(a: Measured | undefined, b: Measured): Measured {
  if (!a) return b;
  const items = [...a.items, ...b.items].sort(([x], [y]) => x - y);
  return { total: a.total + b.total, items };
}

/** Lets go of what no window reaches, and keeps what is old and plenty by the day. */
export function boundMeasured(state: State, now: number): void {
  for (const [measure, { total, items }] of Object.entries(state.measured)) {
    const first = items[0];
    if (!first || (first[0] > now - FORGOTTEN && items.length <= KEPT)) continue;
    const left = items.filter(([at]) => at > now - FORGOTTEN);
    state.measured[measure] = { total, items: left.length > KEPT ? byDay(left, now - OLD) : left };
  }
}

function byDay(items: readonly (readonly [number, number])[], before: number): [number, number][] {
  const days: [number, number][] = [];
  for (const [at, n] of items) {
    const day = at < before ? Math.floor(at / DAY) * DAY : at;
    const last = days.at(-1);
    if (last && last[0] === day) days[days.length - 1] = [day, last[1] + n];
    else days.push([day, n]);
  }
  return days;
}
