import type { Duration } from '@laurel/contract';
import { addDuration } from '../time/add.ts';

/** The instant at which what happened at `from` no longer counts: the same local time, the window later. */
export function leavesAt(timeZone: string, from: number, within: Duration): number {
  return addDuration(timeZone, from, within);
}

const SURE = 4 * 86_400_000;

/**
 * Whether an instant still counts in the rolling window that ends at `at`. The window is counted forward from each instant
 * (RULES 4), which months of different lengths make different from backward; only near its edge does it matter.
 */
export function windowEndingAt(timeZone: string, at: number, within: Duration): (from: number) => boolean {
  const edge = addDuration(timeZone, at, within, -1);
  return (from) => from > edge + SURE || (from > edge - SURE && leavesAt(timeZone, from, within) > at);
}
