import type { Reason } from '@laurel/contract';
import { affect, type Draft, type Ending, emit } from '../decide/draft.ts';
import { inOwn } from '../earn/money.ts';
import { balanceOf } from '../evolve/rewards.ts';
import type { Change } from '../log/change.ts';
import type { Command } from '../log/command.ts';
import type { OrderFact } from '../log/fact.ts';
import type { CouponState } from '../log/state.ts';
import { settlementOf } from '../order/settlement.ts';

/**
 * Marks coupons that came with an order as used. The order stands, whatever becomes of them: one below a coupon's minimum has had its
 * discount, so the coupon is used, and the entry says so.
 */
export function useCoupons(draft: Draft, order: OrderFact, at: number, codes: readonly string[] = order.coupons): void {
  const subject = `order:${order.orderId}`;
  for (const code of new Set(codes)) {
    const coupon = draft.state.coupons[code];
    // The till has said so already.
    if (coupon?.usedOn === subject) continue;
    const reason = coupon && coupon.left !== null ? 'coupon_in_parts' : (unusable(coupon, at) ?? toChoose(coupon));
    if (reason) draft.silent.push({ rule: code, reason, of: 'coupon' });
    else emit(draft, { kind: 'coupon.used', code, subject, at, ...shortOf(draft, order, coupon?.minimum ?? 0) });
  }
}

/**
 * The minimum, where an order cannot have come to it before its coupons and points took something off. Whether its amounts are told with or without
 * that is the shop's habit: only what is below the minimum either way is.
 */
function shortOf({ program, state }: Draft, order: OrderFact, minimum: number): { below?: number } {
  const gives = order.coupons.flatMap((code) => state.coupons[code]?.give ?? []);
  const points = order.paidWith.reduce((sum, part) => sum + (part.kind === 'points' ? (part.amount ?? 0) : 0), 0);
  const off = gives.reduce((sum, give) => sum + ('amount' in give ? give.amount : 0), points);
  const left = gives.reduce((share, give) => share * ('percent' in give ? 1 - give.percent / 100 : 1), 1);
  const came = inOwn(program, order.currency, order.subtotal);
  return came < Math.floor(minimum * left) - off ? { below: minimum } : {};
}

/** Coupons that an order used and no longer names may be used again; what the till said of them stays. */
export function returnCoupons(draft: Draft, codes: readonly string[], subject: string): void {
  for (const code of codes) {
    const coupon = draft.state.coupons[code];
    if (!coupon || coupon.left !== null || coupon.usedOn !== subject || coupon.cancelledAt !== null) continue;
    const used = draft.context.history
      .flatMap(({ changes }) => changes)
      .findLast((change) => change.kind === 'coupon.used' && change.code === code && change.subject === subject);
    if (used?.kind === 'coupon.used' && used.use !== undefined) continue;
    emit(draft, { kind: 'coupon.returned', code, subject });
  }
}

/** A welcome is for the first order: once that stands without it, it is over. One that the order itself brought could not be used on it. */
export function endWelcome(draft: Draft): void {
  for (const { code, welcome, usedOn, cancelledAt } of Object.values(draft.state.coupons)) {
    const isOpen = welcome && usedOn === null && cancelledAt === null;
    if (isOpen && draft.before.coupons[code]) emit(draft, { kind: 'coupon.cancelled', code });
  }
}

/** Takes an amount off a gift card or credit for an order; what the till took for it already is not taken again. */
export function useCard(
  draft: Draft,
  { code, amount, subject, at }: { code: string; amount: number; subject: string; at: number },
): Reason | null {
  const coupon = draft.state.coupons[code];
  if (coupon && usedFor(draft, subject, code) > 0) return null;
  if (!coupon && draft.context.cards?.has(code)) {
    const use = `pay:${subject}:${code}`;
    affect(draft, { kind: 'charge', id: use, use, code, amount, subject });
    return null;
  }
  const reason = unusable(coupon, at);
  if (reason) return reason;
  if ((coupon?.left ?? 0) < amount) return 'coupon_too_little';
  emit(draft, { kind: 'coupon.used', code, subject, at, amount });
  return null;
}

/** Uses a coupon, or a part of a gift card or credit, as the till or the shop asks. */
export function use(draft: Draft, { use: id, code, amount, subject, once }: Extract<Command, { kind: 'use' }>): Ending {
  const kind = 'coupon.used';
  const at = draft.recordedAt;
  draft.subjects.add(`use:${id}`);
  if (subject) draft.subjects.add(subject);
  const coupon = draft.state.coupons[code];
  // The till has taken it for this order already.
  if (once && subject && usedFor(draft, subject, code) > 0) return { kind, outcome: 'applied', reason: null };
  const reason = unusable(coupon, at) ?? toChoose(coupon);
  if (reason || !coupon) return { kind, outcome: 'refused', reason: reason ?? 'coupon_not_yours' };
  const on = subject ?? `use:${id}`;
  if (coupon.left === null) {
    // Of a coupon that is used as a whole, the amount is what the goods come to.
    if (amount !== null && amount < (coupon.minimum ?? 0)) return { kind, outcome: 'refused', reason: 'below_minimum' };
    emit(draft, { kind, code, subject: on, at, use: id });
  } else {
    const part = amount ?? coupon.left;
    if (part > coupon.left) return { kind, outcome: 'refused', reason: 'coupon_too_little' };
    emit(draft, { kind, code, subject: on, at, amount: part, use: id });
  }
  return { kind, outcome: 'applied', reason: null };
}

/** Takes a use of a coupon back, as if the till had never asked; not while an order that it was used on stands. */
export function unuse(draft: Draft, { use: id, subject }: Extract<Command, { kind: 'unuse' }>): Ending {
  const kind = 'coupon.returned';
  draft.subjects.add(`use:${id}`);
  if (subject) draft.subjects.add(subject);
  const changes = draft.context.history.flatMap((entry) => entry.changes);
  const used = changes.find((change) => change.kind === 'coupon.used' && change.use === id);
  if (used?.kind !== 'coupon.used') return { kind, outcome: 'refused', reason: 'coupon_not_yours' };
  if (changes.some((change) => change.kind === kind && change.use === id))
    return { kind, outcome: 'refused', reason: 'already_cancelled' };
  const coupon = draft.state.coupons[used.code];
  if (!coupon || coupon.cancelledAt !== null) return { kind, outcome: 'refused', reason: 'already_cancelled' };
  const order = subject ? settlementOf(draft.context.history, subject) : null;
  if (coupon.left === null && order?.paid && !order.gone) return { kind, outcome: 'refused', reason: 'order_stands' };
  const back = backFrom(used);
  // What came back with the order is there already.
  if (back.amount !== undefined) back.amount = Math.min(back.amount, usedFor(draft, back.subject, used.code));
  if (back.amount === 0) return { kind, outcome: 'refused', reason: 'already_cancelled' };
  emit(draft, { ...back, use: id });
  return { kind, outcome: 'applied', reason: null };
}

/** Whether anything of a coupon was used. */
export function isTouched({ usedOn, left, give }: CouponState): boolean {
  if (left === null) return usedOn !== null;
  return left !== balanceOf(give);
}

/** A coupon that lets its member choose is worth nothing at the till before they have. */
function toChoose(coupon: CouponState | undefined): Reason | null {
  return coupon && 'choice' in coupon.give ? 'coupon_to_choose' : null;
}

/** Why a coupon may not be used; null: it may. */
export function unusable(coupon: CouponState | undefined, at: number): Reason | null {
  if (!coupon) return 'coupon_not_yours';
  if (coupon.cancelledAt !== null) return 'already_cancelled';
  if (coupon.usedOn !== null || coupon.left === 0) return 'coupon_used';
  return coupon.expiresAt !== null && coupon.expiresAt <= at ? 'coupon_expired' : null;
}

function backFrom({ code, amount, subject }: Extract<Change, { kind: 'coupon.used' }>) {
  return { kind: 'coupon.returned' as const, code, subject, ...(amount === undefined ? {} : { amount }) };
}

/** What of a card was used for an order and has not come back. */
export function usedFor({ context, changes }: Draft, subject: string, code: string): number {
  let sum = 0;
  for (const change of [...context.history.flatMap((entry) => entry.changes), ...changes]) {
    if (change.kind === 'coupon.used' && change.subject === subject && change.code === code) sum += change.amount ?? 0;
    if (change.kind === 'coupon.returned' && change.subject === subject && change.code === code)
      sum -= change.amount ?? 0;
  }
  return sum;
}
