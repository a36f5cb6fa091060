import type { Qualifying, State } from '../log/state.ts';
import { firstOf } from '../number/first.ts';

type Count = Qualifying['count'];
type Counting = Pick<State, 'qualifying' | 'qualifyingBefore'>;

/** By list, how many points of a kind stand before each of its places: what is never changed is added up once. */
const added: Record<Count, WeakMap<readonly Qualifying[], number[]>> = {
  active: new WeakMap(),
  earned: new WeakMap(),
};

/** The points of a kind since the first instant that counts; every later one counts. */
export function pointsSince({ qualifying, qualifyingBefore }: Counting, count: Count, counts: (at: number) => boolean) {
  let sum = 0;
  for (let place = firstOf(qualifying, ({ at }) => counts(at)); place < qualifying.length; place += 1) {
    const item = qualifying[place];
    if (item?.count === count) sum += item.points;
  }
  const sums = sumsBefore(qualifyingBefore, count);
  const first = firstOf(qualifyingBefore, ({ at }) => counts(at));
  return sum + (sums.at(-1) ?? 0) - (sums[first] ?? 0);
}

function sumsBefore(items: readonly Qualifying[], count: Count): number[] {
  let sums = added[count].get(items);
  if (!sums) {
    sums = [0];
    for (const item of items) sums.push((sums.at(-1) ?? 0) + (item.count === count ? item.points : 0));
    added[count].set(items, sums);
  }
  return sums;
}

/** When points of a kind began to count, oldest first. */
export function instantsOf({ qualifying, qualifyingBefore }: Counting, count: Count): number[] {
  const of = (items: readonly Qualifying[]) => items.flatMap((item) => (item.count === count ? [item.at] : []));
  return [...of(qualifyingBefore), ...of(qualifying)];
}
