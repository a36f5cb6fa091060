import { type Draft, type Ending, emit } from '../decide/draft.ts';
import type { Command } from '../log/command.ts';

/** Says that a reservation no purchase came for is free again: its id is a key, so of both exactly one wins. */
export function release(draft: Draft, { reservation }: Extract<Command, { kind: 'release' }>): Ending {
  if (!draft.keys.includes(reservation)) draft.keys.push(reservation);
  emit(draft, { kind: 'reservation.released', reservation });
  return { kind: 'reservation.released', outcome: 'applied', reason: null };
}
