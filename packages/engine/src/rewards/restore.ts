import { affect, type Draft, emit } from '../decide/draft.ts';
import { capsOf } from '../earn/caps.ts';
import { lotOf } from '../evolve/lots.ts';
import type { SpentPart } from '../log/change.ts';
import type { RedemptionState } from '../log/state.ts';
import { fillOwed } from '../points/owed.ts';
import { addDuration } from '../time/add.ts';
import { withdraw } from './fulfil.ts';

/** Where and until when points live that are given back: as before, but some days of grace at least, once per lot. */
export function lifeAgain(
  { program, recordedAt, state, seq }: Draft,
  part: SpentPart,
): { into: string; expiresAt: number | null; graced: boolean } {
  // What else was given back of this lot has had the days of grace, and this shares them.
  const had = state.graced[lotOf(part.lot)];
  const known = had === undefined || part.expiresAt === null ? part.expiresAt : Math.max(part.expiresAt, had);
  const isOver = part.graced || had !== undefined;
  const grace = addDuration(program.timeZone, recordedAt, { days: program.points.restore.graceDays });
  const isGraced = known !== null && known < grace && !isOver;
  const expiresAt = isGraced ? grace : known;
  const standing = state.lots.find((lot) => lot.id === part.lot);
  const into = !standing || standing.expiresAt === expiresAt ? part.lot : `${lotOf(part.lot)}+${seq}`;
  return { into, expiresAt, graced: isOver || isGraced };
}

/**
 * Gives back what a redemption cost: each lot with its old expiry, but with some days of grace from now, once per lot. What was given
 * for it is taken back, and what was reserved is free.
 */
export function giveBack(draft: Draft, redemption: RedemptionState): void {
  const { program, recordedAt, state } = draft;
  const { id, spent, reservation, reward, cost, at } = redemption;
  for (const part of spent) {
    const life = lifeAgain(draft, part);
    emit(draft, { kind: 'lot.restored', lot: part.lot, points: part.points, redemption: id, ...life });
    if (part.subject) draft.subjects.add(part.subject);
  }
  withdraw(draft, redemption);
  // What was chosen goes back, and the choice is open again.
  for (const { code, usedOn } of Object.values(state.coupons))
    if (usedOn === `redemption:${id}`) emit(draft, { kind: 'coupon.returned', code, subject: usedOn });
  emit(draft, { kind: 'redemption.cancelled', redemption: id });
  if (reservation) {
    emit(draft, { kind: 'reservation.released', reservation });
    affect(draft, { kind: 'unreserve', id: `unreserve:${reservation}`, reward, reservation });
  }
  const limit = program.rewards.find((one) => one.id === reward)?.limit;
  for (const { window, closesAt } of capsOf(`reward:${reward}`, limit, program.timeZone, at))
    if (state.windows[window]) emit(draft, { kind: 'window.used', window, closesAt, times: -1, points: -cost });
  fillOwed(draft, recordedAt);
}
