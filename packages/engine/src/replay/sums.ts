import type { TryMonth } from '@laurel/contract';

/** What moved in a month, and by how much what members hold grew. */
export type Month = Omit<TryMonth, 'month' | 'outstanding' | 'liability'> & { delta: number };

/** What logs come to by one program: as large as the program is, however many members there are. It travels between threads as it is. */
export interface Sums {
  months: Map<string, Month>;
  tiers: Map<string | null, number>;
  challenges: Map<string, { completed: number; points: number }>;
  redemptions: { made: number; not_affordable: number; gone: number };
  /** Rewards that were given. */
  given: number;
  segments: Map<string, number>;
  streaks: Map<string, { reached: number; points: number }>;
  draws: Map<string, { played: number; points: number }>;
  goals: Map<string, { members: number; points: number }>;
  /** Members who reached a first reward, by the days that it took them. */
  days: Map<number, number>;
  members: number;
  control: number;
  spend: number;
  owed: number;
}

export function noSums(): Sums {
  return {
    months: new Map(),
    tiers: new Map(),
    challenges: new Map(),
    redemptions: { made: 0, not_affordable: 0, gone: 0 },
    given: 0,
    segments: new Map(),
    streaks: new Map(),
    draws: new Map(),
    goals: new Map(),
    days: new Map(),
    members: 0,
    control: 0,
    spend: 0,
    owed: 0,
  };
}

/** Adds numbers to numbers, by key of a map or name of a field, at any depth. */
export function addTo<Numbers extends object>(all: Numbers, some: Numbers): Numbers {
  if (all instanceof Map && some instanceof Map) {
    for (const [key, value] of some) all.set(key, summed(all.get(key), value));
    return all;
  }
  const fields = all as Record<string, unknown>;
  for (const [name, value] of Object.entries(some)) fields[name] = summed(fields[name], value);
  return all;
}

/** What is not there yet is copied: nothing of `some` becomes a part of what it is added to. */
function summed(before: unknown, value: unknown): unknown {
  if (typeof value === 'number') return Number(before ?? 0) + value;
  const inner = value as object;
  return addTo((before as object | undefined) ?? (inner instanceof Map ? new Map() : {}), inner);
}
