import { askedOfBuyer } from '../buyer/fields.ts';
import { progress } from '../challenges/progress.ts';
import { takePayment } from '../checkout/confirm.ts';
import { type Returned, returnPoints, saidBy } from '../checkout/return.ts';
import { playOn } from '../draws/play.ts';
import { judgeAgain, orderEvent } from '../earn/again.ts';
import { Usage } from '../earn/caps.ts';
import { judge } from '../earn/judge.ts';
import { accepts, inOwn } from '../earn/money.ts';
import { countedSpend } from '../earn/spent.ts';
import { memberOf, type Subject, seenOf, timeOf } from '../earn/subject.ts';
import { useWindows } from '../earn/windows.ts';
import { foldLines } from '../evolve/lines.ts';
import type { OrderStanding, Standing } from '../log/entry.ts';
import type { Fact } from '../log/fact.ts';
import { withWorth } from '../order/aside.ts';
import { sumsOf } from '../order/awards.ts';
import { asAmended, isPartner, orderOf } from '../order/fact.ts';
import { giveBack, remainingData } from '../order/give-back.ts';
import { floorOf, type Goods, goodsOf, isGone, subtotalOf, totalOf } from '../order/goods.ts';
import { ordered, type Settlement, settlementOf } from '../order/settlement.ts';
import { linkFromOrder, qualify } from '../referral/friend.ts';
import { returnCards } from '../rewards/cards.ts';
import { giveBackUsed } from '../rewards/give-back-used.ts';
import { endWelcome, useCoupons } from '../rewards/use.ts';
import { keepStreaks } from '../streaks/keep.ts';
import { tierAt } from '../tiers/raise.ts';
import { grantAwards } from './awards.ts';
import { apartBecause, type Draft, type Ending, emit } from './draft.ts';
import { kept, reasonOf } from './fact.ts';
import { moveBought } from './order-changed.ts';

/** Judges an order, and at once takes off it whatever was given back before it came (RULES 17). */
export function decideOrder(draft: Draft, said: Fact, referral: { advocate: string; code: string } | null): Ending {
  const { program, context, state } = draft;
  const order = orderOf(said);
  const subject = `order:${order.orderId}`;
  draft.subjects.add(subject);
  const settlement = settlementOf(context.history, subject);
  if (settlement.paid) {
    // Whoever was slow enough to find it judged must not leave a second answer: the order's own key is taken, and what has it answers.
    draft.keys.push(subject);
    return { kind: 'fact.judged', outcome: 'refused', reason: null };
  }
  if (!accepts(program, order.currency))
    return { kind: 'fact.judged', outcome: 'refused', reason: 'currency_mismatch' };
  // An order that was kept holds its key already and was counted as an order.
  if (!settlement.kept) draft.keys.push(subject);
  // An amendment that came before it says what it is judged as.
  const { amended } = settlement;
  const fact = amended ? { ...said, data: { ...said.data, ...amended.data } } : said;
  const told = withWorth(asAmended(order, amended), context.history, state.holds);
  const paid = goodsOf(told);
  const known = ordered(settlement, order);
  const goods = known.refunds.some(({ refundId }) => !known.voided.has(refundId)) ? (known.goods ?? paid) : paid;
  const isNew = state.firstOrderAt === null;
  const { occurredAt: at } = fact;
  const was = {
    orders: state.orders,
    spent: state.spent,
    counters: { ...state.counters },
    joinedAt: state.joinedAt,
    firstOrderAt: state.firstOrderAt,
    bought: state.bought,
  };
  const spend = inOwn(program, order.currency, goods.money);
  const own = !isPartner(fact);
  if (own && !settlement.kept) emit(draft, { kind: 'ordered', orders: isGone(goods) ? 0 : 1, spend, at, subject });
  if (own && !settlement.kept && !isGone(goods)) {
    // Nothing else in a decision looks at what this very order brought.
    if (askedOfBuyer(program).goods) foldLines(state, said, draft.changes);
    if (goods !== paid || amended) moveBought(draft, goodsOf(order), goods, { at, subject });
  }
  const apart = apartBecause(draft);
  if (apart) {
    // A gift card pays for whoever holds it, member or not.
    takePayment(
      draft,
      told.paidWith.filter(({ kind }) => kind === 'gift_card'),
      subject,
      at,
    );
    if (isGone(goods)) returnCards(draft, subject);
    return kept(apart);
  }

  draft.tier = tierAt(draft, at);
  const time = timeOf(program.timeZone, at);
  const member = memberOf(program, was, {
    tier: draft.tier,
    attributes: context.attributes,
    time,
    standings: context.standings ?? null,
  });
  draft.seen = seenOf(program, member);
  const about = (left: Goods): Subject => ({
    event: orderEvent(fact.type, remainingData(left, fact.data), was.orders),
    member,
    time,
  });
  if (own) linkFromOrder(draft, referral, { isNew, at });
  judgeRules(draft, fact, paid, goods, about(paid), subject);
  if (own) tally(draft, goods, countedSpend(program, goods), at, subject);
  useCoupons(draft, told, at);
  if (own && isNew && !isGone(goods)) endWelcome(draft);
  takePayment(draft, told.paidWith, subject, at);
  if (goods !== paid) returnPoints(draft, subject, returnedBefore(draft, known, paid));
  if (isGone(goods)) {
    giveBackUsed(draft, subject);
    return { kind: 'fact.judged', outcome: 'applied', reason: 'order_refunded' };
  }
  const seen = about(goods);
  const moved = [
    progress(draft, fact, seen, subject),
    keepStreaks(draft, fact, seen, subject),
    playOn(draft, fact, seen, subject),
  ].some(Boolean);
  const subtotal = inOwn(program, order.currency, floorOf(subtotalOf(goods)));
  if (own) qualify(draft, { isFirst: isNew, subtotal, subject, at });
  return { kind: 'fact.judged', outcome: 'applied', reason: reasonOf(draft, fact, moved) };
}

/** What came back of an order before it came, one after the other, each with the points that it says. */
function returnedBefore({ context }: Draft, { refunds, voided }: Settlement, paid: Goods): Returned[] {
  let after = paid;
  return refunds
    .filter(({ refundId }) => !voided.has(refundId))
    .map((refund) => {
      after = giveBack(after, refund);
      const said = context.history.find(({ fact }) => fact?.data.refundId === refund.refundId)?.fact ?? null;
      return { after, points: saidBy(said) };
    });
}

function judgeRules(draft: Draft, fact: Fact, paid: Goods, goods: Goods, about: Subject, subject: string): void {
  const { program, state } = draft;
  const { occurredAt, type } = fact;
  const judged = judge(
    program,
    { type, occurredAt, goods: paid, subject: about },
    { kind: 'live', usage: new Usage(state, draft.context.pools) },
  );
  draft.awards = judged.awards;
  draft.silent.push(...judged.silent);
  const given = standingAwards(judged.awards);
  const again = goods === paid ? null : judgeAgain(program, { ...draft, fact }, goods, sumsOf(given));
  useWindows(draft, again ? again.used : judged.used);
  const left = again ? again.awards : given;
  draft.standing = standingOf(paid, goods, occurredAt, left);
  grantAwards(draft, judged.awards, { subject, at: occurredAt, left });
}

/** What awards come to, as an order's standing keeps them. */
function standingAwards(awards: readonly Standing[]): Standing[] {
  return awards.flatMap(({ rule, points, counter }) =>
    points > 0 ? [{ rule, points, ...(counter === undefined ? {} : { counter }) }] : [],
  );
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
function tally(draft: Draft, goods: Goods, spend: number, at: number, subject: string): void {
  if (spend > 0) emit(draft, { kind: 'tallied', metric: 'spend', n: spend, at, subject });
  if (!isGone(goods)) emit(draft, { kind: 'tallied', metric: 'orders', n: 1, at, subject });
}
