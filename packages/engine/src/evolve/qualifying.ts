import type { Qualifying, State } from '../log/state.ts';
import { firstOf } from '../number/first.ts';

/** What is kept apart from all that is older, because a copy of a state copies it. */
const LATEST = 128;

type Counting = Pick<State, 'qualifying' | 'qualifyingBefore'>;

/** What counts stays in the order of its instants; of equal ones the later known stands later. */
export function addQualifying(state: Counting, item: Qualifying): void {
  const { qualifying: latest, qualifyingBefore: before } = state;
  if (latest.length === 0 || item.at < (latest[0] as Qualifying).at) {
    const place = firstOf(before, ({ at }) => at > item.at);
    if (place < before.length) {
      state.qualifyingBefore = before.toSpliced(place, 0, item);
      return;
    }
  }
  let place = latest.length;
  while (place > 0 && (latest[place - 1] as Qualifying).at > item.at) place -= 1;
  latest.splice(place, 0, item);
}

/** Takes points from where they were counted; what is gone from there needs no taking. */
export function takeQualifying(state: Counting, { points, ...of }: Omit<Qualifying, 'until'>): void {
  const before = taken(state.qualifyingBefore, of, points);
  state.qualifyingBefore = before.items;
  state.qualifying = taken(state.qualifying, of, before.left).items;
}

function taken<Items extends readonly Qualifying[]>(
  items: Items,
  { count, at, subject }: Omit<Qualifying, 'until' | 'points'>,
  points: number,
): { items: Items; left: number } {
  let [left, made] = [points, null as Qualifying[] | null];
  for (let place = firstOf(items, (item) => item.at >= at); left > 0 && items[place]?.at === at; place += 1) {
    const item = items[place] as Qualifying;
    if (item.count !== count || item.subject !== subject) continue;
    const part = Math.min(left, item.points);
    left -= part;
    made ??= items.slice();
    made[place] = { ...item, points: item.points - part };
  }
  return { items: made ? (made.filter(({ points }) => points > 0) as unknown as Items) : items, left };
}

/** What another member counted counts here. */
export function absorbQualifying(state: Counting, others: readonly Qualifying[]): void {
  const all = [...state.qualifyingBefore, ...state.qualifying, ...others].sort((a, b) => a.at - b.at);
  state.qualifyingBefore = all.slice(0, -LATEST);
  state.qualifying = all.slice(-LATEST);
}

/** Lets go of what no window reaches, and puts what is no longer the latest with all that is older. */
export function boundQualifying(state: Counting, now: number): void {
  const isOver = ({ until }: Qualifying) => until <= now;
  if (state.qualifyingBefore.some(isOver))
    state.qualifyingBefore = state.qualifyingBefore.filter((item) => !isOver(item));
  if (state.qualifying.some(isOver)) state.qualifying = state.qualifying.filter((item) => !isOver(item));
  if (state.qualifying.length <= 2 * LATEST) return;
  state.qualifyingBefore = state.qualifyingBefore.concat(state.qualifying.slice(0, -LATEST));
  state.qualifying = state.qualifying.slice(-LATEST);
}
