import type { PaidWith, Reason } from '@laurel/contract';
import { type Draft, type Ending, emit } from '../decide/draft.ts';
import type { Command } from '../log/command.ts';
import type { HoldState } from '../log/state.ts';
import { partsToPay } from '../points/spend.ts';
import { useCard } from '../rewards/use.ts';
import { releaseHold } from './release.ts';
import { pointsFor } from './worth.ts';

/** Pays an order with points that are held, asked for by itself. */
export function confirm(draft: Draft, { hold, subject }: Extract<Command, { kind: 'confirm' }>): Ending {
  draft.subjects.add(`hold:${hold}`).add(subject);
  const reason = payWithHold(draft, hold, undefined, subject);
  return { kind: 'hold.confirmed', outcome: reason ? 'refused' : 'applied', reason };
}

/** Takes what an order was paid with beside money. The order stands, whatever becomes of it. */
export function takePayment(draft: Draft, paidWith: readonly PaidWith[], subject: string, at: number): void {
  for (const part of paidWith) {
    const isPoints = part.kind === 'points';
    const reason = isPoints
      ? payWithHold(draft, part.hold, part.amount, subject)
      : useCard(draft, { code: part.code, amount: part.amount, subject, at });
    if (isPoints) draft.subjects.add(`hold:${part.hold}`);
    if (reason) draft.silent.push({ rule: isPoints ? part.hold : part.code, reason, of: isPoints ? 'hold' : 'coupon' });
  }
}

/**
 * Spends the points of a hold, or as many as a part of its worth takes; the rest is released. One that was over before the order
 * came is paid from what is available, if that is enough. A second time for the same order changes nothing.
 */
function payWithHold(draft: Draft, id: string, amount: number | undefined, subject: string): Reason | null {
  const held = draft.state.holds[id];
  if (held) {
    spendHeld(draft, held, Math.min(amount ?? held.amount, held.amount), subject);
    return null;
  }
  const { known, paid } = toldOf(draft, id);
  if (paid !== null) return paid === subject ? null : 'hold_over';
  if (!known) return 'hold_unknown';
  const worth = Math.min(amount ?? known.amount, known.amount);
  const points = pointsFor(worth, known);
  if (draft.state.owed > 0 || draft.state.available < points) return 'hold_over';
  for (const part of partsToPay(draft, points)) emit(draft, { kind: 'lot.paid', part, points: part.points, hold: id });
  emit(draft, { kind: 'hold.confirmed', hold: id, subject, points, amount: worth });
  return null;
}

function spendHeld(draft: Draft, held: HoldState, amount: number, subject: string): void {
  const { id } = held;
  const points = pointsFor(amount, held);
  let left = points;
  for (const part of held.parts) {
    const taken = Math.min(left, part.points);
    if (taken > 0) emit(draft, { kind: 'hold.spent', part: { ...part, points: taken }, points: taken, hold: id });
    left -= taken;
  }
  const rest = draft.state.holds[id];
  if (rest && rest.parts.length > 0) releaseHold(draft, rest, draft.recordedAt);
  emit(draft, { kind: 'hold.confirmed', hold: id, subject, points, amount });
}

/** What the log says of a hold: that it was, and the order that was paid with it. */
function toldOf(
  { context }: Draft,
  id: string,
): { known: { points: number; amount: number } | null; paid: string | null } {
  let known: { points: number; amount: number } | null = null;
  let paid: string | null = null;
  for (const { changes } of context.history) {
    for (const change of changes) {
      if (change.kind === 'held' && change.hold === id) known = change;
      if (change.kind === 'hold.confirmed' && change.hold === id) paid = change.subject;
    }
  }
  return { known, paid };
}
