import type { Program } from '@laurel/contract';
import { difference, type Pieces, piecesOf } from '../buyer/bought.ts';
import { progressAgain } from '../challenges/again.ts';
import { regress } from '../challenges/regress.ts';
import { takePayment } from '../checkout/confirm.ts';
import { payAgain } from '../checkout/pay-again.ts';
import { returnPoints, saidBy } from '../checkout/return.ts';
import { playAgain } from '../draws/play.ts';
import { undoDraws } from '../draws/undo.ts';
import { type Judged, type JudgedAgain, judgeAgain, orderEvent } from '../earn/again.ts';
import { moveCounters } from '../earn/counters.ts';
import { accepts, inOwn } from '../earn/money.ts';
import { countedSpend } from '../earn/spent.ts';
import { memberSeen, type Subject, timeOf } from '../earn/subject.ts';
import { freeWindows, useMoreWindows } from '../earn/windows.ts';
import { withinPools } from '../earn/within.ts';
import type { Entry } from '../log/entry.ts';
import type { Fact, OrderFact } from '../log/fact.ts';
import type { Lot } from '../log/state.ts';
import { pointsIn, sumsOf } from '../order/awards.ts';
import { asAmended, changeOf, isPartner, type OrderChange } from '../order/fact.ts';
import { remainingData } from '../order/give-back.ts';
import { floorOf, type Goods, isGone, subtotalOf } from '../order/goods.ts';
import {
  changed,
  isKnown,
  isSuperseded,
  mostAfter,
  type OrderEntry,
  type Settlement,
  settlementOf,
} from '../order/settlement.ts';
import { reverse } from '../points/reverse.ts';
import { qualify, unqualify } from '../referral/friend.ts';
import { amendCards, returnCards, takeCardsAgain } from '../rewards/cards.ts';
import { giveBackUsed } from '../rewards/give-back-used.ts';
import { returnCoupons, useCoupons } from '../rewards/use.ts';
import { keepStreaks } from '../streaks/keep.ts';
import { loseStreaks } from '../streaks/lose.ts';
import { uncount } from '../tiers/count.ts';
import { lowerTier } from '../tiers/raise.ts';
import { type Added, add, asFoundAgain, judgeAdded } from './added.ts';
import { type Draft, type Ending, emit } from './draft.ts';
import { kept } from './fact.ts';
import { standingOf } from './order-paid.ts';
import { restore } from './restored.ts';

/**
 * Judges again an order that a refund, an amendment or a chargeback changed; what comes before its order waits for it. Each change
 * counts once by its own id, and it does not matter in which order they come.
 */
export function decideChange(draft: Draft, fact: Fact): Ending {
  const { context, program } = draft;
  const change = changeOf(fact);
  const orderId = String(fact.data.orderId);
  const subject = `order:${orderId}`;
  draft.subjects.add(subject);
  if (change.kind === 'amendment' && !accepts(program, change.order.currency))
    return { kind: 'fact.judged', outcome: 'refused', reason: 'currency_mismatch' };
  const settlement = settlementOf(context.history, subject);
  // One that was kept and is judged now holds its key already.
  if (!isRecalled(context.history, fact)) draft.keys.push(`refund:${orderId}:${change.id}`);
  if (isKnown(settlement, change.id) || settlement.handedTo !== null) return applied();
  const before = settlement.goods;
  if (!before) return kept('unknown_order');
  if (isSuperseded(settlement, change)) return { ...applied(), reason: 'superseded' };
  const next = changed(settlement, change);
  const after = next.goods ?? before;
  const entry = settlement.paid ?? settlement.kept;
  const at = entry?.fact.occurredAt ?? fact.occurredAt;
  const own = !isPartner(fact);
  const orders = own ? Number(isGone(before)) - Number(isGone(after)) : 0;
  const spend = own ? spendOf(draft, settlement, after) - spendOf(draft, settlement, before) : 0;
  const counted = own ? countedOf(draft, settlement, after) - countedOf(draft, settlement, before) : 0;
  if (orders !== 0 || spend !== 0) emit(draft, { kind: 'ordered', orders, spend, at, subject, ...seenIn(entry) });
  if (own) moveBought(draft, before, after, { at, subject });
  if (!settlement.paid) {
    if (isGone(after) && !isGone(before)) returnCards(draft, subject);
    if (change.kind === 'won') takeCardsAgain(draft, subject, change.voids);
    return kept(settlement.kept?.reason ?? 'unknown_order');
  }
  if (counted !== 0) emit(draft, { kind: 'tallied', metric: 'spend', n: counted, at, subject });
  if (orders !== 0) emit(draft, { kind: 'tallied', metric: 'orders', n: orders, at, subject });
  const was = judgedAs(settlement.paid, settlement);
  if (change.kind === 'refund') {
    takeBack(draft, settlement, was, before, after, subject, change);
    return applied();
  }
  rejudge(draft, { settlement, was, is: judgedAs(settlement.paid, next), before, after, subject, change, at });
  if (change.kind === 'amendment') amendMeans(draft, fact, settlement, change.order);
  return applied();
}

/** What an amended order no longer names may be used again, and what it names now is used. What it leaves out altogether stays as it is. */
function amendMeans(draft: Draft, { data, occurredAt: at }: Fact, settlement: Settlement, order: OrderFact): void {
  const subject = `order:${order.orderId}`;
  const before = settlement.order && asAmended(settlement.order, settlement.amended);
  if (data.coupons !== undefined) {
    const had = before?.coupons ?? [];
    const has = new Set(order.coupons);
    returnCoupons(
      draft,
      had.filter((code) => !has.has(code)),
      subject,
    );
    const fresh = order.coupons.filter((code) => !had.includes(code));
    useCoupons(draft, order, at, fresh);
  }
  if (data.paidWith === undefined) return;
  amendCards(draft, { before: before?.paidWith ?? [], after: order.paidWith, subject, at });
  takePayment(draft, order.paidWith, subject, at);
}

/** Notes of what there is more or less pieces than before. */
export function moveBought(draft: Draft, before: Goods, after: Goods, about: { at: number; subject: string }): void {
  const pieces = difference(piecesIn(before), piecesIn(after));
  if (pieces) emit(draft, { kind: 'bought', pieces, ...about });
}

function piecesIn(goods: Goods): Pieces {
  if (isGone(goods)) return {};
  return piecesOf(goods.lines.map(({ line, quantity, returned }) => ({ line, quantity: quantity - returned })));
}

function applied(): Ending {
  return { kind: 'fact.judged', outcome: 'applied', reason: null };
}

/** The entry that judged an order, with the order as it was amended and the room that was found for it. */
export function judgedAs(paid: OrderEntry, { amended, rooms, most }: Settlement): OrderEntry & Judged {
  if (!amended) return { ...paid, rooms, most };
  return { ...paid, rooms, most, fact: { ...paid.fact, data: { ...paid.fact.data, ...amended.data } } };
}

/** All consequences for an order that was judged of less of it remaining. */
export function takeBack(
  draft: Draft,
  settlement: Settlement,
  paid: OrderEntry & Judged,
  before: Goods,
  after: Goods,
  subject: string,
  { charged = false, moved = false }: { charged?: boolean; moved?: boolean },
): void {
  const at = paid.fact.occurredAt;
  const document = documentOf(draft, paid.version);
  draft.tier = paid.tier;
  const sums = sumsOf(settlement.awards);
  const was = judgeAgain(document, paid, before, sums);
  const is = judgeWithin(draft, { document, judged: paid, after, had: was.used, most: sums });
  draft.standing = { ...standingOf(before, after, at, is.awards), ...(is.most ? { most: is.most } : {}) };
  freeWindows(draft, was.used, is.used, at);
  // Of less of an order a campaign or another rule of a group can add more, within the room it had.
  useMoreWindows(draft, was.used, is.used, at, ['own', 'shared']);
  moveCounters(draft, settlement.awards, is.awards, { at, subject });
  returnPoints(draft, subject, [{ after, points: saidBy(draft.command.kind === 'fact' ? draft.command.fact : null) }]);
  if (isGone(after)) takeWhole(draft, settlement, subject, { cards: !moved });
  takePoints(draft, { settlement, paid, subject, at, points: pointsIn(settlement.awards) - pointsIn(is.awards) });
  const about = { was: aboutAgain(document, paid, before), is: aboutAgain(document, paid, after) };
  regress(draft, settlement.progress, about, isGone(after), subject);
  const subtotal = inOwn(document, after.order.currency, floorOf(subtotalOf(after)));
  unqualify(draft, { subtotal, gone: isGone(after), subject, charged });
  lowerTier(draft, draft.recordedAt);
}

/** Judges what remains of an order within the room it had; of what all members share, within what it has and what was reserved beside. */
function judgeWithin(
  draft: Draft,
  {
    document,
    judged,
    after,
    had,
    most,
  }: {
    document: Program;
    judged: Judged;
    after: Goods;
    had: JudgedAgain['used'];
    most: ReadonlyMap<string | null, number>;
  },
): Omit<Added, 'told'> {
  const again = judgeAgain(document, judged, after, most);
  const { short, ...left } = withinPools(draft.context.pools, had, again);
  if (short.size === 0) return { ...again, most: null };
  for (const [rule, reason] of short) {
    const part = left.awards.some((award) => award.rule === rule) ? ({ part: true } as const) : {};
    draft.silent.push({ rule, reason, ...part });
  }
  return asFoundAgain({ document, is: judged, after, ...left });
}

/** What goes only when nothing of an order remains. */
function takeWhole(draft: Draft, settlement: Settlement, subject: string, of: { cards?: boolean } = {}): void {
  giveBackUsed(draft, subject, of);
  undoDraws(draft, settlement, subject);
  loseStreaks(draft, subject);
}

interface Rejudged {
  settlement: Settlement;
  /** The entry that judged the order, as the order was and as it is now. */
  was: OrderEntry & Judged;
  is: OrderEntry & Judged;
  before: Goods;
  after: Goods;
  subject: string;
  change: Exclude<OrderChange, { kind: 'refund' }>;
  /** The order's `occurredAt`. */
  at: number;
}

/** All consequences of an order becoming another: less of it is taken back, and more is judged as what was added (RULES 6). */
function rejudge(draft: Draft, { settlement, was, is, before, after, subject, change, at }: Rejudged): void {
  const document = documentOf(draft, was.version);
  draft.tier = was.tier;
  const sum = pointsIn(settlement.awards);
  const old = judgeAgain(document, was, before, sumsOf(settlement.awards));
  const lowered = change.kind === 'won' ? settlement.lowered.get(change.voids) : undefined;
  const most = sumsOf(settlement.awards);
  for (const [account, n] of lowered?.awards ?? []) most.set(account, (most.get(account) ?? 0) + n);
  // Room that others have taken meanwhile is gone; what a chargeback took had its room under the member's own caps.
  const added =
    change.kind === 'amendment'
      ? judgeAdded(draft, { document, was, is, before, after, standing: settlement.awards, old })
      : null;
  const won = change.kind === 'won' ? { ...is, most: mostAfter(settlement, change.voids) } : is;
  const now = added ?? judgeWithin(draft, { document, judged: won, after, had: old.used, most });
  freeWindows(draft, old.used, now.used, at);
  useMoreWindows(draft, old.used, now.used, at);
  moveCounters(draft, settlement.awards, now.awards, { at, subject });
  const standing = { ...standingOf(before, after, at, now.awards), ...(now.most ? { most: now.most } : {}) };
  draft.standing = isGone(before) && !isGone(after) ? { ...standing, back: true } : standing;
  if (isGone(after) && !isGone(before)) {
    returnPoints(draft, subject, [{ after }]);
    takeWhole(draft, settlement, subject);
  }
  const more = pointsIn(now.awards) - sum;
  takePoints(draft, { settlement, paid: was, subject, at, points: -more });
  if (more > 0 && change.kind === 'won')
    restore(draft, {
      settlement,
      paid: was,
      awards: now.awards,
      points: more,
      expired: lowered?.expired ?? 0,
      subject,
    });
  else if (added) add(draft, { document, before: settlement.awards, added, points: more, subject });
  if (change.kind === 'won') {
    payAgain(draft, subject, change.voids);
    takeCardsAgain(draft, subject, change.voids);
    if (draft.standing.back) playAgain(draft, settlement.lost, subject);
  }
  if (more > 0) emit(draft, { kind: 'tallied', metric: 'points.earned', n: more, at, subject });
  settleChallenges(draft, { settlement, was, is, before, after, subject, document });
  const subtotal = inOwn(document, after.order.currency, floorOf(subtotalOf(after)));
  unqualify(draft, { subtotal, gone: isGone(after), subject, charged: false });
  if (!isGone(after)) qualify(draft, { isFirst: draft.state.firstOrderAt === at, subtotal, subject, at });
  lowerTier(draft, draft.recordedAt);
}

/** What conditions see of what remains of an order, with the member and the time as they were. */
function aboutAgain({ timeZone }: Program, { seen, tier, fact }: OrderEntry, left: Goods): Subject {
  const { type, data, occurredAt: at } = fact;
  return {
    event: orderEvent(type, remainingData(left, data), seen?.orders ?? 0),
    member: memberSeen(seen, tier),
    time: timeOf(timeZone, at),
  };
}

function settleChallenges(
  draft: Draft,
  { settlement, was, is, before, after, subject, document }: Omit<Rejudged, 'change' | 'at'> & { document: Program },
): void {
  const about = aboutAgain(document, is, after);
  regress(draft, settlement.progress, { was: aboutAgain(document, was, before), is: about }, isGone(after), subject);
  if (isGone(after)) return;
  if (draft.standing?.back) keepStreaks(draft, is.fact, about, subject);
  progressAgain(draft, { known: document, progress: settlement.progress, fact: is.fact, about, of: subject });
}

function takePoints(
  draft: Draft,
  {
    settlement,
    paid,
    subject,
    at,
    points,
  }: { settlement: Settlement; paid: Entry; subject: string; at: number; points: number },
): void {
  if (points <= 0) return;
  const expired = expiredOf(draft, settlement, subject);
  const own = ownLots(paid, subject, draft.state.lots, expired);
  const taken = reverse(draft, { points, subject, own, expired, beyond: 'debt' });
  uncount(draft, { count: 'earned', subject, points, at });
  uncount(draft, { count: 'active', subject, points: points - taken.pending, at });
  emit(draft, { kind: 'tallied', metric: 'points.earned', n: -points, at, subject });
}

/** In which segments the member was who ordered. */
export function seenIn(entry: Entry | null | undefined): { of?: string[] } {
  const of = entry?.seen?.segments ?? [];
  return of.length > 0 ? { of } : {};
}

/** The money of an order that counts as spent, in the program's currency by the rate of the version that took the order. */
export function spendOf(draft: Draft, { paid, kept: unjudged }: Settlement, { order, money }: Goods): number {
  const entry = paid ?? unjudged;
  return entry ? inOwn(documentOf(draft, entry.version), order.currency, money) : 0;
}

/** What of it counts for tiers, boards and goals by spend, by the same version. */
export function countedOf(draft: Draft, { paid, kept: unjudged }: Settlement, goods: Goods): number {
  const entry = paid ?? unjudged;
  return entry ? countedSpend(documentOf(draft, entry.version), goods) : 0;
}

/** What of an order's lots has expired, in the entries before and in what fell due at the beginning of this one. */
function expiredOf({ changes }: Draft, { expired }: Settlement, subject: string): Settlement['expired'] {
  const now = changes.flatMap((change) =>
    change.kind === 'lot.expired' && change.subject === subject ? [{ lot: change.lot, points: change.points }] : [],
  );
  return [...expired, ...now];
}

/** The lots of an order: those of its rules, and the one that old lots which do not end by themselves were merged into. */
function ownLots(
  paid: Entry,
  subject: string,
  lots: readonly Lot[],
  expired: Settlement['expired'],
): (lot: Lot) => boolean {
  const isMerged = paid.changes.some(
    (change) =>
      change.kind === 'lot.opened' &&
      change.subject === subject &&
      (change.expiresAt === null || change.expiry?.idle !== undefined) &&
      !expired.some(({ lot }) => lot === change.lot) &&
      !lots.some(({ id }) => id === change.lot),
  );
  return ({ source, subject: of }) =>
    (source.kind === 'rule' && of === subject) || (isMerged && source.kind === 'merged');
}

function documentOf({ program, context }: Draft, version: number): Program {
  const document = version === context.version ? program : context.versions.get(version);
  if (!document) throw new Error(`Version ${version} of the program judged this order; the context does not have it.`);
  return document;
}

/** Whether this very fact was kept before and is being judged now. */
function isRecalled(history: readonly Entry[], fact: Fact): boolean {
  return history.some(
    (entry) => entry.kind === 'fact.kept' && entry.fact?.key === fact.key && entry.fact.type === fact.type,
  );
}
