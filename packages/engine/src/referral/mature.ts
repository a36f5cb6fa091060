import type { Reaction } from '../log/entry.ts';
import type { State } from '../log/state.ts';

/** When the next coupon or counter of a recommendation is given whose return window is open still; null: none waits. */
export function nextGain({ friends, milestones }: State): number | null {
  let next: number | null = null;
  const see = (at: number | null) => {
    if (at !== null && (next === null || at < next)) next = at;
  };
  for (const { steps = {} } of Object.values(friends)) for (const { dueAt } of Object.values(steps)) see(dueAt);
  for (const { dueAt } of Object.values(milestones)) see(dueAt);
  return next;
}

/** What is to be given now that its return window has closed, each with the effect that promised it. */
export function maturing({ friends, milestones }: State, now: number): { effect: string; reaction: Reaction }[] {
  const due = (at: number | null): at is number => at !== null && at <= now;
  return [
    ...Object.entries(friends).flatMap(([friend, { steps = {} }]) =>
      Object.entries(steps).flatMap(([step, { dueAt: at, effect }]) =>
        due(at) ? [{ effect, reaction: { kind: 'friend.matured', friend, step, at } as const }] : [],
      ),
    ),
    ...Object.entries(milestones).flatMap(([n, { dueAt: at, effect }]) =>
      due(at) ? [{ effect, reaction: { kind: 'milestone.matured', friends: Number(n), at } as const }] : [],
    ),
  ];
}
