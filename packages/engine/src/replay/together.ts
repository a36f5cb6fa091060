import type { Program } from '@laurel/contract';
import { type Contribution, GoalScout } from './goals.ts';
import { type Asks, type Dry, dryPools, PoolScout } from './pools.ts';

/** What members do together: what a first look at all logs comes to. It travels between threads as it is. */
export interface Together {
  /** When common goals were filled, by goal, in milliseconds. */
  filled: Map<string, number>;
  /** The pools that ran dry; null: none did. */
  dry: Map<string, Dry> | null;
}

/** What a part of the logs has to do with it. */
export interface Found {
  contributions: Contribution[];
  asks: Asks;
}

/** Looks at logs that are taken for the first time. */
export class Scout {
  readonly goals = new GoalScout();
  readonly pools = new PoolScout();

  found(): Found {
    return { contributions: this.goals.found(), asks: this.pools.asks };
  }
}

/** What all parts of the logs come to together; null: nothing that changes what each of them comes to. */
export function togetherOf({ goals }: Program, parts: readonly Found[]): Together | null {
  const scout = new GoalScout();
  for (const { contributions } of parts) for (const { goal, at, n } of contributions) scout.take(goal, at, n);
  const filled = new Map<string, number>();
  for (const goal of goals) {
    const at = scout.reachedAt(goal);
    if (at !== null) filled.set(goal.id, at);
  }
  const dry = dryPools(parts.map(({ asks }) => asks));
  return filled.size > 0 || dry ? { filled, dry } : null;
}
