import type { Program, StreakView } from '@laurel/contract';
import type { State } from '../log/state.ts';
import { unitAt, unitEnds } from '../streaks/unit.ts';
import { walk } from '../streaks/walk.ts';
import { iso, textOf } from './text.ts';
import { giftView } from './tier.ts';

type StreakOf = Program['streaks'][number];

/** A streak as a member sees it at an instant, and until when they must act to keep it. */
export function streakView(program: Program, streak: StreakOf, state: State, locale: string): StreakView {
  const { id, name, description, per, milestones, freezes, pauses } = streak;
  const known = state.streaks[id];
  const zone = known?.zone ?? program.timeZone;
  const now = unitAt(zone, state.recordedAt, per);
  const at = known ? walk(known, now) : null;
  const current = at?.current ?? 0;
  const isKept = at !== null && at.last !== null && at.last >= now;
  const pause = known?.pauses.find(([from, to]) => from <= now && now <= to) ?? null;
  const next = milestones.toSorted((a, b) => a.at - b.at).find((one) => one.at > current);
  // What is paused need not be kept up.
  const act = pause ? pause[1] + 1 : isKept ? now + 1 : now;
  return {
    id,
    name: textOf(name, locale, id),
    description: description === undefined ? null : textOf(description, locale, ''),
    on: streak.on,
    per,
    timeZone: zone,
    current,
    best: Math.max(known?.best ?? 0, current),
    keptNow: isKept,
    actBy: current > 0 ? iso(unitEnds(zone, act, per)) : null,
    freezes: at ? at.freezes : (freezes?.start ?? 0),
    frozen: at?.frozen ?? 0,
    pausedUntil: pause ? iso(unitEnds(zone, pause[1], per)) : null,
    pauseMost: pauses?.most ?? null,
    milestones: milestones.map(({ at: length, grant }) => ({
      at: length,
      grant: giftView(grant),
      reached: known?.reached[length] !== undefined,
    })),
    next: next ? { at: next.at, missing: next.at - current } : null,
  };
}

/** When a streak changes by itself: at the end of the day, week or month. */
export function streakTurns({ streaks }: Program, state: State): number[] {
  return streaks.flatMap(({ id, per }) => {
    const known = state.streaks[id];
    if (!known) return [];
    const now = unitAt(known.zone, state.recordedAt, per);
    return walk(known, now).current > 0 ? [unitEnds(known.zone, now, per)] : [];
  });
}
