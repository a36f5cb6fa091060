import type { Entry } from '../log/entry.ts';
import { CANCELLED, isRefund, orderOf, refundOf } from './fact.ts';
import { giveBack } from './give-back.ts';
import { type Goods, goodsOf } from './goods.ts';

/** Where an order stands: folded from the entries of its subject. */
export interface Settlement {
  /** The entry that judged the order; null: none has yet. */
  paid: Entry | null;
  /** The entry that kept it unjudged, because the person had not joined or is in the control group. */
  kept: Entry | null;
  /** Refunds that came before the order could be judged, oldest first. */
  waiting: Entry[];
  /** Ids of all refunds that came. */
  refunds: Set<string>;
  /** What remains of the order as far as it is known. */
  goods: Goods | null;
  gone: boolean;
  /** What each rule's award of it now comes to. */
  awards: { rule: string; points: number }[];
  /** Expired points of the order's lots that were not reversed yet, by lot. */
  expired: { lot: string; points: number }[];
  /** What it did for each challenge's step so far. */
  progress: { challenge: string; step: number; add: number }[];
  /** The log that it was handed over to. */
  handedTo: string | null;
}

/** Folds the entries that share an order's subject, oldest first. */
export function settlementOf(history: readonly Entry[], subject: string): Settlement {
  const settlement: Settlement = {
    paid: null,
    kept: null,
    waiting: [],
    refunds: new Set(),
    goods: null,
    gone: false,
    awards: [],
    expired: [],
    progress: [],
    handedTo: null,
  };
  for (const entry of history) {
    if (entry.subjects.includes(subject)) takeEntry(settlement, entry, subject);
  }
  return settlement;
}

function takeEntry(settlement: Settlement, entry: Entry, subject: string): void {
  for (const change of entry.changes) {
    if (change.kind === 'lot.expired' && change.subject === subject) add(settlement.expired, change.lot, change.points);
    else if (change.kind === 'expiry.reversed' && change.subject === subject)
      add(settlement.expired, change.lot, -change.points);
    else if (change.kind === 'challenge.progressed' && change.subject === subject) {
      const { challenge, step, add: by } = change;
      const known = settlement.progress.find((item) => item.challenge === challenge && item.step === step);
      if (known) known.add += by;
      else settlement.progress.push({ challenge, step, add: by });
    } else if (change.kind === 'handed.over' && change.subject === subject) settlement.handedTo = change.to;
  }
  const { fact, outcome } = entry;
  if (!fact || outcome === 'refused' || `order:${String(fact.data.orderId)}` !== subject) return;
  if (fact.type === 'order.paid') {
    if (outcome === 'kept') settlement.kept ??= entry;
    else settlement.paid ??= entry;
    if (!settlement.goods) {
      settlement.goods = goodsOf(orderOf(fact));
      for (const { fact: early } of settlement.waiting)
        if (early) settlement.goods = giveBack(settlement.goods, refundOf(early));
    }
  } else if (isRefund(fact.type)) {
    const refund = refundOf(fact);
    // A kept refund that is judged later is the same one.
    if (settlement.refunds.has(refund.refundId)) return;
    settlement.refunds.add(refund.refundId);
    if (!settlement.paid) settlement.waiting.push(entry);
    if (settlement.goods) settlement.goods = giveBack(settlement.goods, refund);
  }
  if (entry.standing && outcome === 'applied') {
    settlement.awards = entry.standing.awards;
    settlement.gone = entry.standing.gone;
  }
}

function add(parts: { lot: string; points: number }[], lot: string, points: number): void {
  const known = parts.find((part) => part.lot === lot);
  if (known) known.points += points;
  else parts.push({ lot, points });
}

/** Whether a refund of this id came before; an order is cancelled once. */
export function isKnown(settlement: Settlement, refundId: string): boolean {
  return settlement.refunds.has(refundId) || settlement.refunds.has(CANCELLED);
}
