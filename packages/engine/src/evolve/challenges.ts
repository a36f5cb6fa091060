import type { Change } from '../log/change.ts';
import type { State } from '../log/state.ts';

const BEGINNING = { steps: [], completedAt: null, lot: null, points: 0, expired: 0 };

/** Progress, completion and badges. */
export function applyChallenge(
  state: State,
  change: Extract<Change, { kind: `challenge.${string}` | `badge.${string}` }>,
): void {
  switch (change.kind) {
    case 'challenge.progressed': {
      const standing = state.challenges[change.challenge] ?? BEGINNING;
      const steps = standing.steps.slice();
      while (steps.length <= change.step) steps.push(0);
      steps[change.step] = change.value;
      state.challenges[change.challenge] = { ...standing, steps };
      return;
    }
    case 'challenge.completed': {
      const standing = state.challenges[change.challenge] ?? BEGINNING;
      const { at: completedAt, lot, points } = change;
      state.challenges[change.challenge] = { ...standing, completedAt, lot, points, expired: 0 };
      return;
    }
    case 'challenge.undone': {
      const { steps } = state.challenges[change.challenge] ?? BEGINNING;
      state.challenges[change.challenge] = { ...BEGINNING, steps };
      return;
    }
    case 'badge.granted':
      state.badges[change.badge] = change.at;
      return;
    case 'badge.withdrawn':
      delete state.badges[change.badge];
      return;
  }
}
