import type { StreakState } from '../log/state.ts';

/** Where a streak stands. All numbers are of days (or weeks, or months), by their numbers. */
export interface Walked {
  /** How many were kept up, without a break, up to now; what was frozen or paused does not count and does not break. */
  current: number;
  /** The first of them. */
  start: number | null;
  best: number;
  /** Freezes that are left. */
  freezes: number;
  /** How many were made up for since the last one that was kept up. */
  frozen: number;
  last: number | null;
}

/** The streak as it truly is in a unit: each that is over and was missed took a freeze, or broke it. */
export function walk(streak: StreakState, now: number): Walked {
  const at = begin(streak);
  for (const run of streak.runs) step(streak, at, run);
  at.frozen = 0;
  if (at.last !== null && miss(streak, at, at.last + 1, now)) {
    at.current = 0;
    at.start = null;
    at.frozen = 0;
  }
  give(streak, at, now);
  return at;
}

/** What is known of the time before the first run that is kept. */
export function begin({ base, best }: StreakState): Walked & { given: number } {
  return { ...base, best, frozen: 0, given: 0 };
}

/** One more run, and the gap before it. */
export function step(
  streak: StreakState,
  at: Walked & { given: number },
  { from, to }: { from: number; to: number },
): void {
  const isBroken = at.last === null || miss(streak, at, at.last + 1, from);
  if (isBroken) {
    at.current = 0;
    at.start = from;
  }
  at.current += to - from + 1;
  at.start ??= from;
  at.last = to;
  at.best = Math.max(at.best, at.current);
}

/** Whether what was missed between two units breaks the streak; what was paused is no miss. */
function miss(streak: StreakState, at: Walked & { given: number }, from: number, to: number): boolean {
  for (let unit = from; unit < to; unit += 1) {
    const pause = streak.pauses.find(([first, last]) => first <= unit && unit <= last);
    if (pause) {
      unit = Math.min(pause[1], to - 1);
      continue;
    }
    give(streak, at, unit);
    if (at.freezes === 0) return true;
    at.freezes -= 1;
    at.frozen += 1;
  }
  return false;
}

/** Freezes that came up to a unit; there are never more than one may have. */
function give({ gives }: StreakState, at: Walked & { given: number }, upTo: number): void {
  for (; at.given < gives.length; at.given += 1) {
    const one = gives[at.given];
    if (!one || one.unit > upTo) return;
    at.freezes = Math.max(at.freezes, Math.min(one.most, at.freezes + one.n));
  }
}
