import type { Change } from '../log/change.ts';
import type { State } from '../log/state.ts';

type Standing = State['challenges'][string];
const BEGINNING: Standing = { steps: [], completedAt: null, lot: null, points: 0, expired: 0 };

/** Progress, completion and badges. */
export function applyChallenge(
  state: State,
  change: Extract<Change, { kind: `challenge.${string}` | `badge.${string}` }>,
): void {
  if (change.kind === 'badge.granted') {
    state.badges[change.badge] = change.at;
    return;
  }
  if (change.kind === 'badge.withdrawn') {
    delete state.badges[change.badge];
    return;
  }
  state.challenges[change.challenge] = next(state.challenges[change.challenge] ?? BEGINNING, change);
}

function next(standing: Standing, change: Extract<Change, { kind: `challenge.${string}` }>): Standing {
  switch (change.kind) {
    case 'challenge.progressed':
      return progressed(standing, change);
    case 'challenge.completed': {
      const { at: completedAt, lot, points, badge, redemption, past } = change;
      const { badge: _, redemption: __, past: ___, kept, ...rest } = standing;
      const more = {
        ...(kept === undefined || kept === redemption ? {} : { kept }),
        ...(badge === undefined ? {} : { badge }),
        ...(redemption === undefined ? {} : { redemption }),
        ...(past ? { past } : {}),
      };
      return { ...rest, completedAt, lot, points, expired: 0, times: (standing.times ?? 0) + 1, ...more };
    }
    case 'challenge.undone': {
      const { badge: _, redemption: __, past: ___, ...rest } = standing;
      return {
        ...rest,
        completedAt: null,
        lot: null,
        points: 0,
        expired: 0,
        times: Math.max(0, (rest.times ?? 1) - 1),
        ...(change.kept === undefined ? {} : { kept: change.kept }),
      };
    }
    case 'challenge.step':
      return { ...standing, given: [...(standing.given ?? []), change.step] };
    case 'challenge.filled':
      return { ...standing, filled: change.version };
    case 'challenge.joined':
      return { ...standing, joinedAt: change.at };
    case 'challenge.restarted': {
      const { seen: _, given: __, badge: ___, redemption: ____, past: _____, latest: ______, ...rest } = standing;
      const { lot, points, expired } = BEGINNING;
      return {
        ...rest,
        steps: [],
        completedAt: null,
        lot,
        points,
        expired,
        startedAt: change.at,
        round: (rest.round ?? 0) + 1,
      };
    }
  }
}

function progressed(
  standing: Standing,
  { step, value, add, at, mark, back }: Extract<Change, { kind: 'challenge.progressed' }>,
): Standing {
  const steps = standing.steps.slice();
  while (steps.length <= step) steps.push(0);
  steps[step] = value;
  const started = at === undefined ? standing.startedAt : Math.min(standing.startedAt ?? at, at);
  const moved = {
    ...standing,
    steps,
    ...(started === undefined ? {} : { startedAt: started }),
    ...(at === undefined || back || add <= 0 ? {} : { latest: latestWith(standing.latest, step, at) }),
  };
  if (mark === undefined) return moved;
  const marks = { ...standing.seen?.[step] };
  const n = (marks[mark] ?? 0) + (back ? -1 : 1);
  if (n > 0) marks[mark] = n;
  else delete marks[mark];
  return { ...moved, seen: { ...standing.seen, [step]: marks } };
}

function latestWith(before: Standing['latest'], step: number, at: number): number[] {
  const latest = (before ?? []).slice();
  while (latest.length <= step) latest.push(0);
  latest[step] = Math.max(latest[step] ?? 0, at);
  return latest;
}
