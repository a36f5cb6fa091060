import type { Command } from '../log/command.ts';
import { CANCELLED, isPartner } from '../order/fact.ts';
import { giveBack } from '../order/give-back.ts';
import { isGone } from '../order/goods.ts';
import { settlementOf } from '../order/settlement.ts';
import { type Draft, type Ending, emit } from './draft.ts';
import { countedOf, judgedAs, moveBought, seenIn, spendOf, takeBack } from './order-changed.ts';

/** Gives an order to another log (a guest's order that turns out to be an account's): here it is as if it had never been. */
export function handOver(draft: Draft, { subject, to }: Extract<Command, { kind: 'handOver' }>): Ending {
  const kind = 'subject.handed_over';
  draft.subjects.add(subject);
  const settlement = settlementOf(draft.context.history, subject);
  const before = settlement.goods;
  if (before && settlement.handedTo === null) {
    const fact = (settlement.paid ?? settlement.kept)?.fact;
    const at = fact?.occurredAt ?? draft.occurredAt;
    const after = giveBack(before, { refundId: CANCELLED, amount: null, shipping: 0, lines: [] });
    const own = !isPartner(fact);
    const orders = own && !isGone(before) ? -1 : 0;
    const spend = own ? -spendOf(draft, settlement, before) : 0;
    if (orders !== 0 || spend !== 0)
      emit(draft, { kind: 'ordered', orders, spend, at, subject, ...seenIn(settlement.paid) });
    if (own) moveBought(draft, before, after, { at, subject });
    if (settlement.paid) {
      const counted = own ? -countedOf(draft, settlement, before) : 0;
      if (counted !== 0) emit(draft, { kind: 'tallied', metric: 'spend', n: counted, at, subject });
      if (orders !== 0) emit(draft, { kind: 'tallied', metric: 'orders', n: orders, at, subject });
      takeBack(draft, settlement, judgedAs(settlement.paid, settlement), before, after, subject, { moved: true });
    }
  }
  emit(draft, { kind: 'handed.over', subject, to });
  return { kind, outcome: 'applied', reason: null };
}
