import { type Draft, type Ending, emit } from '../decide/draft.ts';
import type { Command } from '../log/command.ts';
import type { HoldState } from '../log/state.ts';
import { fillOwed } from '../points/owed.ts';

/** Lets go of points that were put by: what of them has run out meanwhile expires at once (RULES 18). */
export function unhold(draft: Draft, { hold: id }: Extract<Command, { kind: 'unhold' }>): Ending {
  draft.subjects.add(`hold:${id}`);
  const held = draft.state.holds[id];
  if (!held) return { kind: 'hold.released', outcome: 'refused', reason: 'hold_over' };
  releaseHold(draft, held, draft.recordedAt);
  return { kind: 'hold.released', outcome: 'applied', reason: null };
}

/** Releases every hold whose time is over by an instant. */
export function releaseDue(draft: Draft, at: number): void {
  for (const held of Object.values(draft.state.holds)) if (held.until <= at) releaseHold(draft, held, held.until);
}

/** Releases what is left of a hold. */
export function releaseHold(draft: Draft, { id, parts }: HoldState, at: number): void {
  for (const { lot, points } of parts) emit(draft, { kind: 'lot.released', lot, points, hold: id });
  emit(draft, { kind: 'hold.released', hold: id, at });
  draft.subjects.add(`hold:${id}`);
  fillOwed(draft, at);
}
