import { type Draft, type Ending, emit } from '../decide/draft.ts';
import { capsOf, clip, roomOf } from '../earn/caps.ts';
import type { Command } from '../log/command.ts';
import { grant } from './grant.ts';
import { partsToSpend } from './spend.ts';

/**
 * Adds or takes points by hand, with who and why. What is more than there is becomes a debt. One that goes beyond the program's limit
 * for adjustments is refused as a whole: half of what somebody decided is not what they decided.
 */
export function adjust(draft: Draft, command: Extract<Command, { kind: 'adjust' }>): Ending {
  const { points, by, why, qualifies = false } = command;
  const { state, program, recordedAt: at } = draft;
  const kind = 'points.adjusted';
  if (state.status !== 'joined') return { kind, outcome: 'refused', reason: 'not_joined' };
  const size = Math.abs(points);
  const caps = capsOf('adjustments', program.adjustments?.limit, program.timeZone, at);
  const rooms = caps.map((cap) => roomOf(cap, cap.single ? undefined : state.windows[cap.window]));
  if (clip(size, rooms) < size) return { kind, outcome: 'refused', reason: 'limit' };
  for (const { window, closesAt, single } of caps)
    if (!single) emit(draft, { kind: 'window.used', window, closesAt, times: 1, points: size });
  const source = { kind: 'adjustment', by, why, ...(qualifies ? { qualifies } : {}) } as const;
  if (points > 0) {
    const expiry = command.expiry === undefined ? program.points.expiry : (command.expiry ?? undefined);
    grant(draft, { points, source, subject: null, at, pending: undefined, expiry });
    if (qualifies) emit(draft, { kind: 'tallied', metric: 'points.earned', n: points, at, subject: null });
    return { kind, outcome: 'applied', reason: null };
  }
  let left = size;
  for (const { lot, points: taken } of partsToSpend(draft, left)) {
    emit(draft, { kind: 'adjusted', lot, points: taken, source });
    left -= taken;
  }
  if (left > 0) emit(draft, { kind: 'adjusted', lot: null, points: left, source });
  return { kind, outcome: 'applied', reason: null };
}
