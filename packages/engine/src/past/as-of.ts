import type { Program } from '@laurel/contract';
import { settled } from '../due/settled.ts';
import { apply } from '../evolve/apply.ts';
import { emptyState } from '../evolve/empty.ts';
import { evolve } from '../evolve/evolve.ts';
import { movedBy } from '../ledger/postings.ts';
import type { Change } from '../log/change.ts';
import type { Entry } from '../log/entry.ts';
import type { State } from '../log/state.ts';

/** Of an entry what the past is made of. */
export type PastEntry = Pick<Entry, 'seq' | 'changes' | 'occurredAt' | 'recordedAt'>;

export interface Instants {
  /** The instant that is asked about, in milliseconds. */
  asOf: number;
  /** Only what was recorded by then is known. */
  knownAt: number;
}

/**
 * A member as they were at an instant, by what was known at another. With `knownAt` = `asOf` it is what would have been told then;
 * with a later one, what had happened by then as it came to be known: points and refunds count from when their facts happened,
 * spending from when it was recorded, maturing, expiry and tiers from their own instants.
 * @param log all entries of the member, oldest first
 * @param programAt the program in force at an instant
 */
export function stateAsOf(
  log: readonly PastEntry[],
  { asOf, knownAt }: Instants,
  programAt: (at: number) => Program,
): State {
  const known = log.filter(({ recordedAt }) => recordedAt <= knownAt);
  const last = known.at(-1);
  if (!last) return emptyState();
  if (last.recordedAt > asOf) return happened(known, asOf, programAt);
  let state = emptyState();
  for (const entry of known) state = evolve(state, entry);
  return settled(programAt(asOf), state, asOf).state;
}

interface Step {
  at: number;
  entry: PastEntry;
  change: Change;
}

/** What had happened by an instant, though some of it was recorded only later. */
function happened(known: readonly PastEntry[], asOf: number, programAt: (at: number) => Program): State {
  const steps: Step[] = [];
  const began = new Map<string, number>();
  for (const entry of known) {
    for (const change of entry.changes) {
      const opened = 'lot' in change && change.lot !== null ? began.get(change.lot) : undefined;
      if (change.kind === 'lot.opened') began.set(change.lot, change.at);
      // Nothing is taken from a lot before it began, whatever a fact says of its own time.
      const at = Math.max(instantOf(change, entry), opened ?? 0);
      if (at <= asOf) steps.push({ at, entry, change });
    }
  }
  // The sort is stable: at one instant, in the order of the log.
  steps.sort((a, b) => a.at - b.at);
  let state = emptyState();
  for (const [place, { at, entry, change }] of steps.entries()) {
    take(state, change, { seq: entry.seq, occurredAt: at, recordedAt: at });
    state.seq = Math.max(state.seq, entry.seq);
    state.recordedAt = at;
    const isLast = steps[place + 1]?.at !== at;
    // Whoever met a tier by then had met it, whenever it was written down.
    if (isLast && state.status === 'joined') {
      balance(state);
      state = settled(programAt(at), state, at).state;
    }
  }
  balance(state);
  return state.status === 'none' ? state : settled(programAt(asOf), state, asOf).state;
}

/** Changes that go by the fact's own time although they name another. */
const BY_FACT = new Set<Change['kind']>(['ordered', 'tallied']);

/** When a change took place: at its own instant where it has one, else when its fact happened. */
function instantOf(change: Change, { occurredAt }: PastEntry): number {
  if (!('at' in change) || BY_FACT.has(change.kind)) return occurredAt;
  // What a refund takes out of a count was in it until then.
  if ('points' in change && change.points < 0) return Math.max(change.at, occurredAt);
  return change.at;
}

function take(state: State, change: Change, stamp: { seq: number; occurredAt: number; recordedAt: number }): void {
  // What is owed is filled here by whatever there is at each instant.
  if (change.kind === 'owed.filled') return;
  // The tier that the member has already by what came to be known.
  if (change.kind === 'tier.changed' && change.from !== change.to && change.to === state.tier.id) return;
  if (change.kind === 'lot.expired') {
    state.lots = state.lots.filter(({ id }) => id !== change.lot);
    return;
  }
  // What expired later was still there to be taken back.
  const isEarly = change.kind === 'expiry.reversed' && state.lots.some(({ id }) => id === change.lot);
  const taken: Change = isEarly ? { ...change, kind: 'lot.reversed', from: 'available' } : change;
  const missing = missingFor(state, taken);
  apply(state, taken, stamp);
  state.owed += missing;
}

/** Points that a lot no longer has, though they were taken from it: what is known now left less of it than was known then. */
function missingFor(state: State, change: Change): number {
  const moved = movedBy(change);
  if (!moved || !('lot' in change) || change.lot === null || change.kind === 'lot.activated') return 0;
  if (moved[0] !== 'available' && moved[0] !== 'pending') return 0;
  const left = state.lots.find(({ id }) => id === change.lot)?.points ?? 0;
  return Math.max(0, moved[2] - left);
}

/** Accounts are the sums of their lots; whatever is available fills what is owed, soonest expiry first (RULES 14). */
function balance(state: State): void {
  let owed = Math.max(0, state.owed);
  state.lots = state.lots.flatMap((lot) => {
    if (lot.points <= 0) return [];
    if (lot.activeAt !== null || owed === 0) return [lot];
    const filled = Math.min(owed, lot.points);
    owed -= filled;
    return filled === lot.points ? [] : [{ ...lot, points: lot.points - filled }];
  });
  state.owed = owed;
  state.pending = 0;
  state.available = 0;
  for (const { activeAt, points } of state.lots) state[activeAt === null ? 'available' : 'pending'] += points;
}
