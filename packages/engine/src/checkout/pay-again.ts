import { type Draft, emit } from '../decide/draft.ts';
import { chargebackIdOf } from '../order/fact.ts';
import { partsToPay } from '../points/spend.ts';

/**
 * A chargeback that was decided for the shop: the points that it gave back pay for the order, and for rewards used on it, again, those that expire soonest first; what
 * was spent meanwhile is owed.
 * @param voids the id of the chargeback
 */
export function payAgain(draft: Draft, subject: string, voids: string): void {
  const returned = new Map<string, number>();
  const add = (hold: string, points: number) => returned.set(hold, (returned.get(hold) ?? 0) + points);
  for (const { fact, changes } of draft.context.history) {
    if (fact?.type !== 'order.charged_back' || chargebackIdOf(fact) !== voids) continue;
    for (const change of changes) {
      if (change.kind === 'lot.returned') add(change.hold, change.part.points);
      // A reward that was used on it gave its points back, and its discount stands again (RULES 20).
      else if (change.kind === 'lot.restored') add(`${OF_REWARD}${change.redemption}`, change.points);
    }
  }
  for (const [hold, points] of returned) {
    let left = points;
    for (const part of partsToPay(draft, points)) {
      emit(draft, { kind: 'lot.paid', part, points: part.points, hold });
      left -= part.points;
    }
    if (left > 0) emit(draft, { kind: 'owed.opened', points: left, subject });
    if (hold.startsWith(OF_REWARD)) emit(draft, { kind: 'hold.confirmed', hold, subject, points, amount: 0 });
  }
}

/** How points are named that paid for a reward once more: they come back when nothing of the order remains, and not before. */
export const OF_REWARD = 'reward:';
