import type { Change } from '../log/change.ts';
import type { State } from '../log/state.ts';

type HoldChange = Extract<Change, { kind: 'held' | `hold.${string}` }>;

/** Points put by for a checkout. What of the lots is held comes and goes by the `lot.held` and `lot.released` around. */
export function applyHold(state: State, change: HoldChange): void {
  const { hold: id } = change;
  switch (change.kind) {
    case 'held': {
      const { points, amount, at, until } = change;
      state.holds[id] = { id, points, amount, at, until, parts: [] };
      state.heldAt = at;
      return;
    }
    case 'hold.spent': {
      state.held -= change.points;
      takePart(state, id, change.part.lot, change.points);
      return;
    }
    case 'hold.released':
    case 'hold.confirmed':
      delete state.holds[id];
      return;
  }
}

/** Takes points off what a hold has of a lot. */
export function takePart(state: State, id: string, lot: string, points: number): void {
  const hold = state.holds[id];
  if (!hold) return;
  const parts = hold.parts.flatMap((part) => {
    if (part.lot !== lot) return [part];
    return part.points > points ? [{ ...part, points: part.points - points }] : [];
  });
  state.holds[id] = { ...hold, parts };
}
