import { affect, apartBecause, type Draft, type Ending, emit } from '../decide/draft.ts';
import { capsOf, clip, roomOf } from '../earn/caps.ts';
import type { Change } from '../log/change.ts';
import type { Command } from '../log/command.ts';
import type { Lot } from '../log/state.ts';
import { partsToSpend } from '../points/spend.ts';

/** Sends points to another member: only available ones, soonest expiry first, each with its own (RULES 27). */
export function send(draft: Draft, { transfer, to, points }: Extract<Command, { kind: 'send' }>): Ending {
  const kind = 'points.sent';
  const { program, state, recordedAt } = draft;
  draft.subjects.add(`transfer:${transfer}`);
  const refuse = (reason: NonNullable<Ending['reason']>): Ending => ({ kind, outcome: 'refused', reason });
  const apart = apartBecause(draft);
  if (apart) return refuse(apart);
  if (!program.transfers || points < program.transfers.least) return refuse('transfer_not_allowed');
  const caps = capsOf('transfers', program.transfers.limit, program.timeZone, recordedAt);
  const rooms = caps.map((cap) => roomOf(cap, cap.single ? undefined : state.windows[cap.window]));
  if (clip(points, rooms) < points) return refuse('limit');
  if (state.owed > 0) return refuse('owes_points');
  if (state.available < points) return refuse('not_enough_points');
  for (const { lot, points: part } of partsToSpend(draft, points)) {
    const found = state.lots.find(({ id }) => id === lot);
    if (found) emit(draft, sent(found, part, to));
  }
  for (const { window, closesAt, single } of caps)
    if (!single) emit(draft, { kind: 'window.used', window, closesAt, times: 1, points });
  affect(draft, { kind: 'receive', id: `transfer:${transfer}`, to, transfer });
  return { kind, outcome: 'applied', reason: null };
}

/** A lot, or a part of it, on its way, with everything that the other log needs to go on with it. */
export function sent(lot: Lot, points: number, to: string): Extract<Change, { kind: 'lot.sent' }> {
  const { id, source, subject, activeAt, activatedAt, expiresAt, expiry, graced } = lot;
  const life = { activeAt, activatedAt, expiresAt, expiry, graced, ...(lot.waits ? { waits: lot.waits } : {}) };
  return { kind: 'lot.sent', lot: id, points, to, source, subject, ...life };
}
