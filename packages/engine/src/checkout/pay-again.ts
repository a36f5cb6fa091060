import { type Draft, emit } from '../decide/draft.ts';
import { chargebackIdOf } from '../order/fact.ts';
import { partOf, partsToSpend } from '../points/spend.ts';

/**
 * A chargeback that was decided for the shop: the points that it gave back pay for the order again, those that expire soonest first; what
 * was spent meanwhile is owed.
 * @param voids the id of the chargeback
 */
export function payAgain(draft: Draft, subject: string, voids: string): void {
  const returned = new Map<string, number>();
  for (const { fact, changes } of draft.context.history) {
    if (fact?.type !== 'order.charged_back' || chargebackIdOf(fact) !== voids) continue;
    for (const change of changes)
      if (change.kind === 'lot.returned')
        returned.set(change.hold, (returned.get(change.hold) ?? 0) + change.part.points);
  }
  for (const [hold, points] of returned) {
    let left = points;
    for (const each of partsToSpend(draft, points)) {
      const part = partOf(draft, each);
      if (part) emit(draft, { kind: 'lot.paid', part, points: each.points, hold });
      left -= each.points;
    }
    if (left > 0) emit(draft, { kind: 'owed.opened', points: left, subject });
  }
}
