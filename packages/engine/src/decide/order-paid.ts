import { progress } from '../challenges/progress.ts';
import { takePayment } from '../checkout/confirm.ts';
import { returnPoints } from '../checkout/return.ts';
import { judgeAgain } from '../earn/again.ts';
import { Usage } from '../earn/caps.ts';
import { attributesAsked } from '../earn/condition.ts';
import { judge } from '../earn/judge.ts';
import { useWindows } from '../earn/windows.ts';
import type { OrderStanding } from '../log/entry.ts';
import type { Fact } from '../log/fact.ts';
import { orderOf } from '../order/fact.ts';
import { remainingData } from '../order/give-back.ts';
import { floorOf, type Goods, goodsOf, isGone, subtotalOf, totalOf } from '../order/goods.ts';
import { ordered, settlementOf } from '../order/settlement.ts';
import { linkFromOrder, qualify } from '../referral/friend.ts';
import { giveBackUsed } from '../rewards/give-back-used.ts';
import { useCoupons } from '../rewards/use.ts';
import { tierAt } from '../tiers/raise.ts';
import { grantAwards } from './awards.ts';
import { apartBecause, type Draft, type Ending, emit } from './draft.ts';
import { kept, reasonOf, subjectOf } from './fact.ts';

/** Judges an order, and at once takes off it whatever was given back before it came (RULES 17). */
export function decideOrder(draft: Draft, said: Fact, referral: { advocate: string; code: string } | null): Ending {
  const { program, context, state } = draft;
  const order = orderOf(said);
  const subject = `order:${order.orderId}`;
  draft.subjects.add(subject);
  const settlement = settlementOf(context.history, subject);
  if (settlement.paid) return { kind: 'fact.judged', outcome: 'refused', reason: null };
  if (order.currency !== program.currency)
    return { kind: 'fact.judged', outcome: 'refused', reason: 'currency_mismatch' };
  // An order that was kept holds its key already and was counted as an order.
  if (!settlement.kept) draft.keys.push(subject);
  // An amendment that came before it says what it is judged as.
  const { amended } = settlement;
  const fact = amended ? { ...said, data: { ...said.data, ...amended.data } } : said;
  const paid = goodsOf(amended?.order ?? order);
  const known = ordered(settlement, order);
  const goods = known.refunds.some(({ refundId }) => !known.voided.has(refundId)) ? (known.goods ?? paid) : paid;
  const isNew = state.firstOrderAt === null;
  const { orders, spent } = state;
  if (!settlement.kept)
    emit(draft, { kind: 'ordered', orders: isGone(goods) ? 0 : 1, spend: goods.money, at: fact.occurredAt, subject });
  const apart = apartBecause(draft);
  if (apart) return kept(apart);

  draft.tier = tierAt(draft, fact.occurredAt);
  draft.seen = { orders, spent, attributes: attributesAsked(program, context.attributes) };
  linkFromOrder(draft, referral, { isNew, at: fact.occurredAt });
  judgeRules(draft, fact, paid, goods, subject);
  tally(draft, goods, fact.occurredAt, subject);
  useCoupons(draft, order.coupons, subject, fact.occurredAt);
  takePayment(draft, order.paidWith, subject, fact.occurredAt);
  if (goods !== paid) returnPoints(draft, subject, goods);
  if (isGone(goods)) {
    giveBackUsed(draft, subject);
    return { kind: 'fact.judged', outcome: 'applied', reason: 'order_refunded' };
  }
  const about = subjectOf(draft, fact, remainingData(goods, fact.data));
  about.member = { ...about.member, orders, spent };
  const moved = progress(draft, fact, about, subject);
  qualify(draft, { isFirst: isNew, subtotal: floorOf(subtotalOf(goods)), subject, at: fact.occurredAt });
  return { kind: 'fact.judged', outcome: 'applied', reason: reasonOf(draft, fact, moved) };
}

function judgeRules(draft: Draft, fact: Fact, paid: Goods, goods: Goods, subject: string): void {
  const { program, state, seen } = draft;
  const { occurredAt, type } = fact;
  const about = subjectOf(draft, fact, remainingData(paid, fact.data));
  if (seen) about.member = { ...about.member, orders: seen.orders, spent: seen.spent };
  const judged = judge(
    program,
    { type, occurredAt, goods: paid, subject: about },
    { kind: 'live', usage: new Usage(state.windows) },
  );
  draft.awards = judged.awards;
  draft.silent.push(...judged.silent);
  const sum = judged.awards.reduce((total, { points }) => total + points, 0);
  const { awards, used } = goods === paid ? judged : judgeAgain(program, { ...draft, fact }, goods, sum);
  useWindows(draft, used);
  const left = awards.flatMap(({ rule, points }) => (points > 0 ? [{ rule, points }] : []));
  draft.standing = standingOf(paid, goods, occurredAt, left);
  grantAwards(draft, judged.awards, { subject, at: occurredAt, left });
}

/** What an order comes to before and after an entry. */
export function standingOf(before: Goods, after: Goods, at: number, awards: OrderStanding['awards']): OrderStanding {
  return {
    at,
    subtotal: { before: floorOf(subtotalOf(before)), after: floorOf(subtotalOf(after)) },
    total: { before: floorOf(totalOf(before)), after: floorOf(totalOf(after)) },
    gone: isGone(after),
    awards,
  };
}

/** Notes for the boards what was ordered. */
function tally(draft: Draft, goods: Goods, at: number, subject: string): void {
  if (goods.money > 0) emit(draft, { kind: 'tallied', metric: 'spend', n: goods.money, at, subject });
  if (!isGone(goods)) emit(draft, { kind: 'tallied', metric: 'orders', n: 1, at, subject });
}
