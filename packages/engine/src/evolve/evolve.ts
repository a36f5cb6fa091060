import type { Entry } from '../log/entry.ts';
import type { State } from '../log/state.ts';
import { apply } from './apply.ts';
import { bound } from './bound.ts';
import { emptyState } from './empty.ts';
import { foldLines } from './lines.ts';

/** Letting go looks at all that is kept: once for so many entries it costs next to nothing. */
const BOUND_EVERY = 16;

/**
 * Folds one entry into a state. The state is changed in place and given back: it must be the caller's own (`copyState`), and
 * nobody else may look at it meanwhile. Entries come in the order of their numbers.
 */
export function evolve(
  state: State,
  entry: Pick<Entry, 'changes' | 'seq' | 'occurredAt' | 'recordedAt'> & { fact?: Entry['fact'] },
): State {
  // Before what its changes take of them.
  if (entry.fact?.type === 'order.paid') foldLines(state, entry.fact, entry.changes);
  for (const change of entry.changes) apply(state, change, entry);
  return closed(state, entry);
}

/** Ends the fold of an entry whose changes are applied: the state is changed in place and given back. */
export function closed(state: State, { seq, recordedAt }: Pick<Entry, 'seq' | 'recordedAt'>): State {
  state.seq = seq;
  state.recordedAt = recordedAt;
  if (seq % BOUND_EVERY === 0) bound(state);
  return state;
}

/** Folds a log, or the part of it after `from`, which is changed in place. */
export function fold(entries: Iterable<Entry>, from: State = emptyState()): State {
  let state = from;
  for (const entry of entries) state = evolve(state, entry);
  return state;
}
